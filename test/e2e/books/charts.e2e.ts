import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MatrixSpan } from '../../../src/shared/contract/plain/matrix-spans.ts'
import { businessDay } from '../../../src/shared/time/zone.ts'
import { amountText } from '../../../src/shared/words/format.ts'
import { ROOT } from '../../../tools/launch.ts'
import { APART_MS, callFrom } from '../../../tools/tour/window.ts'
import { ANY_INVOICE } from '../../support/lists/any-filter.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/lists.ts'
import { look } from '../../support/window/look.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'

const SALES = 1_200
const DAY_MS = 86_400_000
const OUTPUT = join(ROOT, 'test/e2e/output')

/** What a page's script sees of the cells: their colours as the screen has them. */
const CONTRASTS = `(() => {
  const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgb = (colour) => {
    pixel.clearRect(0, 0, 1, 1)
    pixel.fillStyle = colour
    pixel.fillRect(0, 0, 1, 1)
    return [...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3)
  }
  const light = (colour) => {
    const [r, g, b] = rgb(colour).map((one) => one / 255).map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  return [1, 2, 3, 4, 5].map((ink) => {
    const cell = document.createElement('td')
    cell.className = 'heat-cell ink-' + ink
    document.querySelector('.heat tbody tr').append(cell)
    const { color, backgroundColor } = getComputedStyle(cell)
    const [one, other] = [light(color), light(backgroundColor)].sort((a, b) => b - a)
    const ground = light(backgroundColor)
    cell.remove()
    return { contrast: (one + 0.05) / (other + 0.05), ground }
  })
})()`

