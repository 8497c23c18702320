import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BY_HAND, callFrom, sell } from '../../../tools/tour/window.ts'
import { alone, pressRow, toBooks, toList, toPlace } from '../../support/looks/by-hand.ts'
import { readingOrder } from '../../support/looks/reading-order.mjs'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { openPracticeShop } from '../../support/window/shop.ts'

/** An amount with its sign and currency, an hour, the number of a sale, in Latin and Arabic digits. */
const FIGURES =
  '[−+-]?[\\d٠-٩][\\d٠-٩.,٬٫\\u00a0\\u202f]*[\\d٠-٩](\\s?[A-Z]{3,5})?|[\\d٠-٩]{1,2}:[\\d٠-٩]{2}|[A-Z]{2}-\\d{6}'

interface InPage {
  readonly document: {
    readonly activeElement: { getBoundingClientRect(): { readonly x: number } } | null
    readonly documentElement: {
      readonly dir: string
      readonly scrollWidth: number
      readonly clientWidth: number
    }
  }
}
declare const getComputedStyle: (element: unknown) => { readonly scale: string; readonly textAlign: string }

onEveryLauncher('the window in Arabic', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openPracticeShop({ launcher, size: { width: 1280, height: 800 } }, 'Daisy', 'DAI')
    page = app.page
    for (const name of ['Zeste', 'Éclair', 'eau', 'قهوة', 'تمر'])
      await callFrom(page, 'items.save', { id: null, name, currency: 'DAI', price: '3', code: null })
    const short = await sell(page, '1250')
    await callFrom(page, 'practice.pay', { invoiceId: short, amount: '950.25' })
    await page.keyboard.press('n')
    const over = await sell(page, '12.5')
    await callFrom(page, 'practice.pay', { invoiceId: over, amount: '20' })
    await page.locator('.verdict, .sale-overpaid').first().waitFor()
    await speak('ar')
  })
  afterAll(() => app?.close())

  async function speak(language: 'ar' | 'fr', digits: 'latn' | 'arab' | null = null): Promise<void> {
    await callFrom(page, 'settings.set', { language, digits })
    await page.locator(`html[lang^="${language}"][dir="${language === 'ar' ? 'rtl' : 'ltr'}"]`).waitFor()
    if (digits === 'arab') await page.locator('html[lang*="arab"]').waitFor()
  }
  const xOf = async (one: Locator) => (await one.first().boundingBox())?.x ?? Number.NaN
  const focusX = () =>
    page.evaluate(
      () => (globalThis as unknown as InPage).document.activeElement?.getBoundingClientRect().x ?? Number.NaN,
    )
  /** The keypad stays drawn behind a sale. */
  async function toKeypad(): Promise<void> {
    await toPlace(page, 'counter')
    if (!(await page.locator('.pad-key').first().isVisible())) await alone(page, 'n')
    await page.locator('.pad-key').first().waitFor()
  }
  const rowOf = (amount: string) => page.getByRole('row').filter({ hasText: amount }).first()

  /** Every figure that is seen stands as it is written. */
  async function readsRight(what: string, least = 1): Promise<void> {
    const { figures, turned, open } = await page.evaluate(readingOrder, FIGURES)
    expect(turned, what).toEqual([])
    expect(open, what).toEqual([])
    expect(figures, what).toBeGreaterThanOrEqual(least)
    const [scroll, client] = await page.evaluate(() => {
      const root = (globalThis as unknown as InPage).document.documentElement
      return [root.scrollWidth, root.clientWidth] as const
    })
    expect(scroll, `${what} scrolls sideways`).toBeLessThanOrEqual(client)
  }

  it.each([null, 'arab'] as const)(
    'shows sign, digits, mark and currency in the order in which they are written, digits: %s',
    async (digits) => {
      await speak('ar', digits)
      const visit = async (what: string, least: number, go: () => Promise<unknown>) => {
        await go()
        await page.waitForTimeout(300)
        await readsRight(what, least)
      }
      await visit('a sale that was paid too much', 3, () => toPlace(page, 'counter'))
      await visit('the list', 6, () => toList(page, 0))
      await visit('the pane', 8, () => pressRow(page, 1))
      await page.keyboard.press('Escape')
      await visit('the receipts', 4, () => toList(page, 1))
      await visit('what needs attention', 3, () => toList(page, 2))
      await visit('today', 2, () => toBooks(page, 0))
      await visit('the month', 4, () => toBooks(page, 1))
      await visit('the charts', 2, () => alone(page, 'c'))
      // From the right: the currency, what was taken, from how many payments.
      const parts = page.locator('.takings-of').first().locator('strong, strong + bdi, strong ~ span')
      const [currency = 0, taken = 0, from = 0] = await Promise.all([0, 1, 2].map((n) => xOf(parts.nth(n))))
      expect(currency, 'the currency, then what was taken').toBeGreaterThan(taken)
      expect(taken, 'then from how many payments').toBeGreaterThan(from)
      await alone(page, 'c')
      await visit('the tie-out', 1, () => toBooks(page, 2))
      await visit('the close', 2, () => toBooks(page, 3))
      await visit('the trail', 2, () => toBooks(page, 6))
      await visit('the settings', 1, () => toPlace(page, 'settings'))
    },
  )

  it('has a difference with its sign before it, and its currency behind', async () => {
    await speak('ar')
    await toList(page, 2)
    const { turned } = await page.evaluate(readingOrder, '[−+]\\d[\\d.,]*')
    expect(turned).toEqual([])
    await expect
      .poll(() => page.locator('.attention-difference').allInnerTexts())
      .toContainEqual(expect.stringMatching(/[−+]/))
  })

  it('keeps the keypad as it is: 1, 2, 3 from the left, in Latin digits, whatever digits are chosen', async () => {
    await speak('ar', 'arab')
    await toKeypad()
    const keys = page.locator('.pad-key')
    const places = async (digits: readonly string[]) =>
      Promise.all(digits.map((digit) => xOf(keys.filter({ hasText: new RegExp(`^${digit}$`) }))))
    for (const row of [
      ['7', '8', '9'],
      ['4', '5', '6'],
      ['1', '2', '3'],
    ]) {
      const [a = 0, b = 0, c = 0] = await places(row)
      expect(a < b && b < c, row.join()).toBe(true)
    }
    await page.waitForTimeout(450)
    await page.keyboard.type('1250', BY_HAND)
    await expect.poll(() => page.locator('.total-figure:visible').innerText()).toMatch(/^١٬?٢٥٠/)
    await readsRight('the amount that is typed')
    await page.keyboard.press('Escape')
  })

  it('stands as in a mirror: the rail at the right, what leads on points to the left', async () => {
    await speak('ar')
    await toBooks(page, 1)
    expect(await xOf(page.getByRole('navigation'))).toBeGreaterThan(await xOf(page.getByRole('main')))
    const [before, after] = [
      page.locator('.month-step button').first(),
      page.locator('.month-step button').last(),
    ]
    expect(await xOf(before)).toBeGreaterThan(await xOf(after))
    const scaleOf = (icon: Locator) => icon.first().evaluate((one) => getComputedStyle(one).scale)
    expect(await scaleOf(before.locator('svg'))).toBe('-1 1')
    expect(await scaleOf(page.locator('.month-ends svg'))).toBe('none')
    await toList(page, 2)
    expect(await scaleOf(page.locator('svg.lucide-triangle-alert'))).toBe('none')
  })

  it('has the first day of a chart at the right, and its figures beside it', async () => {
    await toBooks(page, 1)
    await alone(page, 'c')
    const days = page.locator('.chart-takings svg text')
    const seen = await days.evaluateAll((all) =>
      all.map((one) => ({
        text: (one as unknown as { readonly textContent: string }).textContent,
        x: (one as unknown as { getBoundingClientRect(): { readonly x: number } }).getBoundingClientRect().x,
      })),
    )
    const xOfDay = (day: string) => seen.find(({ text }) => text === day)?.x ?? Number.NaN
    expect(xOfDay('1')).toBeGreaterThan(xOfDay('10'))
    expect(xOfDay('10')).toBeGreaterThan(xOfDay('20'))
    const box = await page.locator('.chart-takings svg').first().boundingBox()
    const highest = seen.find(({ text }) => /\d{3}/.test(text))
    expect(highest?.x ?? 0).toBeGreaterThan((box?.x ?? 0) + (box?.width ?? 0) / 2)
    await alone(page, 'c')
  })

  it('hears the arrows as they point: along the heads, the tabs, the days, and into a menu', async () => {
    await toList(page, 0)
    const heads = page.locator('.list-header .list-sort')
    await heads.first().focus()
    const first = await focusX()
    await page.keyboard.press('ArrowLeft')
    expect(await focusX()).toBeLessThan(first)
    await page.keyboard.press('ArrowRight')
    expect(await focusX()).toBe(first)

    await page.locator('[role="grid"]').focus()
    await alone(page, 'f')
    await page.locator('.filter-kinds').waitFor()
    const kind = await focusX()
    await page.keyboard.press('ArrowLeft')
    expect(await focusX(), 'into the part').toBeLessThan(kind)
    await page.keyboard.press('ArrowRight')
    expect(await focusX(), 'back to the kinds').toBe(kind)
    await expect.poll(() => page.locator('.filter-keys kbd').first().innerText()).toBe('←')
    await page.keyboard.press('Escape')

    await toBooks(page, 1)
    const tabs = page.locator('.books-head .tab')
    await tabs.nth(1).focus()
    const tab = await focusX()
    await page.keyboard.press('ArrowLeft')
    expect(await focusX(), 'to the tab on the left').toBeLessThan(tab)
    await page.keyboard.press('ArrowRight')

    await page.locator('.month-grid').focus()
    const active = page.locator('.month-active')
    const cell = await xOf(active)
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => xOf(active)).toBeLessThan(cell)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => xOf(active)).toBe(cell)
  })

  it('makes a column wider to the left, by the keys and by the pointer', async () => {
    await toList(page, 0)
    const edge = page.locator('.edge[tabindex="0"]')
    await edge.focus()
    const before = await xOf(edge)
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => xOf(edge)).toBeLessThan(before)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => xOf(edge)).toBe(before)
    const box = await edge.boundingBox()
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x - 40, y, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => xOf(edge)).toBeCloseTo(before - 40, 0)
    await page.keyboard.press('Enter')
  })

  it('stands figures unit under unit, and their head over them', async () => {
    await toList(page, 0)
    const rights = await page.locator('.list-rows .list-asked .list-amount-whole').evaluateAll((all) =>
      all.map((one) => {
        const { x, width } = (
          one as unknown as { getBoundingClientRect(): { readonly x: number; readonly width: number } }
        ).getBoundingClientRect()
        return Math.round(x + width)
      }),
    )
    expect(new Set(rights).size).toBe(1)
    const head = await page.locator('.list-header .list-asked .list-sort').first().boundingBox()
    expect((head?.x ?? 0) + (head?.width ?? 0)).toBeCloseTo(rights[0] ?? 0, -1)
    await expect.poll(() => rowOf('12').count()).toBe(1)
  })

  it('puts names in the order of the language', async () => {
    await toKeypad()
    await speak('fr')
    const names = () => page.locator('.tile .tile-name').allInnerTexts()
    await expect.poll(names).toEqual(['eau', 'Éclair', 'Zeste', 'تمر', 'قهوة'])
    await speak('ar')
    // What is written in the language's own letters comes first.
    await expect.poll(names).toEqual(['تمر', 'قهوة', 'eau', 'Éclair', 'Zeste'])
  })
})
