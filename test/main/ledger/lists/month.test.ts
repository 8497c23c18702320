import { expect, test } from 'vitest'
import { scanMatrix } from '../../../../src/main/ledger/lists/month/scan.ts'
import { sumDays } from '../../../../src/main/ledger/lists/month/sum-days.ts'
import { createReceiptColumns, writeReceipt } from '../../../../src/main/ledger/lists/receipts/columns.ts'
import type { MatrixQuery } from '../../../../src/main/ledger/port/lists.ts'
import { MATRIX_SPANS } from '../../../../src/shared/contract/plain/matrix-spans.ts'
import type { Matrix } from '../../../../src/shared/contract/shapes/lists/month.ts'
import { moneyFrom, toDecimal } from '../../../../src/shared/money/money.ts'
import { isWaiting } from '../../../../src/shared/status/status.ts'
import { daysOf } from '../../../../src/shared/time/days.ts'
import { beginningsOf, boundsOfDay, businessDay } from '../../../../src/shared/time/zone.ts'
import { createChance } from '../../../support/app/chance.ts'
import { transfer } from '../../../support/books/facts.ts'
import { ACCOUNT, eur, openSale, START, seen } from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'
import { ANY_RECEIPT } from '../../../support/lists/any-filter.ts'
import { followedBook, followedRandomBook } from './followed-book.ts'
import { modelMatrix } from './month-model.ts'
import { YEAR_BEGAN } from './random-book.ts'

/** One without changes of the clocks, and those whose days have 23 and 25 hours, begin at one o'clock, or have half an hour more. */
const ZONES = ['Africa/Algiers', 'Europe/Paris', 'America/Santiago', 'Australia/Lord_Howe'] as const
const DAY = 86_400_000
function daysIn(at: number, span: (typeof MATRIX_SPANS)[number], zone: string): MatrixQuery {
  const { from, to } = daysOf(span, businessDay(at, zone), 0)
  return { from: from ?? '', to: to ?? '', zone }
}

/** What all cells of each currency come to, and what the columns of it say. */
function byCurrency({ columns, cells }: Matrix, of: 'asked' | 'received') {
  const add = (sums: Map<string, bigint>, currency: string, amount: string) =>
    sums.set(currency, (sums.get(currency) ?? 0n) + moneyFrom(currency, amount).units)
  const [ofCells, ofColumns] = [new Map<string, bigint>(), new Map<string, bigint>()]
  for (const cell of cells) add(ofCells, columns[cell.column]?.currency ?? '', cell[of])
  for (const column of columns) add(ofColumns, column.currency, column[of])
  return { ofCells, ofColumns }
}

function some(sums: Map<string, bigint>): Readonly<Record<string, string>> {
  const there = [...sums].filter(([, units]) => units > 0n)
  return Object.fromEntries(there.map(([currency, units]) => [currency, toDecimal({ currency, units })]))
}

/** Every matrix of a few rounds, after changes of all kinds: the scan, the columns, the plain model and the lists' own sums say the same. */
async function agree(seed: number, rounds: number): Promise<number> {
  const chance = createChance(seed)
  const { ledger, db, held, book } = await followedRandomBook(chance, ({ days }) => days().isFull())
  let cells = 0
  for (let round = 0; round < rounds; round += 1) {
    for (let n = Math.floor(chance.unit() * 12); n > 0; n -= 1) book.change()
    const ids = book.sales.map(({ invoiceId }) => invoiceId)
    for (const span of MATRIX_SPANS) {
      const query = daysIn(YEAR_BEGAN + Math.floor(chance.unit() * 380) * DAY, span, book.pick(ZONES))
      const matrix = held.days().matrix(query)
      expect(scanMatrix({ db }, query)).toEqual(matrix)
      expect(matrix).toMatchObject(modelMatrix(ledger, ids, query))
      cells += matrix.cells.length
      const begins = beginningsOf(query.from, query.to, query.zone)
      const period = { from: begins[0] ?? 0, until: begins.at(-1) ?? 0 }
      const came = held.receipts().sums({ ...ANY_RECEIPT, period: { by: 'paid', ...period } })
      const sold = held.invoices.sums({
        ...{ ...ANY_RECEIPT, amount: null, status: [], attention: false, review: null, tag: [] },
        period: { by: 'created', ...period },
      })
      for (const [of, listed] of [
        ['received', came.sums.map(({ received }) => received)],
        ['asked', sold.sums.map(({ asked }) => asked)],
      ] as const) {
        const { ofCells, ofColumns } = byCurrency(matrix, of)
        expect(ofCells).toEqual(ofColumns)
        const sums = new Map(
          listed.map(({ currency, amount }) => [currency, moneyFrom(currency, amount).units]),
        )
        expect(some(ofCells)).toEqual(some(sums))
      }
      expect(matrix.cells.reduce((count, { receipts }) => count + receipts, 0)).toBe(came.count)
      expect(matrix.cells.reduce((count, { sales }) => count + sales, 0)).toBe(sold.count)
    }
  }
  return cells
}