onEveryLauncher('the charts of a month', (launcher) => {
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
  const region = () => page.getByRole('region', { name: /^Charts of / })
  const announced = () => page.getByTestId('announcer').innerText()
  const heading = () => page.locator('.month-stretch')
  const charts = (span: MatrixSpan, day = inMonth) => callFrom(page, 'lists.charts', { span, day })
  const matrix = (span: MatrixSpan, day = inMonth) => callFrom(page, 'lists.month', { span, day })
  const press = async (key: string, times = 1) => {
    if (key.length === 1) await page.waitForTimeout(APART_MS)
    for (let n = 0; n < times; n += 1) await page.keyboard.press(key)
  }
  const settled = async () => {
    await region().waitFor()
    await expect.poll(() => region().getAttribute('aria-busy')).toBe('false')
  }
  const count = (figure: number) => new Intl.NumberFormat('en').format(figure)
  const bare = (currency: string, amount: string) =>
    amountText({ currency, amount }, 'en').replace(/ \S+$/, '')

  it('is come to by one key, and each chart says in a sentence what the book says', async () => {
    await press('Control+3')
    await page.getByRole('tab', { name: 'Month' }).click()
    await grid().waitFor()
    const thisMonth = await heading().innerText()
    await press('p')
    await expect.poll(() => heading().innerText()).not.toBe(thisMonth)
    await press('c')
    await settled()
    await expect.poll(announced).toBe(`Charts, ${await heading().innerText()}`)
    const { takings, hours, statuses, waits } = await charts('month')
    expect(takings.length).toBeGreaterThan(2)
    for (const { currency, received, receipts } of takings) {
      const total = amountText({ currency, amount: received }, 'en')
      const sentence = new RegExp(
        `^${total.replaceAll('.', '\\.')} from ${count(receipts)} receipts?; the most: `,
      )
      expect(await page.getByRole('img', { name: sentence }).count(), total).toBe(1)
    }
    const all = (counts: readonly number[]) => count(counts.reduce((sum, one) => sum + one, 0))
    await page
      .getByRole('img', { name: `${all(statuses.map((one) => one.sales))} sales; the most:` })
      .waitFor()
    await page.getByRole('img', { name: `${all(waits.counts)} receipts; the most:` }).waitFor()
    const heat = page.getByRole('table', {
      name: `${all(hours.map((one) => one.receipts))} receipts; the most:`,
    })
    const cells = (await heat.locator('.heat-cell').allInnerTexts()).map((text) =>
      Number(text.replaceAll(',', '')),
    )
    expect(count(cells.reduce((sum, one) => sum + one, 0))).toBe(all(hours.map((one) => one.receipts)))
    await look(page, 'charts', SIZES)
  })

  it('gives each chart as a table in its place, by the keys, with the same sums', async () => {
    const { takings, statuses } = await charts('month')
    const turn = (title: string) =>
      page.locator('.chart', { has: page.getByRole('heading', { name: title }) }).getByRole('button')
    for (const title of [
      'Takings by day',
      'Receipts by hour of the week',
      'From link to money',
      'Statuses',
    ]) {
      await turn(title).focus()
      await press('Enter')
      await expect.poll(() => turn(title).innerText()).toBe('as chart')
    }
    const foot = page.locator('.chart-takings tfoot td')
    expect(await foot.allInnerTexts()).toEqual(
      takings.map(({ currency, received }) => bare(currency, received)),
    )
    expect(await page.locator('.chart-takings tbody tr').count()).toBeGreaterThan(27)
    expect(await page.locator('.chart-statuses tbody td:nth-child(2)').allInnerTexts()).toEqual(
      statuses.toSorted((a, b) => b.sales - a.sales).map(({ sales }) => count(sales)),
    )
    await look(page, 'charts-tables', SIZES)
    // They are found as they were left.
    await press('Control+1')
    await press('Control+3')
    await settled()
    expect(await page.getByRole('button', { name: 'as chart' }).count()).toBe(4)
    for (const title of ['Takings by day', 'Receipts by hour of the week', 'From link to money', 'Statuses'])
      await turn(title).click()
    expect(await page.getByRole('button', { name: 'as table' }).count()).toBe(4)
  })

  it('keeps the figure of every step of ink readable in both themes, and the steps apart in grey', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`[data-theme="${colorScheme}"]`).first().waitFor({ state: 'attached' })
      const steps = (await page.evaluate(CONTRASTS)) as { contrast: number; ground: number }[]
      for (const { contrast } of steps) expect(contrast, JSON.stringify(steps)).toBeGreaterThanOrEqual(4.5)
      const grounds = steps.map(({ ground }) => ground)
      expect(grounds).toEqual(grounds.toSorted((a, b) => (colorScheme === 'light' ? b - a : a - b)))
      for (const [n, ground] of grounds.entries()) {
        if (n === 0) continue
        const [one = 0, other = 0] = [ground, grounds[n - 1] ?? 0].toSorted((a, b) => b - a)
        expect((one + 0.05) / (other + 0.05)).toBeGreaterThan(1.15)
      }
    }
    await page.emulateMedia({ colorScheme: 'light' })
    mkdirSync(OUTPUT, { recursive: true })
    await page.evaluate('document.documentElement.style.filter = "grayscale(1)"')
    await page.screenshot({ path: join(OUTPUT, 'charts-grey.png') })
    await page.evaluate('document.documentElement.style.filter = ""')
    await page.emulateMedia({ forcedColors: 'active' })
    await page.screenshot({ path: join(OUTPUT, 'charts-forced.png') })
    await page.emulateMedia({ forcedColors: 'none' })
  })

  it('shows a quarter by weeks and a year by months, and stands beside the days of a large window', async () => {
    for (const [span, many] of [
      ['quarter', 14],
      ['year', 12],
    ] as const) {
      await press('s')
      await settled()
      await page
        .getByRole('heading', { name: span === 'quarter' ? 'Takings by week' : 'Takings by month' })
        .waitFor()
      const { takings } = await charts(span)
      const first = takings[0]
      expect(await page.locator('.takings-first .plot-bar').count()).toBeGreaterThan(2)
      expect(await page.locator('.takings-first .plot-bar').count()).toBeLessThanOrEqual(many)
      await page
        .getByText(bare(first?.currency ?? '', first?.received ?? ''))
        .first()
        .waitFor()
      await look(page, `charts-${span}`, SIZES)
    }
    await press('s')
    await press('c')
    await grid().waitFor()
    expect(await page.locator('.charts-beside').count()).toBe(0)
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.locator('.charts-beside').getByRole('heading', { name: 'Statuses' }).waitFor()
    await look(page, 'charts-beside', SIZES)
    await page.setViewportSize(SIZES[1])
  })

  it('shows what has just changed', async () => {
    const open = { ...ANY_INVOICE, status: ['open', 'expired'] as const }
    const { rows } = await callFrom(page, 'lists.invoices', {
      ...{
        filter: { ...open, status: [...open.status] },
        sort: { by: 'created', down: true },
        from: 0,
        limit: 1,
      },
    })
    const sale = rows[0]
    if (!sale) throw new Error('no sale that could be given up')
    const { book } = await callFrom(page, 'app.overview', {})
    await press('n')
    await press('c')
    await settled()
    const ofMonth = async () =>
      (await charts('month', businessDay(sale.createdAt, book.zone))).statuses.find(
        (one) => one.status === 'abandoned',
      )
    const before = (await ofMonth())?.sales ?? 0
    await callFrom(page, 'invoices.abandon', { id: sale.id, reason: 'changed their mind' })
    expect((await ofMonth())?.sales).toBe(before + 1)
    if (businessDay(sale.createdAt, book.zone).slice(0, 7) === businessDay(Date.now(), book.zone).slice(0, 7))
      await expect
        .poll(() => page.locator('.statuses-row', { hasText: 'Given up' }).locator('strong').innerText())
        .toBe(count(before + 1))
    await press('p')
    await settled()
  })

  it('opens the sales behind what needs attention, and those behind what was refunded', async () => {
    await press('c')
    await grid().waitFor()
    await press('s', 1)
    await press('s', 1)
    await expect.poll(() => grid().getAttribute('aria-busy')).toBe('false')
    const year = await matrix('year')
    const needing = year.attention.reduce((sum, { sales }) => sum + sales, 0)
    const days = (Date.parse(year.to) - Date.parse(year.from)) / DAY_MS + 1
    expect(needing).toBeGreaterThan(0)
    const press_at = async (row: number, column: number) => {
      const cell = page.locator(`[id="month-${row}-${column}"]`)
      await cell.scrollIntoViewIfNeeded()
      await cell.click()
    }
    const invoices = page.getByRole('grid', { name: 'Invoices' })
    const rowsShown = () => expect.poll(() => invoices.getAttribute('aria-rowcount'))
    await press_at(days, year.columns.length + 1)
    await rowsShown().toBe(String(needing + 1))
    await press('Escape')
    await grid().waitFor()
    // Nothing was given back yet: two refunds on two sales of the same account, one of them undone.
    const paid = await callFrom(page, 'lists.invoices', {
      filter: { ...ANY_INVOICE, status: ['paid'], currency: ['DZD'] },
      ...{ sort: { by: 'created', down: true }, from: 0, limit: 2 },
    })
    for (const [n, { id }] of paid.rows.entries()) {
      const refund = { token: randomUUID(), currency: 'DZD', amount: `${n + 1}.50` }
      const { refunds } = await callFrom(page, 'invoices.recordRefund', {
        ...{ ...refund, id, reason: 'given back', reference: '' },
      })
      if (n > 0)
        await callFrom(page, 'invoices.undoRefund', { refundId: refunds[0]?.id ?? '', reason: 'not given' })
    }
    await expect
      .poll(() => page.locator(`[id="month-${days + 3}-${year.columns.length}"]`).innerText())
      .toContain('3')
    Object.assign(year, await matrix('year'))
    const column = year.columns.findIndex(({ refunds }) => refunds > 0)
    const own = year.columns[column]
    expect(own?.refunds).toBeGreaterThan(0)
    await press_at(days + 3, column)
    await invoices.waitFor()
    const filter = {
      ...{ ...ANY_INVOICE, accountId: [own?.accountId ?? ''], currency: [own?.currency ?? ''] },
      period: { by: 'refunded', from: year.from, to: year.to },
    } as const
    const { count: many } = await callFrom(page, 'lists.sums', {
      filter: { ...filter, accountId: [...filter.accountId], currency: [...filter.currency] },
    })
    expect(many).toBeGreaterThan(0)
    await rowsShown().toBe(String(many + 1))
    expect((await page.locator('.chip-value').allInnerTexts()).join()).toContain(
      String(year.from.slice(0, 4)),
    )
    await look(page, 'charts-refunded-rows', SIZES)
    await press('Escape')
    await grid().waitFor()
    await press('s', 1)
  })

  it('stands on paper black on white, whole, whatever the window shows', async () => {
    await expect.poll(() => grid().getAttribute('aria-busy')).toBe('false')
    for (const view of ['days', 'charts'] as const) {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      await page.locator('.sheet').waitFor()
      const paper = (await page.evaluate(`(() => {
        const sheet = document.querySelector('.sheet')
        const beyond = [...sheet.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > sheet.getBoundingClientRect().right + 1)
        const shown = [...document.body.children].filter((one) => getComputedStyle(one).display !== 'none')
        const { color, backgroundColor } = getComputedStyle(sheet)
        const page = getComputedStyle(document.documentElement)
        return { beyond: beyond.map((one) => one.outerHTML.slice(0, 120)), shown: shown.map((one) => one.className), color, backgroundColor, page: [page.backgroundColor, page.colorScheme] }
      })()`)) as Record<string, unknown>
      expect(paper).toEqual({
        ...{ beyond: [], shown: ['sheet'], color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)' },
        page: ['rgb(255, 255, 255)', 'light'],
      })
      const pdf = join(OUTPUT, `charts-paper-${view}.pdf`)
      try {
        writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true, printBackground: true }))
        const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
        for (const { currency, received } of (await matrix('month')).columns)
          expect(text).toContain(bare(currency, received))
      } catch (error) {
        // Neither a browser that opens a window nor a machine without the tool can tell.
        if (!/ENOENT|headless|printToPDF|not supported/i.test(String(error))) throw error
      }
      await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
      await expect.poll(() => page.locator('.sheet').count()).toBe(0)
      if (view === 'days') {
        await press('c')
        await settled()
      }
    }
  })
})
