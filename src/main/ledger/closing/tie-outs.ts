import type { MatrixColumn } from '../../../shared/contract/shapes/lists/month.ts'
import { toDecimal } from '../../../shared/money/money.ts'
import { signedAtto, signedDecimal } from '../../../shared/money/tie-out.ts'
import { append } from '../history/events.ts'
import { RECEIVED } from '../lists/receipts/received.ts'
import type { NewTieOut, PeriodDays, TieCandidate, TieOut } from '../port/periods/closing.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { newId } from '../sqlite/ids.ts'
import { moneyAt } from '../sqlite/money-columns.ts'
import { all, get, ms, run } from '../sqlite/sql.ts'
import type { Bounds } from './checks.ts'

interface TieRow {
  readonly account_id: string
  readonly label: string
  readonly currency: string
  readonly told: string | null
  readonly book: string
  readonly receipts: bigint
  readonly explained: string
  readonly explained_by: string
  readonly reason: string | null
  readonly source: string | null
  readonly source_rows: bigint | null
  readonly source_found: bigint | null
  readonly person: string
  readonly recorded_at_ms: bigint
}

export const TIE_OUTS_SQL = `SELECT account.id AS account_id, account.label, tie.currency, tie.told, tie.book, tie.receipts, tie.explained,
    tie.explained_by, tie.reason, tie.source, tie.source_rows, tie.source_found, tie.person, tie.recorded_at_ms
  FROM tie_outs AS tie INDEXED BY tie_outs_of CROSS JOIN provider_accounts AS account ON account.seq = tie.account_seq
  WHERE tie.first_day = ? AND tie.last_day = ? ORDER BY tie.seq`

/** Reads what was kept last of each account and currency of a period. */
function tieOutsOf(reading: Reading, { firstDay, lastDay }: PeriodDays): readonly TieOut[] {
  const last = new Map<string, TieOut>()
  for (const row of all<TieRow>(reading, TIE_OUTS_SQL, [firstDay, lastDay])) {
    const { source, source_rows: rows, source_found: found } = row
    last.set(`${row.account_id} ${row.currency}`, {
      ...{ accountId: row.account_id, accountLabel: row.label, currency: row.currency, told: row.told },
      ...{ book: row.book, receipts: Number(row.receipts), explained: row.explained },
      ...{ explainedBy: JSON.parse(row.explained_by) as string[], reason: row.reason, person: row.person },
      source: source === null ? null : { name: source, rows: Number(rows ?? 0n), found: Number(found ?? 0n) },
      recordedAt: ms(row.recorded_at_ms),
    })
  }
  return [...last.values()]
}

/** The same beside what the book has of each in these columns: receipts may have come since a figure was kept. */
export function tieOutsBeside(
  reading: Reading,
  days: PeriodDays,
  columns: readonly MatrixColumn[],
): readonly TieOut[] {
  return tieOutsOf(reading, days).map((tie) => {
    const own = columns.find((one) => one.accountId === tie.accountId && one.currency === tie.currency)
    return { ...tie, book: own?.received ?? '0', receipts: own?.receipts ?? 0 }
  })
}

/**
 * Gives how they stand while the period is open: what was ticked counts with what it is worth today, what was withdrawn explains nothing any
 * more, and where book and statement agree by now nothing is left to be explained.
 */
export function standingToday(
  reading: Reading,
  tieOuts: readonly TieOut[],
  bounds: Bounds,
): readonly TieOut[] {
  return tieOuts.map((tie) => {
    const { currency, told, book } = tie
    const isTied = told !== null && signedAtto(told) === signedAtto(book)
    const ticked = isTied ? [] : tickedOf(reading, tie)
    return {
      ...tie,
      explained: explainedBy(ticked, currency, bounds),
      explainedBy: ticked.map(({ id }) => id),
    }
  })
}

interface ReceiptRow {
  readonly id: string
  readonly number: string
  readonly invoice_id: string
  readonly customer_name: string | null
  readonly paid_at_ms: bigint
  readonly whole: bigint
  readonly frac: bigint
}

const RECEIPT = `SELECT receipt.id, invoice.number, invoice.id AS invoice_id, invoice.customer_name, receipt.paid_at_ms,
    ${RECEIVED.whole} AS whole, ${RECEIVED.frac} AS frac`
const OF_ACCOUNT = `CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
  WHERE invoice.account_seq = (SELECT seq FROM provider_accounts WHERE id = ?) AND ${RECEIVED.currency} = ?
    AND receipt.withdrawn_at_ms IS NULL`

export const CANDIDATES_SQL = `${RECEIPT} FROM receipts AS receipt INDEXED BY receipts_paid ${OF_ACCOUNT}
  AND receipt.paid_at_ms >= ? AND receipt.paid_at_ms < ? ORDER BY receipt.paid_at_ms, receipt.seq`