test.each([1, 2, 3, 4])(
  'the days of a book that changes: columns, scan, a plain model and the sums of the lists agree to the last unit (%i)',
  async (seed) => {
    expect(await agree(seed, 12)).toBeGreaterThan(1_000)
  },
)

test('each moment about a change of the clocks is of its own day', async () => {
  for (const zone of ZONES) {
    const begins = beginningsOf('2026-01-01', '2026-12-31', zone)
    expect(begins).toHaveLength(366)
    const columns = createReceiptColumns(4_000)
    const at = begins.slice(0, -1).flatMap((begin, day) => {
      const end = begins[day + 1] ?? 0
      return [begin, begin + 23 * 3_600_000 - 1, end - 1].filter((one) => one < end)
    })
    for (const [seq, one] of at.entries())
      writeReceipt(columns, [seq, 0, one, one, 'daisy', 1, 'EUR', 0, 1, 0, 0, 0], 0)
    const sums = sumDays(
      { part: 'received', rows: columns, nth: 0, at: columns.paidAt },
      Float64Array.from(begins),
    )
    const days = Map.groupBy(at, (one) => businessDay(one, zone))
    expect(sums.map(({ count }) => count)).toEqual([...days.values()].map(({ length }) => length))
    const lengths = begins.slice(1).map((end, day) => (end - (begins[day] ?? 0)) / 3_600_000)
    const odd = lengths.filter((hours) => hours !== 24).toSorted((a, b) => a - b)
    expect(odd, zone).toEqual(
      {
        'Africa/Algiers': [],
        'Europe/Paris': [23, 25],
        'America/Santiago': [23, 25],
        'Australia/Lord_Howe': [23.5, 24.5],
      }[zone],
    )
  }
})

test('a day that a zone left out has nothing in it, and the next one all of its own', () => {
  const begins = beginningsOf('2011-12-29', '2011-12-31', 'Pacific/Apia')
  const lengths = begins.slice(1).map((end, day) => (end - (begins[day] ?? 0)) / 3_600_000)
  expect(lengths).toEqual([24, 0, 24])
  // A list that is asked for it shows nothing of the next one.
  for (const [day, one] of ['2011-12-29', '2011-12-30', '2011-12-31'].entries())
    expect(boundsOfDay(one, 'Pacific/Apia')).toEqual({ from: begins[day], until: begins[day + 1] })
})

test('a refund counts on the day it was recorded, and takes back on the day it was undone', async () => {
  const { ledger, db, held } = await followedBook()
  const { invoiceId, linkId } = openSale(ledger)
  const receipts = [transfer({ amount: eur('49.90'), credited: eur('49.90'), paidAt: START + 1_000 })]
  ledger.recordAnswers([seen(linkId, { reading: 'paid', received: eur('49.90'), receipts })])
  const given = { token: 'refund-1', amount: eur('9.90'), reason: 'back', reference: null, person: '' }
  ledger.recordRefund(invoiceId, given, START + 2 * DAY)
  const refund = there(ledger.invoice(invoiceId)).refunds[0]
  ledger.undoRefund(refund?.id ?? '', 'not given', '', START + 3 * DAY)
  while (!held.days().isFull()) held.fill()
  const query = daysIn(START, 'year', 'Africa/Algiers')
  const { columns, cells } = held.days().matrix(query)
  expect(columns).toMatchObject([
    {
      ...{ accountId: ACCOUNT, currency: 'EUR', sales: 1, asked: '49.90', receipts: 1, received: '49.90' },
      ...{ refunds: 2, refunded: '0.00', difference: '0.00' },
    },
  ])
  expect(cells.map(({ sales, receipts: came, refunded }) => [sales, came, refunded])).toEqual([
    [1, 1, '0.00'],
    [0, 0, '9.90'],
    [0, 0, '-9.90'],
  ])
  expect(scanMatrix({ db }, query)).toEqual({ ...held.days().matrix(query) })
})

