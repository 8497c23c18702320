import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RouteInput } from '../../../src/shared/contract/routes/index.ts'
import { amountParts } from '../../../src/shared/words/format.ts'
import { APART_MS, callFrom, goTo } from '../../../tools/tour/window.ts'
import { ANY_RECEIPT } from '../../support/lists/any-filter.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { amountsBeyond, boxesOf, listOn, SIZES, standsWhereTold } from '../../support/window/lists.ts'
import { look } from '../../support/window/look.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'

const SALES = 1_200
type Filter = RouteInput<'lists.receiptSums'>['filter']
type Sort = RouteInput<'lists.receipts'>['sort']
const NEWEST: Sort = { by: 'paid', down: true }

onEveryLauncher('the list of all receipts', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, SALES)
    page = app.page
  })
  afterAll(() => app?.close())
  beforeEach(async () => {
    await callFrom(page, 'book.switch', { kind: 'live' })
    await page.setViewportSize(SIZES[1])
    await goTo(page, 'Invoices')
    await tab('Receipts').click()
    await clear()
    await sortBy('Paid', 'descending')
    await grid().focus()
    await page.keyboard.press('Home')
    await standsAsTold()
  })

  const tab = (name: string) => page.getByRole('radio', { name, exact: true })
  const { grid, search, pane, menu, chips, counted, place, head, offset, sortBy, clear } = listOn(
    () => page,
    'Receipts',
  )
  const told = async (from: number, filter: Partial<Filter> = {}, sort = NEWEST, limit = 80) =>
    (await callFrom(page, 'lists.receipts', { filter: { ...ANY_RECEIPT, ...filter }, sort, from, limit }))
      .rows
  const summed = (filter: Partial<Filter> = {}) =>
    callFrom(page, 'lists.receiptSums', { filter: { ...ANY_RECEIPT, ...filter } })

  /** The rows that are drawn stand where the route has them: each by the number of its sale, at its own place of all. */
  async function standsAsTold(filter: Partial<Filter> = {}, sort = NEWEST): Promise<void> {
    await standsWhereTold(page, '.receipts-sale', (from) => told(from, filter, sort))
    expect(await grid().getAttribute('aria-rowcount')).toBe(String((await summed(filter)).count + 1))
  }

  /** Each line of sums says what the route says, to the last digit. */
  async function sumsAsTold(filter: Partial<Filter> = {}): Promise<void> {
    const { sums, count, all } = await summed(filter)
    const figures = (text: string) => text.replace(/[^\d.]/g, '')
    const lines = async () =>
      Promise.all(
        (await page.locator('.sums-row').all()).map(async (row) => {
          const amount = row.locator('.list-amount')
          const title = await amount.getAttribute('title')
          const whole = title ?? (await amount.innerText())
          return [await row.locator('.receipts-count').innerText(), figures(whole)]
        }),
      )
    const expected = sums.map((line) => {
      const { whole, mark, fraction } = amountParts(line.received, 'en')
      const words = line.count === 1 ? 'receipt' : 'receipts'
      return [`${line.count.toLocaleString('en')} ${words}`, figures(`${whole}${mark}${fraction}`)]
    })
    await expect.poll(lines).toEqual(expected)
    if (count < all)
      expect(await counted()).toContain(
        `${count.toLocaleString('en')} of ${all.toLocaleString('en')} receipts`,
      )
  }

  it('shows what arrived, the last first, and what it comes to in each currency', async () => {
    await sumsAsTold()
    expect(await counted()).toMatch(/receipts · days in Algiers time$/)
    const [first] = await told(0)
    const row = page.getByRole('row', { name: new RegExp(first?.number ?? '') }).first()
    const { whole, mark, fraction } = amountParts(first?.received ?? { currency: '', amount: '' }, 'en')
    expect(await row.locator('.receipts-received').innerText()).toContain(`${whole}`)
    expect(`${whole}${mark}${fraction}`).not.toBe('')
    await look(page, 'receipts', SIZES)
  })

  it('is gone through by the keys of the first list, to the last of all', async () => {
    const { all } = await summed()
    await page.keyboard.press('End')
    await expect.poll(place).toContain(`Row ${all.toLocaleString('en')} of ${all.toLocaleString('en')}`)
    await standsAsTold()
    await page.keyboard.press('Home')
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowDown')
    await expect.poll(place).toContain('Row 3 of')
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('Enter')
    const [, , third] = await told(0)
    await expect.poll(() => pane().getAttribute('aria-label')).toBe(`Invoice ${third?.number}`)
    await page.keyboard.press('Escape')
    await expect.poll(() => pane().count()).toBe(0)
    expect(await grid().and(page.locator(':focus')).count()).toBe(1)
  })

  it('opens the sale of a receipt, and moves nothing', async () => {
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await page.waitForTimeout(150)
      const before = await boxesOf(page)
      expect(before.length).toBeGreaterThan(100)
      await page.locator('.list-row[aria-selected]').nth(2).click()
      await pane().getByRole('heading', { name: 'History' }).waitFor()
      expect(await boxesOf(page), `${size.width}`).toEqual(before)
      await page.keyboard.press('Escape')
      await expect.poll(() => pane().count()).toBe(0)
    }
    await page.locator('.list-row[aria-selected]').nth(2).click()
    await pane().getByRole('heading', { name: 'Receipts', exact: true }).waitFor()
    await look(page, 'receipts-pane', SIZES)
  })

  it('is filtered by typing, and says what is no filter of receipts', async () => {
    await search().fill('paid:2026 currency:dzd amount:>5000 ')
    await expect.poll(chips).toEqual(['Currency DZD', 'Paid 2026', 'Received more than 5,000'])
    const filter: Partial<Filter> = {
      currency: ['DZD'],
      period: { by: 'paid', from: '2026-01-01', to: '2026-12-31' },
      amount: { from: '5000.000000000000000001', to: null },
    }
    await sumsAsTold(filter)
    await standsAsTold(filter)
    const announced = page.getByTestId('announcer').filter({ hasText: /^\d+ of [\d,]+ receipts$/ })
    await announced.waitFor({ state: 'attached' })
    await look(page, 'receipts-filtered', SIZES)
    await search().fill('status:paid ')
    await expect.poll(counted).toContain("“status:paid” isn't a filter of this list")
  })

  it('is filtered by the mouse: by the day of payment or of recording, and by what arrived', async () => {
    await page.getByRole('button', { name: /^Filter/ }).click()
    await menu().waitFor()
    const kinds = await menu().getByRole('tab').allInnerTexts()
    expect(kinds).toEqual(['Provider, account', 'Currency', 'Period', 'Amount', 'Item'])
    await menu().getByRole('tab', { name: 'Period' }).click()
    expect(await menu().locator('.filter-by label').allInnerTexts()).toEqual(['Paid', 'Recorded'])
    await menu().getByText('Recorded', { exact: true }).click()
    await menu().getByText('Today', { exact: true }).click()
    await look(page, 'receipts-menu', SIZES)
    await menu().getByRole('tab', { name: 'Amount' }).click()
    expect(await menu().locator('.filter-by').count()).toBe(0)
    await menu().getByLabel('From').fill('20')
    await page.keyboard.press('Escape')
    await expect.poll(chips).toEqual(['Recorded today', 'Received 20 or more'])
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Algiers' }).format(Date.now())
    const filter: Partial<Filter> = {
      period: { by: 'recorded', from: today, to: today },
      amount: { from: '20', to: null },
    }
    await sumsAsTold(filter)
    await standsAsTold(filter)
  })

  it('finds the receipts of a sale by its number, and by the transaction of one', async () => {
    const [first] = await told(0)
    const hash = (await told(0, {}, NEWEST, 200)).find(({ txHash }) => txHash !== null)?.txHash ?? ''
    expect(hash.length).toBeGreaterThan(20)
    for (const text of [first?.number ?? '', hash]) {
      await search().fill(text)
      await standsAsTold({ search: text })
      await sumsAsTold({ search: text })
      expect((await summed({ search: text })).count).toBeGreaterThan(0)
      expect(
        (await page.locator('.list-rows .list-row').first().locator('mark').allInnerTexts()).join(''),
      ).not.toBe('')
    }
    // Of a long name that is shortened, what stands for the rest is marked.
    await search().fill(hash.slice(14, -10))
    await standsAsTold({ search: hash.slice(14, -10) })
    const cell = page.locator('.receipts-transaction bdi', { has: page.locator('mark') }).first()
    expect(await cell.textContent()).toBe(hash)
    await expect.poll(() => cell.locator('mark').allTextContents()).toEqual([hash.slice(14, -10)])
    await look(page, 'receipts-search', SIZES)
    await search().fill('nobody at all')
    await page.getByText('No receipts match your search and filters.').waitFor()
    await page.getByRole('button', { name: 'Clear search and filters' }).click()
    await standsAsTold()
  })

  it('is put in the order of its heads, amounts by their currency', async () => {
    for (const [name, by] of [
      ['Received', 'received'],
      ['Sale', 'number'],
      ['Customer', 'customer'],
      ['Account', 'account'],
    ] as const) {
      await head(name).getByRole('button').click()
      const down = (await head(name).getAttribute('aria-sort')) === 'descending'
      await standsAsTold({}, { by, down })
    }
    for (const name of ['Transaction', 'Payer']) expect(await head(name).getByRole('button').count()).toBe(0)
  })

  it('cuts off no amount, keeps money and customer, and tells long names whole', async () => {
    for (const [size, gone] of [
      [SIZES[2], []],
      [SIZES[1], ['.receipts-reference']],
      [SIZES[0], ['.receipts-reference']],
      [{ width: 912, height: 700 }, ['.receipts-reference', '.receipts-payer']],
    ] as const) {
      await page.setViewportSize(size)
      await page.waitForTimeout(150)
      expect(await amountsBeyond(page), `${size.width}`).toEqual([])
      const row = page.locator('.list-rows .list-row').nth(3)
      for (const cell of ['paid', 'received', 'sale', 'customer'])
        expect(await row.locator(`.receipts-${cell}`).isVisible(), `${cell} at ${size.width}`).toBe(true)
      for (const cell of gone)
        expect(await row.locator(cell).isVisible(), `${cell} at ${size.width}`).toBe(false)
    }
    await page.setViewportSize(SIZES[1])
    const cell = page.locator('.receipts-transaction bdi[title]').first()
    const whole = (await cell.getAttribute('title')) ?? ''
    expect(whole.length).toBeGreaterThan(20)
    expect(await cell.textContent()).toBe(whole)
    const copied = await cell.evaluate((one) => {
      const { getSelection } = globalThis as unknown as {
        getSelection(): { selectAllChildren(of: unknown): void; toString(): string }
      }
      getSelection().selectAllChildren(one)
      return getSelection().toString()
    })
    expect(copied).toBe(whole)
    expect((await cell.boundingBox())?.width).toBeLessThan(150)
  })

  it('has two lines a row in a narrow window, as one that is looked at twice as large', async () => {
    const narrow = [
      { width: 800, height: 900 },
      { width: 640, height: 400 },
    ] as const
    await look(page, 'receipts-narrow', narrow, async (where) => {
      expect(await amountsBeyond(page), where).toEqual([])
      const { width } = page.viewportSize() ?? { width: 0 }
      for (const one of [search(), head('Received'), page.locator('.list-rows .receipts-received').first()]) {
        const box = await one.boundingBox()
        expect(box && box.x + box.width, where).toBeLessThanOrEqual(width)
      }
      const rights = await page
        .locator('.list-amount-whole')
        .evaluateAll((all) =>
          (all as unknown as { getBoundingClientRect(): { readonly right: number } }[]).map((one) =>
            Math.round(one.getBoundingClientRect().right),
          ),
        )
      expect(Math.max(...rights.filter((right) => right > 0)), where).toBeLessThan(width)
    })
  })

  it('keeps its filter, order and place beside those of the first list, for each book its own', async () => {
    await search().fill('currency:dzd ')
    await expect.poll(chips).toEqual(['Currency DZD'])
    await sortBy('Received', 'ascending')
    await grid().focus()
    for (let n = 0; n < 4; n += 1) await page.keyboard.press('PageDown')
    const state = async () => [
      await chips(),
      await head('Received').getAttribute('aria-sort'),
      await place(),
      await offset(),
    ]
    const before = await state()
    await tab('Invoices').click()
    await page.getByRole('grid', { name: 'Invoices' }).waitFor()
    expect(await chips()).toEqual([])
    await tab('Receipts').click()
    await expect.poll(state).toEqual(before)
    await goTo(page, 'Books')
    await goTo(page, 'Invoices')
    await expect.poll(state).toEqual(before)
    await callFrom(page, 'book.switch', { kind: 'practice' })
    await page.getByRole('heading', { name: 'No invoices yet' }).waitFor()
    await tab('Receipts').click()
    await page.getByRole('heading', { name: 'No receipts yet' }).waitFor()
    await look(page, 'receipts-empty', SIZES)
    await callFrom(page, 'book.switch', { kind: 'live' })
    await expect.poll(state).toEqual(before)
  })

  it('takes in what arrives while it is looked at, to the last unit', async () => {
    await callFrom(page, 'book.switch', { kind: 'practice' })
    await tab('Receipts').click()
    const accounts = await callFrom(page, 'accounts.list', {})
    const accountId = accounts.find(({ provider }) => provider === 'daisy')?.id ?? ''
    for (const [n, amount] of ['1.5', '0.000000000000000001', '250000.25'].entries()) {
      const { invoice } = await callFrom(page, 'invoices.create', {
        ...{ token: crypto.randomUUID(), accountId, currency: 'DAI', amount, description: '' },
        ...{ customerName: null, customerEmail: null },
      })
      const status = async () => (await callFrom(page, 'invoices.get', { id: invoice.id })).invoice.status
      await expect.poll(status, { timeout: 10_000 }).toBe('open')
      await callFrom(page, 'practice.pay', { invoiceId: invoice.id, amount })
      await expect.poll(status, { timeout: 20_000 }).toBe('paid')
      await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe(String(n + 2))
      await standsAsTold()
      await sumsAsTold()
    }
    await page.locator('.sums [title*="250,001.750000000000000001"]').waitFor()
  })
})
