import SQLite from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RouteInput } from '../../../src/shared/contract/routes/index.ts'
import { APART_MS, callFrom, goTo } from '../../../tools/tour/window.ts'
import { ANY_INVOICE } from '../../support/lists/any-filter.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { listOn, SIZES, standsWhereTold } from '../../support/window/lists.ts'
import { look } from '../../support/window/look.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'

const SALES = 600
/** So many items are sold once each, beside those of the shop. */
const ITEMS = 5_000
type Filter = RouteInput<'lists.counts'>['filter']
/** The last hundred sales were numbered by another till, and thousands of items were sold once. */
function makeLarge(path: string): void {
  const db = new SQLite(path)
  db.exec(`UPDATE invoices SET number = 'CF2-' || printf('%06d', seq) WHERE seq > ${SALES - 100};
    INSERT INTO tills (id, code, last_number, created_at_ms)
      VALUES ('00000000-0000-4000-8000-000000000002', 'CF2', ${SALES}, 0);
    WITH RECURSIVE n (at) AS (SELECT 0 UNION ALL SELECT at + 1 FROM n WHERE at + 1 < ${ITEMS})
      INSERT INTO invoice_lines (invoice_seq, position, kind, item_seq, name, unit_whole, unit_frac, quantity, sum_whole, sum_frac)
      SELECT 1 + at % ${SALES}, 100 - at / ${SALES}, 'item', 1, printf('Card %04d', at), 1, 0, 1, 1, 0 FROM n;`)
  db.close()
}

