import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { APART_MS, BY_HAND, callFrom } from '../../../tools/tour/window.ts'
import { ANY_INVOICE } from '../../support/lists/any-filter.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { beginLists } from '../../support/window/lists.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'

const SALES = 300
const SIZE = { width: 1280, height: 800 }
/** Two keys of quick hands, ms: closer than those of a key that must stand alone. */
const QUICK_MS = 90

onEveryLauncher('the invoices in quick hands', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZE }, SALES)
    page = app.page
  })
  afterAll(() => app?.close())
  beforeEach(async () => {
    await page.setViewportSize(SIZE)
    await beginLists(page)
    await page.keyboard.press('Control+2')
    await page.getByRole('row', { name: /CF-000300/ }).waitFor()
    await page.waitForTimeout(APART_MS)
  })

  const search = () => page.getByLabel('Search invoices')
  const opened = () => page.locator('.pane').getAttribute('aria-label')
  const place = () => page.locator('.list-foot').innerText()
  const focused = (role: 'grid' | 'main') =>
    page.locator(role === 'grid' ? '.list-grid:focus' : 'main:focus').waitFor()
  const chips = () => page.locator('.chip-value').allInnerTexts()
  const type = (text: string) => page.keyboard.type(text, BY_HAND)
  async function quickly(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await page.keyboard.press(key)
      await page.waitForTimeout(QUICK_MS)
    }
  }

  it('hear the keys of the list wherever one stands in the place', async () => {
    await focused('main')
    await page.keyboard.press('j')
    await focused('grid')
    await expect.poll(place).toContain('Row 2 of 300')
    await page.getByRole('columnheader', { name: 'Number' }).getByRole('button').click()
    await expect.poll(() => page.locator('.list-rows .list-number').first().innerText()).toBe('CF-000300')
    const before = await place()
    await page.keyboard.press('j')
    await focused('grid')
    expect(await place()).not.toBe(before)
  })

  it('leave the search by Enter or Esc once what was typed has become filters', async () => {
    for (const key of ['Enter', 'Escape']) {
      await page.keyboard.press('/')
      await type('is:paid ')
      await expect.poll(chips).toEqual(['Status Paid'])
      expect(await search().inputValue()).toBe('')
      await page.waitForTimeout(APART_MS)
      await page.keyboard.press(key)
      await focused('grid')
      // The filter stays, and the keys are the list's again.
      expect(await chips()).toEqual(['Status Paid'])
      await page.waitForTimeout(APART_MS)
      await page.keyboard.press('j')
      await expect.poll(place).toContain('Row 2 of')
      expect(await search().inputValue()).toBe('')
      await page.getByRole('button', { name: /^Remove the filter/ }).click()
      await page.locator('.list-grid').focus()
      await page.keyboard.press('Home')
      await page.waitForTimeout(APART_MS)
    }
    // What stands there is cleared first.
    await page.keyboard.press('/')
    await type('lu')
    await page.keyboard.press('Escape')
    await expect.poll(() => search().inputValue()).toBe('')
    expect(await page.locator('.list-grid:focus').count()).toBe(0)
    await page.keyboard.press('Escape')
    await focused('grid')
  })

  it('see the keys of the filters, and each status whole, in either window', async () => {
    for (const size of [SIZE, { width: 1024, height: 640 }]) {
      await page.setViewportSize(size)
      await page.keyboard.press('f')
      const menu = page.getByRole('dialog', { name: 'Filters' })
      await menu.waitFor()
      const seen = () =>
        menu.evaluate((part) => {
          interface Box {
            getBoundingClientRect(): { readonly top: number; readonly bottom: number }
            querySelectorAll(what: string): Iterable<Box>
            matches(what: string): boolean
          }
          const box = part as unknown as Box
          const { top, bottom } = box.getBoundingClientRect()
          const [keys] = box.querySelectorAll('.filter-keys')
          const foot = keys?.getBoundingClientRect()
          const [focused] = box.querySelectorAll(':focus')
          const tick = focused?.getBoundingClientRect()
          return {
            keys: foot !== undefined && foot.top > top && foot.bottom <= bottom,
            focused: tick === undefined || (tick.top >= top && tick.bottom <= (foot?.top ?? bottom)),
          }
        })
      expect(await seen(), `${size.width}`).toEqual({ keys: true, focused: true })
      // The last of them is not behind the keys either.
      await page.keyboard.press('ArrowRight')
      for (let n = 0; n < 13; n += 1) {
        await page.keyboard.press('ArrowDown')
        expect(await seen(), `${size.width}, ${n}`).toEqual({ keys: true, focused: true })
      }
      for (let n = 0; n < 13; n += 1) await page.keyboard.press('ArrowUp')
      expect(await seen(), `${size.width}, back`).toEqual({ keys: true, focused: true })
      await page.keyboard.press('Escape')
      await menu.waitFor({ state: 'detached' })
      await page.waitForTimeout(APART_MS)
    }
  })

  it('open the row with Enter, and go on by arrows, for whoever came by a key', async () => {
    await page.keyboard.press('ArrowDown')
    await expect.poll(place).toContain('Row 2 of 300')
    await page.keyboard.press('Control+1')
    await page.keyboard.press('Control+2')
    await focused('main')
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('Enter')
    await expect.poll(opened).toBe('Invoice CF-000299')
    await page.keyboard.press('ArrowDown')
    await expect.poll(opened).toBe('Invoice CF-000298')
  })

  it('lose no R and no F behind J, and no F before an arrow', async () => {
    await quickly('j', 'j', 'r')
    await expect.poll(opened).toBe('Invoice CF-000298')
    await quickly('j', 'f')
    await page.getByRole('dialog', { name: 'Filters' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog', { name: 'Filters' }).count()).toBe(0)
    await page.waitForTimeout(APART_MS)
    await quickly('f', 'ArrowDown')
    await page.getByRole('dialog', { name: 'Filters' }).waitFor()
  })

  it('open what was searched for, however soon the keys come', async () => {
    await search().focus()
    await page.keyboard.type('CF-000123', { delay: 25 })
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(opened).toBe('Invoice CF-000123')
  })

  it('go from the search to the first match with Enter, and open it with another', async () => {
    await page.keyboard.press('/')
    await type('CF-000123')
    await page.waitForTimeout(700)
    await page.keyboard.press('Enter')
    await focused('grid')
    await page.keyboard.press('Enter')
    await expect.poll(opened).toBe('Invoice CF-000123')
    await page.keyboard.press('/')
    await type('currency:dzd')
    await page.keyboard.press('Enter')
    await expect.poll(chips).toEqual(['Currency DZD'])
    expect(
      await search().evaluate((one) => one === (one as unknown as Owned).ownerDocument.activeElement),
    ).toBe(true)
  })

  it('stand on the first match, wherever they stood before', async () => {
    await page.keyboard.press('End')
    await expect.poll(place).toContain('Row 300 of 300')
    await page.keyboard.press('/')
    await type('CF-0000')
    await expect.poll(place).toContain('Row 1 of 99')
    await page.keyboard.press('ArrowDown')
    await focused('grid')
    const offset = () => page.locator('.list-grid').evaluate((one) => (one as unknown as Scrolled).scrollTop)
    await page.waitForTimeout(APART_MS)
    expect(await offset()).toBe(0)
    await page.keyboard.press('/')
    await page.keyboard.press('Enter')
    await focused('grid')
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('r')
    await expect.poll(opened).toBe('Invoice CF-000099')
  })

  it('do not leave the search while a word is composed', async () => {
    await search().focus()
    await page.keyboard.type('CF-0001')
    const compose = (what: 'start' | 'end') =>
      search().evaluate((one, type) => {
        const { CompositionEvent } = globalThis as unknown as {
          CompositionEvent: new (type: string, of: object) => unknown
        }
        ;(one as unknown as Field).dispatchEvent(new CompositionEvent(type, { bubbles: true }))
      }, `composition${what}`)
    await compose('start')
    for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key)
    const isThere = () =>
      search().evaluate((one) => one === (one as unknown as Owned).ownerDocument.activeElement)
    expect(await isThere()).toBe(true)
    await compose('end')
    await page.keyboard.press('Enter')
    await focused('grid')
  })

  it('stand on the first row of another filter or order that has not what they stood on in sight', async () => {
    const filtered = async (filter: string) => {
      await search().focus()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^Filter/ }).click()
      await page.getByRole('dialog', { name: 'Filters' }).getByText(filter, { exact: true }).click()
      await page.keyboard.press('Escape')
      await expect.poll(chips).toHaveLength(1)
    }
    await page.keyboard.press('End')
    await page.locator('#list-row-299').waitFor()
    await expect.poll(place).toContain('Row 300 of 300')
    await page.waitForTimeout(APART_MS)
    await filtered('Open, may still change')
    await expect.poll(place).toMatch(/Row 1 of \d\d$/)
    // The last of the open ones lies further down among all.
    await page.keyboard.press('j')
    await page.keyboard.press('End')
    await expect.poll(place).toMatch(/Row (\d\d) of \1$/)
    await page.getByRole('button', { name: /^Remove the filter/ }).click()
    await expect.poll(place).toContain('Row 1 of 300')
    await page.keyboard.press('j')
    await page.keyboard.press('End')
    await page.locator('#list-row-299').waitFor()
    await expect.poll(place).toContain('Row 300 of 300')
    await page.getByRole('columnheader', { name: 'Created' }).getByRole('button').click()
    await expect.poll(place).toContain('Row 1 of 300')
  })

  it('are told of matches that the filters hide, and find them with one key', async () => {
    const { rows } = await callFrom(page, 'lists.invoices', {
      filter: { ...ANY_INVOICE, currency: ['USD'] },
      sort: { by: 'created', down: true },
      ...{ from: 0, limit: 1 },
    })
    const number = rows[0]?.number ?? ''
    await search().fill('currency:dzd ')
    await expect.poll(chips).toEqual(['Currency DZD'])
    await search().fill(number)
    await page.getByText('Without the filters there is 1 match.').waitFor()
    await page.getByRole('button', { name: 'Search without filters' }).click()
    await page.getByRole('row', { name: new RegExp(number) }).waitFor()
    expect([await chips(), await search().inputValue()]).toEqual([[], number])
  })

  it('find what needs attention as it was left, and open it with R', async () => {
    await page.getByRole('radio', { name: /Needs attention/ }).click()
    await page.locator('#list-row-1').waitFor()
    const cut = await page
      .locator('.attention-raised')
      .evaluateAll(
        (all) => (all as unknown as Cell[]).filter((one) => one.scrollWidth > one.clientWidth).length,
      )
    expect(cut, 'times that are cut off').toBe(0)
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('j')
    await page.locator('[role="grid"][aria-activedescendant="list-row-1"]:focus').waitFor()
    await page.waitForTimeout(QUICK_MS)
    await quickly('r')
    const number = await page.locator('#list-row-1 .attention-sale').innerText()
    await expect.poll(opened).toBe(`Invoice ${number}`)
    await page.keyboard.press('Control+1')
    await page.keyboard.press('Control+2')
    await page.locator('#list-row-1').waitFor()
    await expect.poll(opened).toBe(`Invoice ${number}`)
  })

  it('go through the views by the arrows, and stand on the one that they chose', async () => {
    const on = (name: string) => page.locator('.view:focus', { hasText: name }).waitFor()
    await page.getByRole('radio', { name: 'Invoices' }).focus()
    for (const name of ['Receipts', 'Needs attention', 'Standing links']) {
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Space')
      await page.locator('.view[data-selected]', { hasText: name }).waitFor()
      await on(name)
    }
    for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Space')
    await page.getByRole('row', { name: /CF-000300/ }).waitFor()
    await on('Invoices')
  })

  it('see the row that they stand on, also in a window at twice the size', async () => {
    await page.setViewportSize({ width: 640, height: 400 })
    await page.waitForTimeout(APART_MS)
    for (let n = 0; n < 6; n += 1) {
      await page.keyboard.press('j')
      await expect.poll(place).toContain(`Row ${n + 2} of 300`)
      const box = await page.locator('.grid-line-active').boundingBox()
      expect((box?.y ?? 0) + (box?.height ?? 999), `row ${n + 2}`).toBeLessThan(401)
    }
    await page.getByRole('radio', { name: /Needs attention/ }).click()
    await page.locator('#list-row-1').waitFor()
    const head = async () => {
      const box = await page.locator('.list-head').boundingBox()
      return (box?.y ?? 0) + (box?.height ?? 0)
    }
    const seen = async (nth: number) => {
      await page.locator(`[role="grid"][aria-activedescendant="list-row-${nth}"]:focus`).waitFor()
      const box = await page.locator('.grid-line-active').boundingBox()
      expect((box?.y ?? 0) + (box?.height ?? 999), `line ${nth}`).toBeLessThan(401)
      expect(box?.y, `line ${nth}`).toBeGreaterThanOrEqual((await head()) - 1)
    }
    await page.waitForTimeout(APART_MS)
    const count = await page.locator('.attention-row.grid-line').count()
    expect(count).toBeGreaterThan(7)
    for (let n = 1; n < count; n += 1) {
      await page.keyboard.press('j')
      await seen(n)
    }
    for (let n = count - 2; n >= 0; n -= 1) {
      await page.keyboard.press('k')
      await seen(n)
    }
  })
})

interface Cell {
  readonly scrollWidth: number
  readonly clientWidth: number
}
interface Scrolled {
  readonly scrollTop: number
}
interface Field {
  dispatchEvent(event: unknown): void
}
interface Owned {
  readonly ownerDocument: { readonly activeElement: unknown }
}
