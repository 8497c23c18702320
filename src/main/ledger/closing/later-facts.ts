import type { Money } from '../../../shared/money/money.ts'
import { sameMoney } from '../../../shared/money/money.ts'
import { toStored } from '../../../shared/money/scale.ts'
import { append } from '../history/events.ts'
import type { LaterFact } from '../port/periods/closing.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { inWords } from '../sqlite/money-columns.ts'
import { get, ms, run } from '../sqlite/sql.ts'
import { firstOpen, hasClosed, type PeriodRow, periodAt } from './periods.ts'

/** One fact of money: what it brings to its day, and when that was, epoch ms. */
export interface DatedFact {
  readonly at: number
  readonly amount: Money
}

/** Where a fact comes from. */
interface Origin {
  readonly part: LaterFact['part']
  readonly receipt: bigint | null
  readonly refund: bigint | null
}

interface SaleRow {
  readonly account_seq: bigint
  readonly created_at_ms: bigint
}

/** Notes a sale that is written with a moment within a closed period. Part of the caller's transaction. */
export function noteLaterSale(
  writing: Writing,
  invoiceSeq: bigint,
  fact: DatedFact,
  recordedAt: number,
): void {
  note(writing, invoiceSeq, { part: 'asked', receipt: null, refund: null }, null, fact, recordedAt)
}

/** Notes a receipt that is new (`before` is null) or was completed, where it or its sale is of a closed period. Part of the caller's transaction. */
export function noteLaterReceipt(
  writing: Writing,
  invoiceSeq: bigint,
  providerReceipt: { readonly link: bigint; readonly id: string },
  before: DatedFact | null,
  after: DatedFact,
  recordedAt: number,
): void {
  if (!hasClosed(writing)) return
  const { link, id } = providerReceipt
  const row = get<{ seq: bigint }>(
    writing,
    'SELECT seq FROM receipts WHERE link_seq = ? AND provider_receipt_id = ?',
    [link, id],
  )
  note(
    writing,
    invoiceSeq,
    { part: 'received', receipt: row?.seq ?? null, refund: null },
    before,
    after,
    recordedAt,
  )
}

/** Notes a refund, or what undoes one, where it or its sale is of a closed period. Part of the caller's transaction. */
export function noteLaterRefund(
  writing: Writing,
  invoiceSeq: bigint,
  part: 'refunded' | 'undone',
  refundId: string,
  fact: DatedFact,
): void {
  if (!hasClosed(writing)) return
  const row = get<{ seq: bigint }>(writing, 'SELECT seq FROM refunds WHERE id = ?', [refundId])
  note(writing, invoiceSeq, { part, receipt: null, refund: row?.seq ?? null }, null, fact, fact.at)
}

function note(
  writing: Writing,
  invoiceSeq: bigint,
  origin: Origin,
  before: DatedFact | null,
  after: DatedFact,
  recordedAt: number,
): void {
  if (!hasClosed(writing)) return
  if (before !== null && before.at === after.at && sameMoney(before.amount, after.amount)) return
  const sale = get<SaleRow>(writing, 'SELECT account_seq, created_at_ms FROM invoices WHERE seq = ?', [
    invoiceSeq,
  ])
  if (!sale) throw new Error('a fact without its sale')
  const saleOf = periodAt(writing, ms(sale.created_at_ms))
  const sides = [
    ...(before ? [{ sign: -1, fact: before } as const] : []),
    { sign: 1, fact: after } as const,
  ].filter(({ fact }) => fact.amount.units !== 0n)
  for (const { sign, fact } of sides) {
    const dated = periodAt(writing, fact.at)
    const counts = dated ? firstOpen(writing, recordedAt) : fact.at
    const entry = { invoiceSeq, account: sale.account_seq, origin, sign, fact, counts, recordedAt }
    if (dated) insertLater(writing, { ...entry, period: dated, adjusts: true })
    if (saleOf && saleOf.seq !== dated?.seq)
      insertLater(writing, { ...entry, period: saleOf, adjusts: false })
  }
}

interface Entry {
  readonly period: PeriodRow
  readonly invoiceSeq: bigint
  readonly account: bigint
  readonly origin: Origin
  readonly sign: 1 | -1
  readonly fact: DatedFact
  readonly adjusts: boolean
  /** When it counts, in this period's view too: on its own day, or where that is closed in the month that is open when it is recorded. */
  readonly counts: number
  readonly recordedAt: number
}

function insertLater(writing: Writing, entry: Entry): void {
  const { period, origin, fact, sign, adjusts, counts, recordedAt } = entry
  const { whole, frac } = toStored(fact.amount)
  const { currency } = fact.amount
  run(
    writing,
    `INSERT INTO later_facts (period_seq, invoice_seq, receipt_seq, refund_seq, part, account_seq, currency, sign, whole, frac,
       fact_at_ms, adjusts, counts_at_ms, recorded_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[
        period.seq,
        entry.invoiceSeq,
        origin.receipt,
        origin.refund,
        origin.part,
        entry.account,
        currency,
        sign,
      ],
      ...[whole, frac, fact.at, adjusts ? 1 : 0, counts, recordedAt],
    ],
  )
  const data = { period: period.first_day, part: origin.part, amount: inWords(fact.amount), sign, adjusts }
  append(writing, entry.invoiceSeq, 'came_after_closing', data, recordedAt)
}

export const LATER_SQL = `SELECT later.seq FROM later_facts AS later INDEXED BY later_facts_of
  WHERE later.period_seq = ? ORDER BY later.seq DESC LIMIT ?`
export const COUNTED_SQL = `SELECT later.seq FROM later_facts AS later INDEXED BY later_facts_counted
  CROSS JOIN periods NOT INDEXED ON periods.seq = later.period_seq
  WHERE later.adjusts = 1 AND later.counts_at_ms >= ? AND later.counts_at_ms < ? AND periods.reopened_at_ms IS NULL`

/** Says whether a closed period counts what came after the closing of this one; null where none does. */
export function countedIn(reading: Reading, periodSeq: bigint): string | null {
  const sql = `SELECT other.first_day FROM later_facts AS later INDEXED BY later_facts_of
    JOIN periods AS other ON other.reopened_at_ms IS NULL
      AND later.counts_at_ms >= other.from_ms AND later.counts_at_ms < other.until_ms
    WHERE later.period_seq = ? AND later.adjusts = 1 LIMIT 1`
  return get<{ first_day: string }>(reading, sql, [periodSeq])?.first_day ?? null
}