onEveryLauncher('the filters of the lists', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, SALES, makeLarge)
    page = app.page
  })
  afterAll(() => app?.close())
  beforeEach(async () => {
    await goTo(page, 'Invoices')
    await page.getByRole('radio', { name: 'Invoices', exact: true }).click()
    await invoices.clear()
  })

  const invoices = listOn(() => page, 'Invoices')
  const { search, menu, chips, counted } = invoices
  const counts = (filter: Partial<Filter> = {}) =>
    callFrom(page, 'lists.counts', { filter: { ...ANY_INVOICE, ...filter }, items: true })
  const sums = (filter: Partial<Filter>) =>
    callFrom(page, 'lists.sums', { filter: { ...ANY_INVOICE, ...filter } })
  const openMenu = async (part: string) => {
    if ((await menu().count()) === 0) await page.getByRole('button', { name: /^Filter/ }).click()
    await menu().getByRole('tab', { name: part, exact: true }).click()
  }
  const tick = (name: string) => menu().locator('.tick').filter({ hasText: name }).first()
  const countOf = (name: string) => tick(name).locator('.tick-end').innerText()
  const figure = (count: number) => count.toLocaleString('en')

  /** The rows that are drawn are those that the route leaves. */
  async function standsAsTold(filter: Partial<Filter>): Promise<void> {
    await standsWhereTold(page, '.list-number', async (from) => {
      const sort = { by: 'created', down: true } as const
      return (
        await callFrom(page, 'lists.invoices', {
          filter: { ...ANY_INVOICE, ...filter },
          sort,
          from,
          limit: 80,
        })
      ).rows
    })
    const { count } = await sums(filter)
    expect(count).toBeGreaterThan(0)
    await expect.poll(counted).toContain(`${figure(count)} of ${SALES} invoices`)
  }

  it('tell how many rows each choice would leave, whatever else is chosen', async () => {
    const all = await counts()
    const byStatus = new Map(all.status.map(({ value, count }) => [value, count]))
    await openMenu('Status')
    await expect.poll(() => countOf('Paid late')).toBe(figure(byStatus.get('paid_late') ?? 0))
    await tick('Paid late').click()
    await tick('Expired').click()
    // What is ticked changes what the other parts would leave, and not what its own would.
    await expect.poll(() => countOf('Paid late')).toBe(figure(byStatus.get('paid_late') ?? 0))
    const status: Filter['status'] = ['paid_late', 'expired']
    await standsAsTold({ status })
    await look(page, 'filter-counts-status', [SIZES[1], SIZES[0]])
    const narrowed = await counts({ status })
    expect(narrowed.status).toEqual(all.status)
    await openMenu('Currency')
    for (const { value, count } of narrowed.currency)
      await expect.poll(() => countOf(value)).toBe(figure(count))
    await openMenu('Provider, account')
    const daisy = narrowed.provider.find(({ value }) => value === 'daisy')?.count ?? 0
    await expect.poll(() => countOf('Daisy')).toBe(figure(daisy))
    await look(page, 'filter-counts-account', [SIZES[1], SIZES[0]])
    await openMenu('Review')
    await expect.poll(() => countOf('Not reviewed')).toBe(figure(narrowed.unreviewed))
    await openMenu('Needs attention')
    await expect.poll(() => countOf('Needs attention')).toBe(figure(narrowed.attention))
    await page.keyboard.press('Escape')
  })

  it('move nothing when the counts come', async () => {
    await openMenu('Status')
    const boxes = () =>
      menu()
        .locator('.tick, .tick-name')
        .evaluateAll((all) =>
          (all as unknown as { getBoundingClientRect(): { x: number; y: number } }[]).map((one) => {
            const { x, y } = one.getBoundingClientRect()
            return [x, y]
          }),
        )
    const before = await boxes()
    await expect.poll(() => countOf('Paid late')).not.toBe('')
    expect(await boxes()).toEqual(before)
    await page.keyboard.press('Escape')
  })

  it('find an item among thousands by a part of its name, by the mouse', async () => {
    await openMenu('Item')
    await menu().getByLabel('Find an item').waitFor()
    expect(await menu().getByRole('checkbox').count()).toBe(100)
    await menu()
      .getByText(/more: type part of the name/)
      .waitFor()
    await look(page, 'filter-items', [SIZES[1], SIZES[0]])
    await menu().getByLabel('Find an item').fill('CARD 049')
    await expect.poll(() => menu().getByRole('checkbox').count()).toBe(10)
    await tick('Card 0491').click()
    await expect.poll(chips).toEqual(['Item Card 0491'])
    await tick('Card 0499').click()
    await expect.poll(chips).toEqual(['Item Card 0491, Card 0499'])
    await look(page, 'filter-items-found', [SIZES[1], SIZES[0]])
    await menu().getByLabel('Find an item').fill('no such thing')
    await menu().getByText('No matching item in any sale.').waitFor()
    await page.keyboard.press('Escape')
    await standsAsTold({ item: ['Card 0491', 'Card 0499'] })
  })

  it('take an item, a till and the day of recording by typing', async () => {
    const year = String(new Date().getUTCFullYear())
    await search().fill(`item:"card 0520" till:cf2 recorded:${year} `)
    await expect.poll(chips).toEqual([`Recorded ${year}`, 'Item Card 0520', 'Till CF2'])
    await look(page, 'filter-typed', [SIZES[1], SIZES[0]])
    for (let n = 2; n > 0; n -= 1) await invoices.removers().first().click()
    await expect.poll(chips).toEqual(['Till CF2'])
    await standsAsTold({ till: ['CF2'] })
    await search().fill(`recorded:${year} `)
    const period = { by: 'recorded', from: `${year}-01-01`, to: `${year}-12-31` } as const
    await standsAsTold({ till: ['CF2'], period })
    // Enter finishes what has no blank behind it, also where it is not known yet what there is.
    await invoices.clear()
    await search().fill('item:0077')
    await page.keyboard.press('Enter')
    await expect.poll(chips).toEqual(['Item Card 0077'])
    await standsAsTold({ item: ['Card 0077'] })
  })

  it('say what is no item and no till, and search it as text', async () => {
    await search().fill('item:sofa ')
    await expect.poll(counted).toContain('“item:sofa” matches no item in any sale, so it is searched as text')
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor()
    await search().fill('item:card ')
    await expect.poll(counted).toContain('“item:card” matches more than 100 items, so it is searched as text')
    await search().fill('till:b ')
    await expect.poll(counted).toContain("“till:b” isn't a till in this book, so it is searched as text")
    await look(page, 'filter-no-till', [SIZES[1]])
  })

  it('find a sale by the name that it has, though its item has another one or was put away since', async () => {
    const [sold] = (await counts()).item.filter(({ value, count }) => count > 5 && !value.startsWith('Card'))
    const name = sold?.value ?? ''
    const item = there(await callFrom(page, 'items.list', {}), name)
    const { id, price, code } = item
    const saved = { id, currency: price.currency, price: price.amount, code }
    await callFrom(page, 'items.save', { ...saved, name: 'Renamed since' })
    await callFrom(page, 'items.retire', { id, retired: true })
    await search().fill(`item:"${name}" `)
    await expect.poll(chips).toEqual([`Item ${name}`])
    await standsAsTold({ item: [name] })
    await search().fill('item:"Renamed since" ')
    await expect.poll(counted).toContain('matches no item in any sale')
  })

  it('offer the tills of a book that has several, in both lists, by the keyboard', async () => {
    await page.waitForTimeout(APART_MS)
    await invoices.grid().focus()
    await page.keyboard.press('f')
    await menu().waitFor()
    await page.keyboard.press('End')
    expect(await menu().getByRole('tab', { selected: true }).innerText()).toBe('Till')
    await expect.poll(() => countOf('CF2')).toBe('100')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await expect.poll(chips).toEqual(['Till CF2'])
    await look(page, 'filter-tills', [SIZES[1], SIZES[0]])
    await page.keyboard.press('Escape')
    await standsAsTold({ till: ['CF2'] })

    await page.getByRole('radio', { name: 'Receipts', exact: true }).click()
    const receipts = listOn(() => page, 'Receipts')
    await receipts.clear()
    await receipts.search().fill('till:cf2 item:card ')
    await expect.poll(receipts.counted).toContain('matches more than 100 items')
    await receipts.search().fill('till:cf2 ')
    await expect.poll(receipts.chips).toEqual(['Till CF2'])
    const filter = {
      ...{ search: '', provider: [], accountId: [], currency: [], period: null, amount: null },
      ...{ item: [], till: ['CF2'] },
    }
    const { count, all } = await callFrom(page, 'lists.receiptSums', { filter })
    expect(count).toBeGreaterThan(10)
    await expect.poll(receipts.counted).toContain(`${figure(count)} of ${figure(all)} receipts`)
    const told = await callFrom(page, 'lists.receiptCounts', { filter, items: false })
    await page.getByRole('button', { name: /^Filter/ }).click()
    await menu().getByRole('tab', { name: 'Currency' }).click()
    for (const { value, count } of told.currency) await expect.poll(() => countOf(value)).toBe(figure(count))
    await look(page, 'filter-receipts', [SIZES[1], SIZES[0]])
    await page.keyboard.press('Escape')
    await receipts.clear()
  })
})

function there<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const one = all.find((item) => item.name === name)
  if (!one) throw new Error(`no item is called ${name}`)
  return one
}