export const TICKED_SQL = `${RECEIPT} FROM json_each(?) AS wanted CROSS JOIN receipts AS receipt ON receipt.id = wanted.value ${OF_ACCOUNT}`

/** Reads the receipts through an account in a currency that were paid between two instants, in the order of their times. */
export function candidatesOf(reading: Reading, accountId: string, currency: string, { from, until }: Bounds) {
  return all<ReceiptRow>(reading, CANDIDATES_SQL, [accountId, currency, from, until]).map(candidate)
}

function candidate(row: ReceiptRow): TieCandidate {
  return {
    ...{ id: row.id, number: row.number, invoiceId: row.invoice_id, customerName: row.customer_name },
    ...{ paidAt: ms(row.paid_at_ms), amount: { whole: row.whole, frac: row.frac } },
  }
}

/** Keeps what was told of a period beside what the book has; null where no such account is there. Part of the caller's transaction. */
export function keepTieOut(
  writing: Writing,
  tie: NewTieOut,
  { from, until }: Bounds,
  at: number,
): true | null {
  const account = get<{ seq: bigint }>(writing, 'SELECT seq FROM provider_accounts WHERE id = ?', [
    tie.accountId,
  ])
  if (!account) return null
  const { currency } = tie
  const own = candidatesOf(writing, tie.accountId, currency, { from, until })
  const book = decimalOf(currency, unitsIn(currency, own))
  const ticked = tickedOf(writing, tie)
  const explained = explainedBy(ticked, currency, { from, until })
  const ids = ticked.map(({ id }) => id)
  insertTieOut(
    writing,
    { ...tie, accountSeq: account.seq, book, receipts: own.length, explained, explainedBy: ids },
    at,
  )
  const told = tie.told === null ? null : `${signedDecimal(currency, signedAtto(tie.told))} ${currency}`
  const data = {
    period: tie.firstDay,
    account: tie.accountId,
    told,
    book: `${book} ${currency}`,
  }
  append(writing, null, 'tied_out', { ...data, reason: tie.reason, person: tie.person }, at)
  return true
}

type KeptRow = NewTieOut & Pick<TieOut, 'book' | 'receipts' | 'explained'> & { readonly accountSeq: bigint }

function insertTieOut(writing: Writing, tie: KeptRow, at: number): void {
  const { firstDay, lastDay, accountSeq, currency, told, book, receipts, explained, reason, source, person } =
    tie
  run(
    writing,
    `INSERT INTO tie_outs (id, till_seq, first_day, last_day, account_seq, currency, told, book, receipts, explained, explained_by, reason,
       source, source_rows, source_found, person, recorded_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[newId(at), writing.book.till_seq, firstDay, lastDay, accountSeq, currency, told, book, receipts],
      ...[explained, JSON.stringify(tie.explainedBy), reason],
      ...[source?.name ?? null, source?.rows ?? null, source?.found ?? null, person, at],
    ],
  )
}

/** Reads the receipts that were ticked to explain a difference, as they are today; those that were withdrawn are none any more. */
function tickedOf(
  reading: Reading,
  { accountId, currency, explainedBy: ids }: Pick<TieOut, 'accountId' | 'currency' | 'explainedBy'>,
): readonly TieCandidate[] {
  return all<ReceiptRow>(reading, TICKED_SQL, [JSON.stringify(ids), accountId, currency]).map(candidate)
}

/** What ticked receipts explain: what the book has within the period and the statement lacks makes it less; what it has outside of it makes it more. */
function explainedBy(ticked: readonly TieCandidate[], currency: string, { from, until }: Bounds): string {
  const isIn = ({ paidAt }: TieCandidate) => paidAt >= from && paidAt < until
  const outside = unitsIn(
    currency,
    ticked.filter((one) => !isIn(one)),
  )
  return decimalOf(currency, outside - unitsIn(currency, ticked.filter(isIn)))
}

function unitsIn(currency: string, rows: readonly TieCandidate[]): bigint {
  return rows.reduce((sum, { amount }) => sum + moneyAt(currency, amount.whole, amount.frac).units, 0n)
}

function decimalOf(currency: string, units: bigint): string {
  return `${units < 0n ? '-' : ''}${toDecimal({ currency, units: units < 0n ? -units : units })}`
}

/** Keeps how the tie-outs of a period stand as it is closed, where they explain something else than when they were kept. Part of the caller's transaction. */
export function keepAsClosed(
  writing: Writing,
  days: PeriodDays,
  { kept, today }: { readonly kept: readonly TieOut[]; readonly today: readonly TieOut[] },
  at: number,
): void {
  for (const [n, tie] of today.entries()) {
    if (tie.explained === kept[n]?.explained) continue
    const account = get<{ seq: bigint }>(writing, 'SELECT seq FROM provider_accounts WHERE id = ?', [
      tie.accountId,
    ])
    if (!account) continue
    insertTieOut(writing, { ...days, ...tie, accountSeq: account.seq }, at)
  }
}
