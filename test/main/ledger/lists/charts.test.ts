import type { Database } from 'better-sqlite3'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { scanCharts } from '../../../../src/main/ledger/lists/charts/scan.ts'
import { createWaitCounts, placeWithin } from '../../../../src/main/ledger/lists/charts/sum-waits.ts'
import { scanSums } from '../../../../src/main/ledger/lists/invoices/scan.ts'
import type { MatrixQuery } from '../../../../src/main/ledger/port/lists.ts'
import { MATRIX_SPANS } from '../../../../src/shared/contract/plain/matrix-spans.ts'
import { moneyFrom } from '../../../../src/shared/money/money.ts'
import { clockHours } from '../../../../src/shared/time/clock-hours.ts'
import { daysOf } from '../../../../src/shared/time/days.ts'
import { beginningsOf, boundsOfDay, businessDay } from '../../../../src/shared/time/zone.ts'
import { createChance } from '../../../support/app/chance.ts'
import { transfer } from '../../../support/books/facts.ts'
import { eur, openSale, START, seen } from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'
import { ANY_INVOICE } from '../../../support/lists/any-filter.ts'
import { modelCharts } from './charts-model.ts'
import { followedBook, followedRandomBook } from './followed-book.ts'
import { YEAR_BEGAN } from './random-book.ts'

const ZONES = [
  ...(['Africa/Algiers', 'Europe/Paris', 'America/Santiago', 'Australia/Lord_Howe'] as const),
  ...(['Asia/Kathmandu', 'Pacific/Apia', 'America/St_Johns', 'Africa/Casablanca'] as const),
]
const HOUR = 3_600_000
const DAY = 24 * HOUR
function daysIn(at: number, span: (typeof MATRIX_SPANS)[number], zone: string): MatrixQuery {
  const { from, to } = daysOf(span, businessDay(at, zone), 0)
  return { from: from ?? '', to: to ?? '', zone }
}

function madeTimes(db: Database): ReadonlyMap<string, number | null> {
  const rows = db.prepare('SELECT id, made_at_ms AS made FROM payment_links').all()
  return new Map(
    (rows as { id: string; made: bigint | null }[]).map(({ id, made }) => [
      id,
      made === null ? null : Number(made),
    ]),
  )
}

/** The units of each currency in a list of amounts. */
function unitsOf(all: readonly { readonly currency: string; readonly amount: string }[]) {
  const sums = new Map<string, bigint>()
  for (const { currency, amount } of all)
    sums.set(currency, (sums.get(currency) ?? 0n) + moneyFrom(currency, amount).units)
  return sums
}

async function agree(seed: number, rounds: number): Promise<number> {
  const chance = createChance(seed)
  const { ledger, db, held, book } = await followedRandomBook(chance, ({ charts }) => charts().isFull())
  let receipts = 0
  for (let round = 0; round < rounds; round += 1) {
    for (let n = Math.floor(chance.unit() * 12); n > 0; n -= 1) book.change()
    const ids = book.sales.map(({ invoiceId }) => invoiceId)
    for (const span of MATRIX_SPANS) {
      const query = daysIn(YEAR_BEGAN + Math.floor(chance.unit() * 380) * DAY, span, book.pick(ZONES))
      const charts = held.charts().charts(query)
      expect(scanCharts({ db }, query)).toEqual(charts)
      expect(charts).toMatchObject(modelCharts(ledger, ids, query, madeTimes(db)))
      // The same as the matrix to the last unit, day by day, and by the hours.
      const { columns, cells } = held.days().matrix(query)
      const amountOf = (currency: string | undefined, amount: string) => ({
        currency: currency ?? '',
        amount,
      })
      for (const day of new Set(cells.map((cell) => cell.day))) {
        const ofMatrix = cells
          .filter((cell) => cell.day === day && cell.receipts > 0)
          .map((cell) => amountOf(columns[cell.column]?.currency, cell.received))
        const ofCharts = charts.takings.flatMap(({ currency, days }) =>
          days.filter((one) => one.day === day).map(({ received }) => amountOf(currency, received)),
        )
        expect(unitsOf(ofCharts)).toEqual(unitsOf(ofMatrix))
      }
      const all = charts.takings.map(({ currency, received }) => amountOf(currency, received))
      expect(unitsOf(charts.hours.flatMap(({ received }) => received))).toEqual(unitsOf(all))
      const [begin, end] = [boundsOfDay(query.from, query.zone).from, boundsOfDay(query.to, query.zone).until]
      const came = held.receipts().sums({
        ...{ search: '', provider: [], accountId: [], currency: [], item: [], till: [], amount: null },
        period: { by: 'paid', from: begin, until: end },
      })
      expect(unitsOf(came.sums.map(({ received }) => received))).toEqual(unitsOf(all))
      const counts = [
        charts.takings.reduce((sum, one) => sum + one.receipts, 0),
        charts.hours.reduce((sum, one) => sum + one.receipts, 0),
        charts.waits.counts.reduce((sum, one) => sum + one, charts.waits.untold),
      ]
      expect(counts).toEqual([came.count, came.count, came.count])
      const sales = columns.reduce((sum, one) => sum + one.sales, 0)
      expect(charts.statuses.reduce((sum, one) => sum + one.sales, 0)).toBe(sales)
      receipts += came.count
    }
  }
  return receipts
}

