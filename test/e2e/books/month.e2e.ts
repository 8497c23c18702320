import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MatrixSpan } from '../../../src/shared/contract/plain/matrix-spans.ts'
import { businessDay } from '../../../src/shared/time/zone.ts'
import { amountParts } from '../../../src/shared/words/format.ts'
import { APART_MS, callFrom } from '../../../tools/tour/window.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/lists.ts'
import { look } from '../../support/window/look.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'

const SALES = 1_200
const DAY_MS = 86_400_000

onEveryLauncher('the month of the books', (launcher) => {
  let app: LaunchedApp
  let page: Page
  /** A day of the month before this one: it is over, and has sales on whatever day the test runs. */
  let inMonth: string
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, SALES)
    page = app.page
    const { book } = await callFrom(page, 'app.overview', {})
    const today = businessDay(Date.now(), book.zone)
    inMonth = businessDay(Date.parse(`${today.slice(0, 7)}-01T00:00Z`) - 10 * DAY_MS, book.zone)
  })
  afterAll(() => app?.close())

  const grid = () => page.getByRole('grid', { name: /by day and account/ })
  const active = async () => (await grid().getAttribute('aria-activedescendant')) ?? ''
  const cell = async () => page.locator(`[id="${await active()}"]`)
  const heading = () => page.locator('.month-stretch')
  const announced = () => page.getByTestId('announcer').innerText()
  const matrix = (span: MatrixSpan, day = inMonth) => callFrom(page, 'lists.month', { span, day })
  const press = async (key: string, times = 1) => {
    // A letter that comes close behind another key may be a scanner's.
    if (key.length === 1) await page.waitForTimeout(APART_MS)
    for (let n = 0; n < times; n += 1) await page.keyboard.press(key)
  }
  const digits = (text: string) => text.replace(/[^\d.]/g, '')
  const shown = (currency: string, amount: string) => {
    const { whole, mark, fraction } = amountParts({ currency, amount }, 'en')
    return digits(`${whole}${mark}${fraction}`)
  }
  /** Brings the month onto the screen and the focus into its days, with the keys alone. */
  const toMonth = async () => {
    await press('Control+3')
    await page.getByRole('tab', { name: 'Today' }).waitFor()
    for (let n = 0; (await page.locator('[role="tab"]:focus').count()) === 0; n += 1) {
      expect(n).toBeLessThan(12)
      await press('Tab')
    }
    await press('ArrowRight')
    await grid().waitFor()
    for (let n = 0; (await page.locator('[role="grid"]:focus').count()) === 0; n += 1) {
      expect(n).toBeLessThan(12)
      await press('Tab')
    }
  }
  /** Goes to a day, or a line of the sums behind the days, and a column. */
  const stand = async (row: number, column: number) => {
    const [, at, of] = /month-(\d+)-(\d+)/.exec(await active()) ?? []
    const [down, right] = [row - Number(at), column - Number(of)]
    await press(down < 0 ? 'ArrowUp' : 'ArrowDown', Math.abs(down))
    await press(right < 0 ? 'ArrowLeft' : 'ArrowRight', Math.abs(right))
    await expect.poll(active).toBe(`month-${row}-${column}`)
  }

  it('is come to by the keys, and each cell that stands there says what the book says', async () => {
    await toMonth()
    const thisMonth = await heading().innerText()
    await press('p')
    await expect.poll(() => heading().innerText()).not.toBe(thisMonth)
    await expect.poll(() => grid().getAttribute('aria-busy')).toBe('false')
    const { columns, cells } = await matrix('month')
    expect(columns.length).toBeGreaterThan(3)
    for (const one of cells.slice(0, 40)) {
      const label = await page.locator(`[id="month-${one.day}-${one.column}"] > .visually-hidden`).innerText()
      const currency = columns[one.column]?.currency ?? ''
      const expected = one.receipts === 0 ? 'none' : `${one.receipts}, ${shown(currency, one.received)}`
      expect(
        label === 'none' ? label : `${label.split(',')[0]}, ${digits(label.slice(label.indexOf(',')))}`,
      ).toBe(expected)
    }
    await look(page, 'month', SIZES)
  })

  it('opens the receipts behind a cell, as many as it says, and comes back to the cell', async () => {
    const { columns, cells, from } = await matrix('month')
    const most = cells.toSorted((a, b) => b.receipts - a.receipts)[0]
    if (!most) throw new Error('nothing was paid this month')
    await stand(most.day, most.column)
    await press('Enter')
    await page.getByRole('grid', { name: 'Receipts' }).waitFor()
    const column = columns[most.column]
    const day = new Date(Date.parse(from) + most.day * DAY_MS).toISOString().slice(0, 10)
    const { count, sums } = await callFrom(page, 'lists.receiptSums', {
      filter: {
        ...{ search: '', provider: [], accountId: [column?.accountId ?? ''] },
        ...{ currency: [column?.currency ?? ''], item: [], till: [], amount: null },
        period: { by: 'paid', from: day, to: day },
      },
    })
    expect(count).toBe(most.receipts)
    expect(sums[0]?.received.amount).toBe(most.received)
    await expect
      .poll(() => page.getByRole('grid', { name: 'Receipts' }).getAttribute('aria-rowcount'))
      .toBe(String(count + 1))
    await press('Escape')
    await grid().waitFor()
    await expect.poll(active).toBe(`month-${most.day}-${most.column}`)
    await expect.poll(() => page.locator('[role="grid"]:focus').count()).toBe(1)
    // By the keys of the places too.
    await press('Enter')
    await page.getByRole('grid', { name: 'Receipts' }).waitFor()
    await press('Control+3')
    await expect.poll(active).toBe(`month-${most.day}-${most.column}`)
  })

  it('opens the invoices behind what was requested, of a whole month and of all accounts', async () => {
    const { columns, from, to } = await matrix('month')
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
    await stand(days, columns.length)
    await press('Enter')
    await page.getByRole('grid', { name: 'Invoices' }).waitFor()
    const sales = columns.reduce((sum, one) => sum + one.sales, 0)
    await expect
      .poll(() => page.getByRole('grid', { name: 'Invoices' }).getAttribute('aria-rowcount'))
      .toBe(String(sales + 1))
    await press('Escape')
    await expect.poll(active).toBe(`month-${days}-${columns.length}`)
  })

  it('leaves the lists as they were left, and shows the way back beside the filters of a figure', async () => {
    const chips = () => page.locator('.chip-value').allInnerTexts()
    const back = () => page.getByRole('button', { name: 'Back to: Month' })
    const at = await active()
    const toCell = async () => {
      await press('Control+3')
      await grid().waitFor()
      await expect.poll(() => grid().getAttribute('aria-busy')).toBe('false')
      await grid().focus()
      await expect.poll(active).toBe(at)
      await page.waitForTimeout(APART_MS)
    }
    // A review is under way in one list, a search in the other.
    await press('Control+2')
    const invoices = page.getByRole('grid', { name: 'Invoices' })
    await page.getByRole('radio', { name: 'Receipts' }).click()
    await page.getByLabel('Search receipts').fill('oxapay')
    await page.getByRole('radio', { name: 'Invoices' }).click()
    await page.getByLabel('Search invoices').fill('is:unreviewed ')
    await expect.poll(chips).toEqual(['Not reviewed'])
    await invoices.focus()
    for (let n = 0; n < 3; n += 1) await press('j')
    const place = () => page.locator('.list-foot').innerText()
    await expect.poll(place).toContain('Row 4 of')
    for (const way of ['Escape', 'press'] as const) {
      await toCell()
      await press('Enter')
      await back().waitFor()
      await expect.poll(async () => (await chips()).join()).toMatch(/^Created /)
      if (way === 'Escape') await look(page, 'month-rows', SIZES)
      // Who is called to the counter in between finds the rows, and the way back.
      await press('Control+1')
      await press('Control+2')
      await back().waitFor()
      if (way === 'press') await back().click()
      else await press('Escape')
      await expect.poll(active).toBe(at)
      await press('Control+2')
      await expect.poll(chips).toEqual(['Not reviewed'])
      await expect.poll(place).toContain('Row 4 of')
      expect(await back().count()).toBe(0)
    }
    // A figure that was received has its rows in the other list.
    const { columns, cells } = await matrix('month')
    const most = cells.toSorted((a, b) => b.receipts - a.receipts)[0]
    await toCell()
    await stand(most?.day ?? 0, most?.column ?? 0)
    await press('Enter')
    await expect.poll(async () => (await chips()).join()).toContain(columns[most?.column ?? 0]?.currency)
    await press('Escape')
    await expect.poll(() => grid().count()).toBe(1)
    await press('Control+2')
    await page.getByRole('radio', { name: 'Receipts' }).click()
    expect(await page.getByLabel('Search receipts').inputValue()).toBe('oxapay')
    expect(await chips()).toEqual([])
    await page.getByLabel('Search receipts').fill('')
    await page.getByRole('radio', { name: 'Invoices' }).click()
    await page.getByRole('button', { name: /^Remove the filter/ }).click()
    await press('Control+3')
    await grid().waitFor()
    await grid().focus()
  })

  it('says where there is nothing to open, and stays', async () => {
    await stand(0, 0)
    const { columns, from, to } = await matrix('month')
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
    await stand(days + 3, columns.length)
    await press('Enter')
    await expect.poll(announced).toBe('There are no rows behind this cell.')
    const foot = page.locator('.month-foot')
    const top = (await foot.boundingBox())?.y
    expect(await foot.innerText()).toContain('There are no rows behind this cell.')
    expect(await grid().count()).toBe(1)
    // To the first cell of all, and to the last one, as in a spreadsheet.
    await press('Control+Home')
    await expect.poll(active).toBe('month-0-0')
    await page.getByText('Arrows: move').waitFor()
    expect((await foot.boundingBox())?.y).toBe(top)
    await press('Control+End')
    await expect.poll(active).toBe(`month-${days + 3}-${columns.length + 1}`)
  })

  it('shows another figure, a quarter, a year, and the months before by one key each', async () => {
    const name = await heading().innerText()
    await press('n')
    await expect.poll(() => heading().innerText()).not.toBe(name)
    const thisMonth = await heading().innerText()
    // There is none after the one of today.
    await press('n')
    await page.waitForTimeout(2 * APART_MS)
    expect(await heading().innerText()).toBe(thisMonth)
    await press('p')
    await expect.poll(() => heading().innerText()).toBe(name)
    for (const [figure, key] of [
      ['Requested', 'asked'],
      ['Refunded', 'refunded'],
      ['Difference', 'difference'],
    ] as const) {
      await press('f')
      await expect.poll(announced).toBe(`${figure}, ${name}`)
      const { columns } = await matrix('month')
      const sums = page.getByRole('row', { name: figure }).last().locator('.month-cell')
      const column = columns.findIndex((one) => one[key === 'refunded' ? 'refunds' : 'sales'] > 0)
      if (column < 0) continue
      const label = await sums.first().locator('.visually-hidden').innerText()
      expect(digits(label.replace(/^[\d,]+, /, ''))).toBe(
        shown(columns[column]?.currency ?? '', columns[column]?.[key] ?? ''),
      )
    }
    await look(page, 'month-difference', SIZES)
    await press('f')
    await expect.poll(announced).toMatch(/^Received, /)
    for (const span of ['quarter', 'year'] as const) {
      await press('s')
      await expect.poll(() => grid().getAttribute('aria-busy')).toBe('false')
      const { from, to, columns } = await matrix(span)
      const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
      await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe(String(days + 5))
      await press('End')
      await expect.poll(active).toContain(`month-${days + 3}-`)
      await press('ArrowUp', 4)
      await expect.poll(async () => (await cell()).isVisible()).toBe(true)
      await stand(days - 1, columns.length)
      await press('Home')
      await expect.poll(async () => (await cell()).isVisible()).toBe(true)
      await look(page, `month-${span}`, SIZES)
    }
    await press('s')
    await expect.poll(() => heading().innerText()).toBe(name)
  })

  it('keeps the day beside every account where there are more of them than fit', async () => {
    await page.setViewportSize(SIZES[0])
    const { columns } = await matrix('month')
    /** Between the day and all accounts together stands no part of a column, and what lies beside is counted. */
    const standsWhole = async () => {
      const boxes = await grid().evaluate((one) => {
        interface Part {
          getBoundingClientRect(): { readonly left: number; readonly right: number }
          querySelector(what: string): Part | null
          querySelectorAll(what: string): Iterable<Part>
        }
        const box = one as unknown as Part
        const from = box.querySelector('.month-day')?.getBoundingClientRect().right ?? 0
        const to = box.querySelector('.month-all')?.getBoundingClientRect().left ?? 0
        const heads = [...box.querySelectorAll('.month-account:not(.month-all, .month-needs)')].map((head) =>
          head.getBoundingClientRect(),
        )
        return {
          cut: heads.filter(({ left, right }) => left < from - 1 && right > from + 1).length,
          cutBehind: heads.filter(({ left, right }) => left < to - 1 && right > to + 1).length,
          before: heads.filter(({ right }) => right < from + 2).length,
          after: heads.filter(({ left }) => left > to - 2).length,
        }
      })
      expect(boxes).toMatchObject({ cut: 0, cutBehind: 0 })
      const told = await page.locator('.month-beside').allInnerTexts()
      expect(told.map(Number)).toEqual([boxes.before, boxes.after].filter((count) => count > 0))
      return boxes
    }
    await stand(2, 0)
    await page.waitForTimeout(50)
    expect((await standsWhole()).after).toBeGreaterThan(0)
    await look(page, 'month-beside', [SIZES[0]])
    await page.setViewportSize(SIZES[0])
    for (let column = 0; column < columns.length; column += 1) {
      await stand(2, column)
      await page.waitForTimeout(50)
      await standsWhole()
    }
    // By a wheel or a finger too, wherever it lets go.
    await grid().evaluate((box) => {
      ;(box as unknown as { scrollLeft: number }).scrollLeft = 70
    })
    await page.waitForTimeout(300)
    await standsWhole()
    await stand(2, 0)
    await stand(2, columns.length - 1)
    expect((await standsWhole()).after).toBe(0)
    await stand(2, columns.length)
    const left = async (part: string) => (await page.locator(part).first().boundingBox())?.x ?? -1
    const before = await left('.month-days .month-day')
    expect(
      await grid().evaluate((box) => (box as unknown as { scrollLeft: number }).scrollLeft),
    ).toBeGreaterThan(0)
    await stand(2, 0)
    expect(await left('.month-days .month-day')).toBe(before)
    await expect
      .poll(() => grid().evaluate((box) => (box as unknown as { scrollLeft: number }).scrollLeft))
      .toBe(0)
    await page.setViewportSize(SIZES[1])
  })

  it('says where nothing was sold yet, and where nothing was in these days', async () => {
    await press('p')
    for (let n = 0; (await grid().count()) > 0; n += 1) {
      expect(n).toBeLessThan(60)
      await press('p')
      await page.waitForTimeout(150)
    }
    await page.getByRole('heading', { name: /^Nothing in / }).waitFor()
    await look(page, 'month-none', SIZES)
    await callFrom(page, 'book.switch', { kind: 'practice' })
    await press('Control+3')
    await page.getByRole('tab', { name: 'Month' }).click()
    await page.getByRole('heading', { name: 'No sales yet' }).waitFor()
  })
})
