import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { standInLaunch } from '../../../tools/launch.ts'
import { callFrom, sell } from '../../../tools/tour/window.ts'
import { NotHere } from '../../support/looks/by-hand.ts'
import { madeUpRow, openSite, type Site } from '../../support/looks/site.ts'
import type { SeenWindow, Stop } from '../../support/looks/stop.ts'
import { STOPS } from '../../support/looks/stops.ts'
import { textFaults } from '../../support/looks/text-faults.mjs'
import { VALUES } from '../../support/looks/values.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { openPracticeShop } from '../../support/window/shop.ts'

/** English in brackets, accented, and longer by two fifths. */
const PSEUDO = 'en-XA'

/** A small window, the usual one, a large one, a touch screen on its side. */
const SIZES = [
  { width: 1024, height: 640 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 800, height: 1280 },
] as const

/** `npm run test:pseudo`: every stop, in every size. Each run of all tests sees some of them, in the sizes with the least room. */
const IS_WHOLE = process.env.COUNTERFOIL_APP_STOPS === 'all'
const TIGHT = [SIZES[0], SIZES[3]] as const

/** Goes to a stop, and gives what is wrong with its texts in some sizes; null where this window has no such stop. */
async function faultsAt(
  seen: SeenWindow,
  stop: Stop,
  sizes: readonly (typeof SIZES)[number][],
): Promise<readonly string[] | null> {
  const { page } = seen
  try {
    await page.locator('main').first().waitFor()
    await stop.go(seen)
  } catch (error) {
    if (error instanceof NotHere) return null
    throw error
  }
  const found = new Map<string, string[]>()
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.waitForTimeout(150)
    for (const { kind, text, where } of await page.evaluate(textFaults, {
      brackets: true,
      allowed: VALUES,
    })) {
      const what = `${kind}: ${text} (${where})`
      found.set(what, [...(found.get(what) ?? []), `${size.width}x${size.height}`])
    }
  }
  await page.setViewportSize(SIZES[1])
  return [...found].map(([what, sizes]) => `${what} at ${sizes.join(', ')}`)
}

async function isInOrder(
  seen: SeenWindow,
  stop: Stop,
  sizes: readonly (typeof SIZES)[number][],
  skip: TestContext['skip'],
): Promise<void> {
  const faults = await faultsAt(seen, stop, sizes)
  if (faults === null) return skip('no such sale in this book')
  expect(faults).toEqual([])
}

/** Scenes whose data the app has as well. */
const SCENES = ['live', 'items', 'practice', 'month']
const IN_APP = STOPS.filter(({ scene }) => SCENES.includes(scene)).filter((_, n) => IS_WHOLE || n % 6 === 0)
const MADE_UP = STOPS.filter((_, n) => IS_WHOLE || n % 3 === 0)

onEveryLauncher('every screen in the pseudo-language', (launcher) => {
  let app: LaunchedApp
  let page: Page
  let statuses: readonly string[] = []
  beforeAll(async () => {
    const shop = await openPracticeShop({ launcher, size: SIZES[1] }, 'Daisy', 'DAI')
    await stock(shop.page)
    const { userDataDir } = shop
    await shop.close()
    app = await launchApp({
      ...{ launcher, userDataDir, size: SIZES[1] },
      env: { COUNTERFOIL_LANGUAGES: PSEUDO },
    })
    page = app.page
    page.setDefaultTimeout(30_000)
    await page.locator('.rail-place').first().waitFor()
    const newest = { search: '', status: [], provider: [], cursor: null, limit: 50 }
    statuses = (await callFrom(page, 'invoices.list', newest)).rows.map(({ status }) => status)
  })
  afterAll(() => app?.close())

  it.for(IN_APP)('$name', async (stop, { skip }) => {
    await page.reload()
    const row = (status: string) => {
      const at = statuses.indexOf(status)
      return at < 0 ? null : at
    }
    await isInOrder({ page, row }, stop, IS_WHOLE ? SIZES : TIGHT, skip)
  })

  it('the first run', async () => {
    const first = await launchApp({ launcher, size: SIZES[1], env: { COUNTERFOIL_LANGUAGES: PSEUDO } })
    try {
      const stop: Stop = { name: 'first-run', scene: 'first-run', go: async () => undefined }
      expect(await faultsAt({ page: first.page, row: () => null }, stop, SIZES)).toEqual([])
    } finally {
      await first.close()
    }
  })
})

/** Sells, and has it paid exactly, short, over and not at all; with items, tags, notes, a view and a backup. */
async function stock(page: Page): Promise<void> {
  for (const [name, price] of [
    ['Coffee', '2.5'],
    ['Croissant with almonds and a long name', '3.75'],
    ['قهوة', '3'],
  ] as const)
    await callFrom(page, 'items.save', { id: null, name, currency: 'DAI', price, code: null })
  for (const amount of ['12.5', '20', '9', '5', null]) {
    const id = await sell(page, '12.5')
    if (amount === '5') await callFrom(page, 'invoices.abandon', { id, reason: 'Test' })
    else if (amount !== null) await callFrom(page, 'practice.pay', { invoiceId: id, amount })
    await callFrom(page, 'invoices.note', { id, text: 'قهوة' })
    await page.keyboard.press('n')
    if ((await page.locator('.pad-key').count()) === 0)
      await page.locator('.next-sale .button').first().click()
    await page.locator('.pad-key').first().waitFor()
  }
  await callFrom(page, 'backups.make', {})
}

describe('every made-up scene in the pseudo-language', () => {
  const isMissing = standInLaunch() === null
  let site: Site
  /** One for all pages: what the browser has read and compiled for the first is there for the others. */
  let context: BrowserContext
  beforeAll(async () => {
    if (isMissing) return
    site = await openSite()
    context = await site.browser.newContext({ viewport: SIZES[1], reducedMotion: 'reduce' })
  })
  afterAll(() => site?.close())

  it.for(MADE_UP)('$name', async (stop, { skip }) => {
    if (isMissing) return skip('no Chromium, Chrome or Edge was found on this machine')
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    try {
      await page.goto(site.address(stop.scene, PSEUDO))
      await isInOrder({ page, row: madeUpRow }, stop, IS_WHOLE ? SIZES : TIGHT, skip)
    } finally {
      await page.close()
    }
  })
})