test.each([1, 2, 3, 4])(
  'the charts of a book that changes: columns, scan, a plain model, the matrix and the receipts agree to the last unit (%i)',
  async (seed) => {
    expect(await agree(seed, 10)).toBeGreaterThan(500)
  },
)

test('each attention figure of a day, and each refunded one, has its rows in the list of invoices', async () => {
  const { db, held, ledger, book } = await followedRandomBook(createChance(9), ({ charts }) =>
    charts().isFull(),
  )
  for (let n = 0; n < 400; n += 1) book.change()
  let [needing, given] = [0, 0]
  for (const span of MATRIX_SPANS) {
    for (const zone of ['Africa/Algiers', 'America/Santiago']) {
      const query = daysIn(YEAR_BEGAN + 365 * DAY, span, zone)
      const { attention, cells, columns } = held.days().matrix(query)
      const begins = beginningsOf(query.from, query.to, zone)
      const dayOf = (day: number) => ({ from: begins[day] ?? 0, until: begins[day + 1] ?? 0 })
      for (const { day, sales } of attention) {
        const filter = { ...ANY_INVOICE, attention: true, period: { by: 'created', ...dayOf(day) } } as const
        expect(held.invoices.sums(filter).count).toBe(sales)
        needing += sales
      }
      for (const cell of cells.filter(({ refunds }) => refunds > 0)) {
        const { accountId = '', currency = '' } = columns[cell.column] ?? {}
        const period = { by: 'refunded', ...dayOf(cell.day) } as const
        const filter = { ...ANY_INVOICE, accountId: [accountId], currency: [currency], period }
        const { ids } = held.invoices.ids({
          filter,
          sort: { by: 'created', down: true },
          from: 0,
          limit: 10_000,
        })
        expect(scanSums({ db }, filter).count).toBe(ids.length)
        const isIn = (at: number) => at >= period.from && at < period.until
        const parts = ids.flatMap((id) =>
          there(ledger.invoice(id)).refunds.flatMap(({ recordedAt, undone, amount }) => {
            const { units } = moneyFrom(currency, amount.amount)
            return [...(isIn(recordedAt) ? [units] : []), ...(undone && isIn(undone.at) ? [-units] : [])]
          }),
        )
        expect(parts).toHaveLength(cell.refunds)
        expect(parts.reduce((sum, one) => sum + one, 0n)).toBe(moneyFrom(currency, cell.refunded).units)
        given += cell.refunds
      }
    }
  }
  expect(needing).toBeGreaterThan(20)
  expect(given).toBeGreaterThan(20)
})

