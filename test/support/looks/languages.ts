import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from '../../../tools/launch.ts'
import { NotHere } from './by-hand.ts'
import { madeUpRow, openSite } from './site.ts'
import type { Stop } from './stop.ts'
import { STOPS } from './stops.ts'
import { textFaults } from './text-faults.mjs'
import { VALUES } from './values.ts'

/**
 * Takes a picture of every screen and dialog with made-up data, in every language, both themes and three sizes, and puts those of a
 * language on one sheet with ImageMagick's `montage`. What is cut off or lies upon something else is told beside.
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
  for (const colorScheme of asked.theme as ('light' | 'dark')[]) {
    for (const size of asked.size) {
      const [width = 0, height = 0] = size.split('x').map(Number)
      const context = await site.browser.newContext({
        ...{ viewport: { width, height }, colorScheme, reducedMotion: 'reduce', locale: language },
      })
      for (const stop of stops) {
        const name = `${stop.name}-${colorScheme}-${size}`
        const page = await context.newPage()
        page.setDefaultTimeout(4_000)
        page.on('pageerror', (error) => found.push({ name: `${language} ${name}`, what: String(error) }))
        const isThere = await reach(page, stop, `${language} ${name}`, language)
        if (isThere) {
          const picture = join(folder, `${name}.png`)
          await page.screenshot({ path: picture })
          pictures.set(stop.name, [...(pictures.get(stop.name) ?? []), picture])
          const asksBrackets = { brackets: language === 'en-XA', allowed: VALUES }
          const faults = await page.evaluate(textFaults, asksBrackets)
          for (const what of new Set(faults.map(({ kind, text, where }) => `${kind}: ${text} (${where})`)))
            found.push({ name: `${language} ${name}`, what })
        }
        await page.close()
      }
      await context.close()
      console.log(`${language} ${colorScheme} ${size}`)
    }
  }
  putOnSheet(language, folder, pictures)
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof site.browser.newContext>>['newPage']>>

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
