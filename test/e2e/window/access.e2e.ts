import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROOT } from '../../../tools/launch.ts'
import { callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { openPracticeShop } from '../../support/window/shop.ts'
import { boxesOf, focusIsLost } from '../../support/window/stand.ts'

/** What axe cannot see: what tells one state from another where a person's own few colours replace all of the app's. */
const TOLD_BY = [
  'outlineStyle',
  'outlineWidth',
  'borderBlockEndWidth',
  'borderInlineStartWidth',
  'borderBlockStartStyle',
] as const

interface Styled {
  readonly [name: string]: string
}
interface InPage {
  readonly document: {
    readonly activeElement: { blur(): void } | null
    readonly documentElement: { dir: string }
  }
}
declare const getComputedStyle: (element: unknown) => Styled

onEveryLauncher('the window as people set it up for themselves', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openPracticeShop({ launcher, size: { width: 1280, height: 800 } }, 'Daisy', 'DAI')
    page = app.page
  })
  afterAll(() => app?.close())

  const shape = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((one, names) => names.map((name) => getComputedStyle(one)[name]).join(' '), TOLD_BY)
  const picture = (name: string) =>
    page.screenshot({ path: join(ROOT, 'test/e2e/output', `forced-${name}-1280x800.png`) })

  /** Each pair is told apart by more than colour. */
  async function tells(pairs: readonly (readonly [on: string, off: string])[]): Promise<void> {
    for (const [on, off] of pairs) expect(await shape(on), `${on} beside ${off}`).not.toBe(await shape(off))
  }

  it('tells every state by a shape in forced colours', async () => {
    await page.emulateMedia({ forcedColors: 'active' })
    await page.keyboard.type('1250', { delay: 70 })
    await picture('counter')
    await tells([
      ['.rail-place[aria-current]', '.rail-place:not([aria-current])'],
      ['.tab[aria-selected="true"]', '.tab[aria-selected="false"]'],
    ])
    await page.keyboard.press('Escape')
    const first = await sell(page, '12.5')
    await page.keyboard.press('n')
    await sell(page, '13.5')
    await picture('waiting')
    await tells([
      ['.strip-sale[aria-current]', '.strip-sale:not([aria-current])'],
      ['.act[aria-disabled="true"]', '.act:not([aria-disabled])'],
    ])
    const code = await page.locator('.sale-code').evaluate((one) => getComputedStyle(one).backgroundColor)
    expect(code).toBe('rgb(255, 255, 255)')
    await callFrom(page, 'practice.pay', { invoiceId: first, amount: '9' })
    await page.locator('.strip-attention .strip-sale').click()
    await page.locator('.sale-underpaid').waitFor()
    await picture('underpaid')
    await tells([['.way-first', '.way:not(.way-first)']])
    await page.keyboard.press('q')
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    await tells([['.act[aria-pressed="true"]', '.act:not([aria-pressed])']])
    await goTo(page, 'Invoices')
    await page.getByRole('row').filter({ hasText: 'PR-000001' }).click()
    await picture('invoices')
    await tells([
      ['.list-row[aria-selected="true"]', '.list-row[aria-selected="false"]:not(.grid-line-active)'],
    ])
    await goTo(page, 'Settings')
    await page.locator('.switch').first().waitFor()
    await picture('settings')
    const tracks = await page.locator('.switch').evaluateAll((all) =>
      all.map((one) => {
        const track = (one as unknown as { querySelector(what: string): unknown }).querySelector(
          '.switch-track',
        )
        return `${(one as unknown as { hasAttribute(name: string): boolean }).hasAttribute('data-selected')} ${getComputedStyle(track).backgroundColor}`
      }),
    )
    const colours = (isOn: boolean) =>
      new Set(
        tracks.filter((one) => one.startsWith(String(isOn))).map((one) => one.split(' ').slice(1).join(' ')),
      )
    expect([...colours(true)].filter((colour) => colours(false).has(colour))).toEqual([])
    await page.emulateMedia({ forcedColors: 'none' })
  })

  it('moves nothing by itself where less motion is asked for', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const place of ['Counter', 'Invoices', 'Books', 'Settings'] as const) {
      await goTo(page, place)
      const moving = await page.locator('body *').evaluateAll((all) =>
        all
          .map((one) => getComputedStyle(one))
          .filter((style) => /[1-9]/.test(style.transitionDuration ?? '') || style.animationName !== 'none')
          .map((style) => `${style.transitionProperty} ${style.transitionDuration} ${style.animationName}`),
      )
      expect(moving, place).toEqual([])
    }
    await page.emulateMedia({ reducedMotion: 'no-preference' })
  })

  it('is used at twice the size: the first act and the places stay in sight, and everything can be scrolled to', async () => {
    await page.setViewportSize({ width: 640, height: 400 })
    await goTo(page, 'Counter')
    if ((await page.getByRole('article').count()) > 0) await page.keyboard.press('n')
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    const boxes = await boxesOf(page, ['.ticket-first', '.rail-place', '.amount-entry'])
    const end = (selector: string) => (boxes[selector]?.y ?? 0) + (boxes[selector]?.height ?? 0)
    expect(end('.ticket-first')).toBeLessThanOrEqual(400)
    expect(end('.amount-entry')).toBeLessThanOrEqual(end('.ticket-first'))
    for (const part of ['.pad-key >> nth=-1', '.new-sale-account', '.strip']) {
      await page.locator(part).first().scrollIntoViewIfNeeded()
      const box = await page.locator(part).first().boundingBox()
      expect((box?.y ?? 400) < 400 && (box?.y ?? -1) >= 0, part).toBe(true)
    }
    for (const place of ['Invoices', 'Books', 'Settings', 'Counter'] as const) {
      const button = await page.getByRole('button', { name: place, exact: true }).boundingBox()
      expect((button?.y ?? 999) + (button?.height ?? 0), place).toBeLessThanOrEqual(400)
      await goTo(page, place)
    }
    await goTo(page, 'Invoices')
    const rows = await page.getByRole('grid').boundingBox()
    expect(rows?.height ?? 0).toBeGreaterThanOrEqual(200)
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  it('stands on the place that a key alone led to, and says its name', async () => {
    for (const [key, place] of [
      ['3', 'Books'],
      ['4', 'Settings'],
      ['2', 'Invoices'],
    ] as const) {
      await page.evaluate(() => (globalThis as unknown as InPage).document.activeElement?.blur())
      await page.keyboard.press(`Control+${key}`)
      await page.getByRole('main', { name: place }).waitFor()
      await expect.poll(() => focusIsLost(page), { message: place }).toBe(false)
    }
  })

  it('goes through the lists by the keys that people know: J, K, / and End', async () => {
    await goTo(page, 'Counter')
    await chooseAccount(page, 'Daisy', 'DAI')
    await goTo(page, 'Invoices')
    const grid = page.getByRole('grid', { name: 'Invoices' })
    await grid.focus()
    const active = () => grid.getAttribute('aria-activedescendant')
    await page.keyboard.press('Home')
    const first = await active()
    await page.keyboard.press('j')
    await expect.poll(active).not.toBe(first)
    await page.keyboard.press('k')
    await expect.poll(active).toBe(first)
    await page.keyboard.press('End')
    await expect.poll(active).not.toBe(first)
    await page.keyboard.press('/')
    await expect.poll(() => page.locator('.search .input:focus').count()).toBe(1)
  })

  it('mirrors the ticket where the page reads from the right; figures stand at its end, names at its start', async () => {
    await callFrom(page, 'items.save', { id: null, name: 'Cake', currency: 'USD', price: '3', code: null })
    await page.reload()
    await goTo(page, 'Counter')
    await chooseAccount(page, '1ShotPay', 'USD')
    await page.evaluate(() => {
      ;(globalThis as unknown as InPage).document.documentElement.dir = 'rtl'
    })
    await page.getByRole('toolbar', { name: 'Items' }).getByRole('button', { name: 'Cake' }).click()
    await page.keyboard.type('150', { delay: 70 })
    const at = async (selector: string) => {
      const box = await page.locator(selector).first().boundingBox()
      return { start: (box?.x ?? 0) + (box?.width ?? 0), end: box?.x ?? 0 }
    }
    const pad = await at('.pad')
    expect(pad.end, 'the stub is on the right of the half').toBeGreaterThan(
      (await at('.new-sale-half')).start,
    )
    expect((await at('.total-currency')).start).toBeCloseTo(pad.start, 0)
    expect((await at('.total-figure')).end).toBeCloseTo(pad.end, 0)
    // Units stand under units, in a column of 64 px or less at the end.
    const sums = await page.locator('.tape-line .tape-sum').all()
    const edges = await Promise.all(sums.map((sum) => sum.boundingBox()))
    expect(edges).toHaveLength(2)
    const starts = edges.map((box) => (box?.x ?? 0) + (box?.width ?? 0))
    expect(starts[0]).toBeCloseTo(starts[1] ?? 0, 0)
    expect(starts[0]).toBeLessThanOrEqual(pad.end + 64)
    for (const name of ['.tape-name', '.tile-name', '.item-search .input']) {
      const align = await page
        .locator(name)
        .first()
        .evaluate((one) => `${getComputedStyle(one).textAlign}${getComputedStyle(one).direction}`)
      expect(['rightltr', 'startrtl'], name).toContain(align)
    }
  })
})
