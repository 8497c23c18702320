import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumPeriod } from '../../../../src/main/ledger/closing/day-sums.ts'
import { keptSums } from '../../../../src/main/ledger/closing/figures.ts'
import { moneyFrom } from '../../../../src/shared/money/money.ts'
import { businessDay } from '../../../../src/shared/time/zone.ts'
import {
  bookOptions,
  openSale,
  seen,
  type TestBook,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import { walk } from '../../../support/books/tampering.ts'

const ZONE = 'Europe/Paris'
const MONTHS = [
  { firstDay: '2026-09-01', lastDay: '2026-09-30' },
  { firstDay: '2026-10-01', lastDay: '2026-10-31' },
  { firstDay: '2026-11-01', lastDay: '2026-11-30' },
] as const
const LAST_MS = 999

/** Any moment around these months, often at one of their ends or in the hour that comes twice. */
const time = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 8, 25), max: Date.UTC(2026, 11, 5) }),
  fc.constantFrom(
    ...[Date.UTC(2026, 8, 30, 22), Date.UTC(2026, 8, 30, 21, 59, 59, LAST_MS)],
    ...[Date.UTC(2026, 9, 31, 23), Date.UTC(2026, 9, 31, 22, 59, 59, LAST_MS)],
    ...[Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)],
  ),
)
const currency = fc.constantFrom('EUR', 'BTC', 'JPY')
const some = fc.constantFrom('1', '2', '49', '9007199254740993', '100')
const amount = fc.oneof(some, fc.constant('0'))
const nth = fc.nat(30)
const of = <Act extends string, Rest extends object>(
  weight: number,
  act: Act,
  rest: { [Name in keyof Rest]: fc.Arbitrary<Rest[Name]> },
) => ({ weight, arbitrary: fc.record<Rest>(rest).map((one) => ({ act, ...one })) })
const step = fc.oneof(
  of(4, 'sell', { at: time, amount: some, currency }),
  of(8, 'pay', {
    ...{ nth, receipt: fc.nat(2), at: time, paidAt: time, amount },
    ...{ credited: fc.option(fc.record({ amount, currency })), timeObserved: fc.boolean() },
  }),
  of(2, 'refund', { nth, at: time, amount: some }),
  of(2, 'undo', { nth, at: time }),
  of(3, 'close', { month: fc.constantFrom(...MONTHS) }),
  of(1, 'reopen', { month: fc.constantFrom(...MONTHS) }),
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

interface LaterRow extends Readonly<Record<'account' | 'sign' | 'whole' | 'frac' | 'at', bigint>> {
  readonly part: string
  readonly code: string
}

/** What each closed day, account, currency and part was closed at, with what adjusts it, less what it is today: nothing. */
function expectAsClosed({ db }: TestBook): void {
  const left = new Map<string, bigint>()
  const put = (key: readonly unknown[], units: bigint) =>
    left.set(key.join(' '), (left.get(key.join(' ')) ?? 0n) + units)
  const periods = db
    .prepare(
      'SELECT seq, first_day AS firstDay, last_day AS lastDay FROM periods WHERE reopened_at_ms IS NULL',
    )
    .safeIntegers()
    .all() as { seq: bigint; firstDay: string; lastDay: string }[]
  for (const { seq, ...days } of periods) {
    const dayOf = (place: number) => `${days.firstDay.slice(0, 8)}${String(place + 1).padStart(2, '0')}`
    const all = [
      ...keptSums({ db }, seq, days).map((one) => ({ ...one, sign: 1n })),
      ...sumPeriod({ db }, days, ZONE).map((one) => ({ ...one, sign: -1n })),
    ]
    for (const { part, day, account, currency: code, sign, whole, frac } of all)
      put([part, dayOf(day), account, code], sign * (whole * 10n ** 18n + frac))
    const later = db
      .prepare(
        `SELECT part, account_seq AS account, currency AS code, sign, whole, frac, fact_at_ms AS at
         FROM later_facts WHERE period_seq = ? AND adjusts = 1`,
      )
      .safeIntegers()
      .all(seq) as LaterRow[]
    for (const { part, account, code, sign, whole, frac, at } of later)
      put([part, businessDay(Number(at), ZONE), account, code], sign * (whole * 10n ** 18n + frac))
  }
  for (const [key, units] of left) expect([key, units]).toEqual([key, 0n])
}

interface Sold {
  readonly invoiceId: string
  readonly currency: string
  readonly linkId: string
}

function act({ db, ledger }: TestBook, one: Step, sales: Sold[], now: number): void {
  if (one.act === 'sell') {
    const asked = moneyFrom(one.currency, one.amount)
    const { invoiceId, linkId } = openSale(ledger, { at: one.at, asked }, { at: one.at })
    sales.push({ invoiceId, currency: one.currency, linkId })
    return
  }
  const said = { reason: 'as agreed', person: 'Salima' }
  if (one.act === 'reopen') return void ledger.reopenPeriod(one.month, said, now)
  if (one.act === 'close') {
    const { mark, zone } = ledger.period(one.month, now)
    return void ledger.closePeriod({ ...one.month, zone, mark, ...said }, now)
  }
  const sale = sales[one.nth % Math.max(1, sales.length)]
  if (!sale) return
  if (one.act === 'undo') {
    const refunds = db.prepare('SELECT id FROM refunds WHERE undoes_seq IS NULL').pluck().all() as string[]
    const refund = refunds[one.nth % Math.max(1, refunds.length)]
    if (refund) ledger.undoRefund(refund, 'typed twice', 'Nadia', one.at)
  } else if (one.act === 'refund') {
    const refund = { token: `at-${now}`, amount: moneyFrom(sale.currency, one.amount), reference: null }
    ledger.recordRefund(sale.invoiceId, { ...refund, ...said }, one.at)
  } else {
    const { at, paidAt, timeObserved, credited } = one
    const receipt = transfer({
      ...{ receiptId: `r${one.receipt}`, txHash: null, paidAt, timeObserved },
      amount: moneyFrom(sale.currency, one.amount),
      credited: credited && moneyFrom(credited.currency, credited.amount),
    })
    ledger.recordAnswers([seen(sale.linkId, { reading: 'paid', at, receipts: [receipt] })])
  }
}

test('whatever comes after closings, what was closed and what adjusts it are what its days hold, to the last unit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const book = await testBook(bookOptions({ zone: ZONE }))
      const sales: Sold[] = []
      for (const [n, one] of steps.entries()) {
        act(book, one, sales, Date.UTC(2026, 11, 6) + n * 1_000)
        expectAsClosed(book)
      }
      expect(walk(book.db).state).toBe('whole')
      book.db.close()
    }),
    { numRuns: 30 },
  )
})
