import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { ROOT } from '../../../tools/launch.ts'
import { atRest, COLOUR_RULES, violations } from '../window/axe.ts'
import { NotHere } from './by-hand.ts'
import { madeUpRow, openSite } from './site.ts'
import type { Stop } from './stop.ts'
import { STOPS } from './stops.ts'
import { textFaults } from './text-faults.mjs'
import { VALUES } from './values.ts'

/**
 * Takes a picture of every screen and dialog with made-up data, in every language, both themes and three sizes, and puts those of a
 * language on one sheet with ImageMagick's `montage`. What is cut off, lies upon something else or is a fault to axe is told beside.
 *
 * `npm run look:languages -- --language ar-DZ --only month --size 1024x640 --theme dark --out folder`
 */
const { values: asked } = parseArgs({
  options: {
    language: { type: 'string', multiple: true, default: ['en', 'fr-FR', 'ar-DZ'] },
    size: { type: 'string', multiple: true, default: ['1024x640', '1280x800', '1920x1080'] },
    theme: { type: 'string', multiple: true, default: ['light', 'dark'] },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: join(ROOT, 'looks-output') },
  },
})

interface Found {
  readonly name: string
  readonly what: string
}

/** Of a thousand whole pictures one sheet would be too heavy: each stop's are made small and put together first. */
const THUMB = '240x170+3+3'
/** ImageMagick makes nothing higher than 16,000 px by itself. */
const STOPS_ACROSS = 3

const stops = STOPS.filter(({ name }) => name.includes(asked.only))
const themes = asked.theme as ('light' | 'dark')[]
const sizes = asked.size.map((size) => {
  const [width = 0, height = 0] = size.split('x').map(Number)
  return { width, height }
})
const site = await openSite()
const found: Found[] = []
try {
  for (const language of asked.language) await lookAt(language)
} finally {
  await site.close()
}
writeFileSync(join(asked.out, 'found.json'), JSON.stringify(found, null, 2))
console.log(`${stops.length} stops, ${found.length} findings: ${join(asked.out, 'found.json')}`)

async function lookAt(language: string): Promise<void> {
  const folder = join(asked.out, language)
  mkdirSync(folder, { recursive: true })
  const pictures = new Map<string, string[]>()
  const context = await site.browser.newContext({ viewport: sizes[0] ?? null, locale: language })
  for (const stop of stops) {
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => found.push({ name: `${language} ${stop.name}`, what: String(error) }))
    await page.emulateMedia({ reducedMotion: 'reduce' })
    if (await reach(page, stop, `${language} ${stop.name}`, language)) {
      pictures.set(stop.name, await picturesOf(page, stop, language, folder))
    }
    await page.close()
  }
  await context.close()
  putOnSheet(language, folder, pictures)
}

/** Takes a stop's pictures in every size and theme, and notes what is wrong in each: texts by size, colours by theme, all else that axe finds once. */
async function picturesOf(page: Page, stop: Stop, language: string, folder: string): Promise<string[]> {
  const taken: string[] = []
  const note = (name: string, what: readonly string[]) => {
    for (const one of new Set(what)) found.push({ name: `${language} ${name}`, what: one })
  }
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of themes) {
      const name = `${stop.name}-${colorScheme}-${size.width}x${size.height}`
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await atRest(page)
      const picture = join(folder, `${name}.png`)
      await page.screenshot({ path: picture })
      taken.push(picture)
      if (size === sizes[0])
        note(
          name,
          (await violations(page, colorScheme === themes[0] ? null : COLOUR_RULES)).map(
            (one) => `axe: ${one}`,
          ),
        )
      if (colorScheme !== themes[0]) continue
      const asksBrackets = { brackets: language === 'en-XA', allowed: VALUES }
      const faults = await page.evaluate(textFaults, asksBrackets)
      note(
        name,
        faults.map(({ kind, text, where }) => `${kind}: ${text} (${where})`),
      )
    }
  }
  return taken
}

/** Goes to a stop; false where this data has none. */
async function reach(page: Page, stop: Stop, name: string, language: string): Promise<boolean> {
  try {
    await page.goto(site.address(stop.scene, language))
    await page.locator('main').first().waitFor()
    await page.waitForTimeout(150)
    await stop.go({ page, row: madeUpRow })
    await page.waitForTimeout(250)
    return true
  } catch (error) {
    if (error instanceof NotHere) return false
    found.push({ name, what: `not reached: ${String(error).slice(0, 300)}` })
    return true
  }
}

/** Puts the pictures of a language on one sheet, a stop a row. */
function putOnSheet(
  language: string,
  folder: string,
  pictures: ReadonlyMap<string, readonly string[]>,
): void {
  const rows: string[] = []
  for (const [name, files] of pictures) {
    const row = join(folder, `row-${name}.jpg`)
    const across = ['-label', name, '-tile', `${files.length}x1`, '-geometry', THUMB, '-background', 'white']
    const made = spawnSync('montage', [...across, ...files, row])
    if (made.error) {
      console.log('There is no montage of ImageMagick on this machine: no sheet was made.')
      return
    }
    rows.push(row)
  }
  const sheet = join(asked.out, `${language}.jpg`)
  const { status, stderr } = spawnSync('montage', [
    '-tile',
    `${STOPS_ACROSS}x`,
    '-geometry',
    '+4+4',
    ...rows,
    sheet,
  ])
  console.log(status === 0 ? sheet : `No sheet was made: ${stderr}`)
}