test('each quarter of an hour of a year is of the hour that the clocks show', () => {
  for (const zone of ZONES) {
    const begins = beginningsOf('2011-12-01', '2012-12-31', zone)
    const hourOf = clockHours(begins, zone)
    let day = 0
    for (let at = begins[0] ?? 0; at < (begins.at(-1) ?? 0); at += HOUR / 4) {
      while ((begins[day + 1] ?? 0) <= at) day += 1
      const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).hour
      if (hourOf(at, day) !== shown) expect([zone, new Date(at).toISOString(), hourOf(at, day)]).toBe(shown)
    }
  }
})

test('an hour that comes twice is one hour with all of both, and one that is left out has nothing', async () => {
  const { ledger, held, db } = await followedBook()
  // In Paris 02:00 to 03:00 comes twice on 25 October 2026 and not at all on 29 March.
  const pay = (token: string, at: number) => {
    const { linkId } = openSale(ledger, { token, at: at - 90_000 })
    const receipts = [transfer({ receiptId: token, amount: eur('5'), credited: eur('5'), paidAt: at })]
    ledger.recordAnswers([seen(linkId, { reading: 'paid', received: eur('5'), receipts, at: at + 1_000 })])
  }
  const autumn = Date.parse('2026-10-25T00:30:00Z')
  for (const [n, at] of [autumn, autumn + HOUR, autumn + 2 * HOUR].entries()) pay(`autumn-${n}`, at)
  const spring = Date.parse('2026-03-29T00:30:00Z')
  for (const [n, at] of [spring, spring + HOUR].entries()) pay(`spring-${n}`, at)
  while (!held.charts().isFull()) held.fill()
  const hours = (day: string) =>
    held
      .charts()
      .charts(daysIn(Date.parse(day), 'month', 'Europe/Paris'))
      .hours.map(({ weekday, hour, receipts, received }) => [weekday, hour, receipts, received[0]?.amount])
  expect(hours('2026-10-20')).toEqual([
    [7, 2, 2, '10.00'],
    [7, 3, 1, '5.00'],
  ])
  expect(hours('2026-03-20')).toEqual([
    [7, 1, 1, '5.00'],
    [7, 3, 1, '5.00'],
  ])
  const query = daysIn(autumn, 'year', 'Europe/Paris')
  expect(scanCharts({ db }, query)).toEqual(held.charts().charts(query))
})

test('a wait is told to the second begun, at the edge of its stretch as well, and not where the clock of a provider is behind', async () => {
  const { ledger, held, db } = await followedBook()
  while (!held.charts().isFull()) held.fill()
  const query = daysIn(START, 'year', 'Africa/Algiers')
  const waited = [14_001, 15_000, 15_001, 1_200_000, 1_200_001, 3 * DAY, -1]
  for (const [n, ms] of waited.entries()) {
    const { linkId } = openSale(ledger, { token: `wait-${n}` })
    const made = madeTimes(db).get(linkId) ?? 0
    const receipts = [transfer({ receiptId: `wait-${n}`, paidAt: made + ms })]
    ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts, at: made + 4 * DAY })])
  }
  const { waits } = held.charts().charts(query)
  expect(waits).toMatchObject({ counts: [2, 1, 0, 0, 0, 0, 1, 2], untold: 1 })
  expect(waits.accounts).toMatchObject([{ receipts: 6, half: 16, most: 259_200 }])
  expect(scanCharts({ db }, query)).toEqual(held.charts().charts(query))
})

test('half and 95 of 100 are found by counting as they are by sorting', () => {
  const chance = createChance(5)
  for (let round = 0; round < 60; round += 1) {
    const all = Array.from({ length: 1 + Math.floor(chance.unit() * 200) }, () =>
      Math.floor(chance.unit() ** 6 * 10 ** (1 + chance.unit() * 6)),
    )
    const counts = createWaitCounts()
    for (const one of all) counts.add(3, one)
    const sorted = all.toSorted((a, b) => a - b)
    const at = (percent: number) => sorted[placeWithin(all.length, percent) - 1]
    expect(counts.byAccount().get(3)).toEqual({ receipts: all.length, half: at(50), most: at(95) })
  }
})