test('an answer with no news moves the time up to which all is known, and nothing else', async () => {
  const { ledger, db, held } = await followedBook()
  const query = daysIn(START, 'month', 'Africa/Algiers')
  while (!held.days().isFull()) held.fill()
  expect(held.days().matrix(query)).toMatchObject({ open: 0, syncedUntil: null, cells: [] })
  const { linkId } = openSale(ledger)
  expect(held.days().matrix(query)).toMatchObject({ open: 1 })
  for (const at of [START + 5_000, START + 9_000]) {
    ledger.recordAnswers([seen(linkId, { reading: 'open', received: null, receipts: null, at })])
    expect(held.days().matrix(query)).toMatchObject({ open: 1, syncedUntil: at })
    expect(scanMatrix({ db }, query)).toEqual(held.days().matrix(query))
  }
  const [first] = ledger.invoices({ search: '', status: [], provider: [], cursor: null, limit: 1 }).rows
  expect(isWaiting(first?.status ?? 'paid')).toBe(true)
  ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [transfer()], at: START + 20_000 })])
  expect(held.days().matrix(query)).toMatchObject({ open: 0, syncedUntil: null })
})

test('the last moment of a month, wherever the clocks change in it, is in that month and in no other', async () => {
  const { ledger, held } = await followedBook()
  while (!held.days().isFull()) held.fill()
  const zones = [
    'Europe/Prague',
    'America/New_York',
    'Africa/Cairo',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
  ] as const
  const moments = zones.flatMap((zone) =>
    ['2026-02-28', '2026-03-31', '2026-04-30', '2026-10-31', '2026-12-31'].map((day) => ({
      zone,
      ...boundsOfDay(day, zone),
      day,
    })),
  )
  for (const [n, { until }] of moments.entries()) {
    const { linkId } = openSale(ledger, { token: `at-${n}`, at: until - 1 })
    const receipts = [
      transfer({ receiptId: `r-${n}`, paidAt: until - 1 }),
      transfer({ receiptId: `s-${n}`, paidAt: until }),
    ]
    ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts, at: until + 1_000 })])
  }
  for (const { zone, day, until } of moments) {
    const query = daysIn(until - 1, 'month', zone)
    expect(query.to).toBe(day)
    const { cells } = held.days().matrix(query)
    const last = beginningsOf(query.from, query.to, zone)
    const begin = last.at(-2) ?? 0
    const ofDay = cells.filter((cell) => cell.day === last.length - 2)
    const isIn = (at: number) => at >= begin && at < until
    expect(ofDay[0]?.sales).toBe(moments.filter((one) => isIn(one.until - 1)).length)
    const paid = moments.flatMap((one) => [one.until - 1, one.until]).filter(isIn)
    expect(ofDay[0]?.receipts).toBe(paid.length)
  }
})

test('two refunds of one sale in two months are each of their own month, and the year has both once', async () => {
  const { ledger, held } = await followedBook()
  const { invoiceId, linkId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { reading: 'paid', received: eur('49.90'), receipts: [transfer()] })])
  const give = (token: string, amount: string, at: number) =>
    ledger.recordRefund(
      invoiceId,
      { token, amount: eur(amount), reason: 'back', reference: null, person: '' },
      at,
    )
  give('first', '10', Date.UTC(2026, 5, 30, 22, 59, 59, 999))
  give('second', '5', Date.UTC(2026, 5, 30, 23))
  while (!held.days().isFull()) held.fill()
  const refunded = (day: string, span: 'month' | 'year') =>
    held
      .days()
      .matrix(daysIn(Date.parse(day), span, 'Africa/Algiers'))
      .columns.map((one) => [one.refunds, one.refunded])
  expect(refunded('2026-06-15', 'month')).toEqual([[1, '10.00']])
  expect(refunded('2026-07-15', 'month')).toEqual([[1, '5.00']])
  expect(refunded('2026-08-15', 'year')).toEqual([[2, '15.00']])
})
