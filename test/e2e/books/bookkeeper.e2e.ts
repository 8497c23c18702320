import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { daysOf } from '../../../src/shared/time/days.ts'
import { businessDay } from '../../../src/shared/time/zone.ts'
import { APART_MS, BY_HAND, callFrom } from '../../../tools/tour/window.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/lists.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'

const SALES = 3_000
const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
  ...['october', 'november', 'december'],
]
const ANY = { search: '', provider: [], accountId: [], currency: [], amount: null }
const EXPLAINED = 'asked the customer again on the phone'

/** A bookkeeper's round through the month that is over, by the keys alone. */
onEveryLauncher('a bookkeeper with 3,000 sales and a keyboard', (launcher) => {
  let app: LaunchedApp
  let page: Page
  let from: string
  let to: string
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, SALES)
    page = app.page
    await callFrom(page, 'settings.set', { cashier: 'Nadia' })
    const { book } = await callFrom(page, 'app.overview', {})
    const days = daysOf('lastMonth', businessDay(Date.now(), book.zone), 1)
    from = days.from ?? ''
    to = days.to ?? ''
  })
  afterAll(() => app?.close())

  const month = () => MONTHS[Number(from.slice(5, 7)) - 1] ?? ''
  const foot = () => page.locator('.list-foot').innerText()
  const says = (text: string | RegExp) => expect.poll(foot).toMatch(text)
  const chips = () => page.locator('.chip-value').allInnerTexts()
  const stretch = () => page.locator('.month-stretch').innerText()
  const rows = async (list: string) =>
    Number(await page.getByRole('grid', { name: list }).getAttribute('aria-rowcount')) - 1
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      await page.waitForTimeout(APART_MS)
      await page.keyboard.press(key)
    }
  }
  const tabTo = async (what: string, most = 30) => {
    for (let n = 0; (await page.locator(`${what}:focus`).count()) === 0; n += 1) {
      expect(n, what).toBeLessThan(most)
      await page.keyboard.press('Tab')
    }
  }
  const searched = async (text: string) => {
    await press('/')
    await page.keyboard.type(text, BY_HAND)
  }
  /** Takes every filter away, by its own button. */
  const clear = async () => {
    await press('/', 'Control+a', 'Backspace')
    for (let n = (await chips()).length; n > 0; n -= 1) {
      await tabTo('button[aria-label^="Remove the filter"]')
      await page.keyboard.press('Enter')
      await expect.poll(async () => (await chips()).length).toBe(n - 1)
      await press('/')
    }
  }
  const filter = (more: object) => ({
    ...{ ...ANY, status: [], attention: false, review: null, tag: [], item: [], till: [] },
    ...{ period: { by: 'created', from, to } },
    ...more,
  })
  const sums = (more: object) => callFrom(page, 'lists.sums', { filter: filter(more) } as never)

  it('reviews the month, and is told how many that were', async () => {
    await press('Control+2')
    const { count } = await sums({})
    expect(count).toBeGreaterThan(100)
    await searched(`created:${month()} `)
    await expect.poll(() => rows('Invoices')).toBe(count)
    await press('Enter', 'Control+a')
    await says(/invoices selected/)
    await press('Space')
    await says(new RegExp(`${count.toLocaleString('en')} invoices marked as reviewed`))
    expect((await sums({ review: 'unreviewed' })).count).toBe(0)
    expect((await sums({ review: 'reviewed' })).count).toBe(count)
    await press('Escape')
  })

  it('explains those that still call for a person, and finds them again by the words', async () => {
    const { count } = await sums({ attention: true })
    // How many the month of today has lies with the day of the run.
    expect(count).toBeGreaterThan(2)
    await searched('is:attention ')
    await expect.poll(() => rows('Invoices')).toBe(count)
    await press('Enter', 'Control+a')
    await says(`${count} invoices selected`)
    await press('n')
    await page.getByRole('dialog', { name: `Note on ${count} invoices` }).waitFor()
    await page.keyboard.type(EXPLAINED, { delay: 20 })
    await press('Control+Enter')
    await says(`Note added to ${count} invoices`)
    await clear()
    await searched('on the phone')
    await expect.poll(() => rows('Invoices')).toBe(count)
    await expect.poll(() => page.locator('.list-rows').first().innerText()).toContain('on the phone')
    await press('Escape')
  })

  it('finds the receipt of a line on the bank’s statement, written as the bank writes it', async () => {
    const { rows: receipts } = await callFrom(page, 'lists.receipts', {
      filter: { ...ANY, item: [], till: [], period: { by: 'paid', from, to } },
      ...{ sort: { by: 'paid', down: false }, from: 0, limit: 200 },
    } as never)
    const amounts = receipts.map(({ received }) => received.amount)
    const line = receipts.find(
      ({ received: { amount } }) =>
        /^\d{3,}\.\d{2}$/.test(amount) && amounts.filter((one) => one === amount).length === 1,
    )
    if (!line) throw new Error('the sample has no such receipt')
    await tabTo('.view')
    await press('ArrowRight', 'Space')
    await page.getByRole('grid', { name: 'Receipts' }).waitFor()
    await searched(`${line.received.amount.replace('.', ',')} paid:${month()} `)
    await expect.poll(chips).toHaveLength(1)
    const found = page
      .getByRole('grid', { name: 'Receipts' })
      .getByRole('row')
      .filter({ hasText: line.number })
    await found.first().waitFor()
    await expect.poll(() => rows('Receipts')).toBeLessThan(6)
    await press('Enter', 'Enter')
    await page.locator('.pane').waitFor()
    for (let n = 0; !(await page.locator('.pane').innerText()).includes(line.number); n += 1) {
      expect(n).toBeLessThan(6)
      await press('j')
    }
    await press('Escape')
    await clear()
  })

  it('reads the month, day by day, and opens what stands behind its last sum', async () => {
    await press('Control+3')
    await tabTo('[role="tab"]')
    await press('ArrowRight')
    const grid = page.getByRole('grid', { name: /by day and account/ })
    await grid.waitFor()
    await tabTo('[role="grid"]')
    const begun = await stretch()
    await press('p')
    await expect.poll(stretch).not.toBe(begun)
    const matrix = await callFrom(page, 'lists.month', { span: 'month', day: from })
    await expect.poll(() => grid.getAttribute('aria-busy')).toBe('false')
    // The sum of what was received of all accounts stands in the second line beneath the days.
    const [row, column] = [Number(to.slice(8)) + 1, matrix.columns.length]
    const active = async () => (await grid.getAttribute('aria-activedescendant')) ?? ''
    await page.keyboard.press('End')
    for (let n = 0; !(await active()).startsWith(`month-${row}-`); n += 1) {
      expect(n).toBeLessThan(6)
      await page.keyboard.press('ArrowUp')
    }
    for (let n = 0; (await active()) !== `month-${row}-${column}`; n += 1) {
      expect(n).toBeLessThan(40)
      await page.keyboard.press('ArrowRight')
    }
    const receipts = matrix.columns.reduce((all, one) => all + one.receipts, 0)
    await press('Enter')
    await expect.poll(() => rows('Receipts')).toBe(receipts)
    await press('Escape')
    await grid.waitFor()
  })

  it('is told of no money that came long ago, whatever was reviewed and noted', async () => {
    expect(await page.locator('.notices').innerText()).toBe('')
  })

  it('stays on the line of the foot that it read, whatever the days of the month before are', async () => {
    const grid = page.getByRole('grid', { name: /by day and account/ })
    await grid.focus()
    await press('End')
    const line = () => page.locator('.month-sum:has([aria-selected="true"]) .month-day').innerText()
    for (let n = 0; n < 3; n += 1) {
      expect.soft(await line()).toBe('Refunded')
      const before = await stretch()
      // Left and come back to, so that it was reached in these days.
      await press('ArrowUp', 'ArrowDown', 'p')
      await expect.poll(stretch).not.toBe(before)
      await expect.poll(() => grid.getAttribute('aria-busy')).toBe('false')
    }
  })

  it('reads every word of the rail, the filters, the inbox and the charts in its place', async () => {
    await page.setViewportSize(SIZES[0])
    expect.soft(await widths('.rail-place svg')).toEqual([20, 20, 20, 20])
    await press('f', 'f')
    await page.getByRole('grid', { name: /^Refunded by day/ }).waitFor()
    expect.soft(await cut('.rail-place, .rail-badge, .month-head .month-day')).toEqual([])
    await page.getByText('Charts', { exact: true }).click()
    await page.locator('.takings').waitFor()
    const tops = await page.locator('.takings-one .plot').evaluateAll((all) =>
      (all as unknown as Boxed[]).map((one) => {
        const { left, bottom } = one.getBoundingClientRect()
        return { left, bottom: Math.round(bottom) }
      }),
    )
    // Those of a row stand on one line: from left to right, until the next row begins.
    for (const [nth, one] of tops.entries()) {
      const before = tops[nth - 1]
      if (before && one.left > before.left) expect.soft(one.bottom).toBe(before.bottom)
    }
    // Whole words, as in the lists; those that have no room there are brief here too.
    const words = await page.locator('.statuses .status').allInnerTexts()
    expect.soft(words.filter((one) => ['Late'].includes(one.trim()))).toEqual([])
    expect.soft(words.join()).toContain('Paid late')
    expect.soft(await cut('.chart-statuses, .statuses, .statuses-row')).toEqual([])
    await press('Control+2')
    await page.getByRole('radio', { name: 'Invoices', exact: true }).click()
    // What is not seen of the sums has its number, and the search says what it is for.
    expect.soft(await page.locator('.sums-all').innerText()).toMatch(/^All [4-9] currencies/)
    expect.soft(await hintOf('.search input')).toBeLessThanOrEqual(0)
    await press('f')
    await page.getByRole('dialog', { name: 'Filters' }).waitFor()
    await page.getByRole('tab', { name: 'Period', exact: true }).click()
    expect.soft(await cut('.filter-part, .filter-by, .filter-by .tick')).toEqual([])
    await press('Escape')
    await page.getByRole('radio', { name: 'Needs attention' }).click()
    await page.locator('.attention-line').first().waitFor()
    const ticks = await middles('.attention-head .attention-box, .attention-line .attention-box')
    expect.soft(new Set(ticks).size).toBe(1)
    expect.soft(await cut('.attention-line > .attention-next, .attention-line > .attention-what')).toEqual([])
    await page.setViewportSize(SIZES[1])
    await page.getByRole('columnheader', { name: 'When' }).waitFor()
    expect
      .soft(await cut('.attention-line > .attention-next, .attention-line > .attention-raised'))
      .toEqual([])
  })

  it('is told in the inbox of what is shown alone, and where the keys of the lists are', async () => {
    const kind = (name: RegExp) => page.locator('.chip-kind').filter({ hasText: name })
    await press('Control+2')
    await page.getByRole('radio', { name: 'Needs attention' }).click()
    await kind(/^Twice/).click()
    await expect
      .poll(() => page.locator('.attention-line .attention-what').first().innerText())
      .toContain('Paid twice')
    await kind(/^All/).click()
    await page.locator('.attention-line').first().waitFor()
    await page.locator('.list-grid').focus()
    await press('Control+z')
    await says(/undo|undid/i)
    await page.locator('.attention-line .attention-tick').first().click()
    await says(/1 of \d+ selected/)
    // Another kind lets go of it, and nothing that was ticked has left.
    await kind(/^Twice/).click()
    await says(/^(?!.*(undo|undid|no longer needs attention)).*Row 1 of/is)
    for (const key of ['n', 't', '/', 'f', 'c', '=', '.', 'Control+s', 'Alt+1']) {
      await kind(/^All/).click()
      await says(/^(?!.*Notes, tags).*Row 1 of/is)
      await page.locator('.list-grid').focus()
      await press(key)
      await says(/Notes, tags, search, filters and views are in the lists/)
      await kind(/^Twice/).click()
    }
  })

  interface Boxed {
    readonly scrollWidth: number
    readonly clientWidth: number
    readonly textContent: string
    getBoundingClientRect(): { readonly left: number; readonly width: number; readonly bottom: number }
  }
  /** How many px the hint of a field is wider than its room. */
  const hintOf = (what: string) =>
    page.locator(what).evaluate((field) => {
      const own = field as unknown as { placeholder: string; clientWidth: number }
      const at = globalThis as unknown as {
        getComputedStyle(of: unknown): Record<'font' | 'paddingInlineStart' | 'paddingInlineEnd', string>
        document: {
          createElement(name: 'canvas'): {
            getContext(kind: '2d'): { font: string; measureText(text: string): { width: number } }
          }
        }
      }
      const style = at.getComputedStyle(field)
      const pen = at.document.createElement('canvas').getContext('2d')
      pen.font = style.font
      const room = own.clientWidth - Number.parseFloat(style.paddingInlineStart)
      return pen.measureText(own.placeholder).width - room + Number.parseFloat(style.paddingInlineEnd)
    })
  const middles = (what: string) =>
    page.locator(what).evaluateAll((all) =>
      (all as unknown as Boxed[]).map((one) => {
        const { left, width } = one.getBoundingClientRect()
        return Math.round(left + width / 2)
      }),
    )
  const widths = (what: string) =>
    page
      .locator(what)
      .evaluateAll((all) => (all as unknown as Boxed[]).map((one) => one.getBoundingClientRect().width))
  /** The words that have more of them than their place has room for. */
  const cut = (what: string) =>
    page
      .locator(what)
      .evaluateAll((all) =>
        (all as unknown as Boxed[])
          .filter((one) => one.scrollWidth > one.clientWidth)
          .map((one) => one.textContent),
      )
})
