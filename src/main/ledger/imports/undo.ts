import { closedDays } from '../closing/periods.ts'
import { reopenOrphan } from '../exceptions/orphans.ts'
import { append } from '../history/events.ts'
import type { RefusedImport, UndoImport, UndonePiece } from '../port/imports.ts'
import { inTransaction, type LedgerContext, type Reading, type Writing } from '../sqlite/context.ts'
import { all, get, ms, run } from '../sqlite/sql.ts'
import { bookWithdrawn } from '../standing-links/payments.ts'
import { type ImportRow, importById, UNFINISHED_SQL } from './rows.ts'

/** So many sales are withdrawn in one transaction, so that a sale at the counter need not wait. */
const PIECE = 250

export const LEFT_SQL = `SELECT count(*) AS n FROM invoices INDEXED BY invoices_of_import
  WHERE import_seq = ? AND withdrawn_at_ms IS NULL`
export const PIECE_SQL = `SELECT seq, number FROM invoices INDEXED BY invoices_of_import
  WHERE import_seq = ? AND withdrawn_at_ms IS NULL ORDER BY seq LIMIT ${PIECE}`

/**
 * Undoes a piece of an import: the first one notes that it is undone, where nothing is in the way, and each withdraws some of its sales with
 * their receipts. Part of the caller's transaction.
 */
export function undoPiece(writing: Writing, importId: string, asked: UndoImport): UndonePiece {
  const own = importById(writing, importId)
  if (!own) return { ok: false, reason: 'IMPORT_UNKNOWN', number: null }
  if (own.undone_at_ms === null) {
    const inTheWay = refusedOf(writing, own)
    if (inTheWay) return { ok: false, ...inTheWay }
    noteUndone(writing, own, asked)
  }
  const sales = all<{ seq: bigint; number: string }>(writing, PIECE_SQL, [own.seq])
  for (const sale of sales) withdraw(writing, own, sale, asked.at)
  return { ok: true, left: Number(get<{ n: bigint }>(writing, LEFT_SQL, [own.seq])?.n ?? 0n) }
}

function noteUndone(writing: Writing, own: ImportRow, { person, reason, at }: UndoImport): void {
  run(writing, 'UPDATE imports SET undone_at_ms = ?, undone_by = ?, undone_reason = ? WHERE seq = ?', [
    ...[at, person, reason, own.seq],
  ])
  const data = { import: own.id, text: own.file_name, sales: Number(own.sales), why: reason, person }
  append(writing, null, 'import_undone', data, at)
}

/** A sale whose money went back in part, or that is dated in a month that was closed since, holds its import. */
const IN_THE_WAY: readonly { readonly reason: 'IMPORT_REFUNDED'; readonly sql: string }[] = [
  {
    reason: 'IMPORT_REFUNDED',
    sql: `SELECT invoice.number FROM refunds AS refund CROSS JOIN invoices AS invoice ON invoice.seq = refund.invoice_seq
      WHERE invoice.import_seq = ?1 AND refund.undoes_seq IS NULL
        AND NOT EXISTS (SELECT 1 FROM refunds AS undone WHERE undone.undoes_seq = refund.seq)
      ORDER BY invoice.seq LIMIT 1`,
  },
]

const OF_CLOSED: readonly string[] = [
  `SELECT invoice.number FROM invoices AS invoice INDEXED BY invoices_newest
    WHERE invoice.import_seq = ?1 AND invoice.created_at_ms >= ?2 AND invoice.created_at_ms < ?3 LIMIT 1`,
  `SELECT invoice.number FROM receipts AS receipt INDEXED BY receipts_paid CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
    WHERE invoice.import_seq = ?1 AND receipt.paid_at_ms >= ?2 AND receipt.paid_at_ms < ?3 LIMIT 1`,
  `SELECT invoice.number FROM refunds AS refund INDEXED BY refunds_recorded CROSS JOIN invoices AS invoice ON invoice.seq = refund.invoice_seq
    WHERE invoice.import_seq = ?1 AND refund.recorded_at_ms >= ?2 AND refund.recorded_at_ms < ?3 LIMIT 1`,
]

function refusedOf(
  reading: Reading,
  { seq }: ImportRow,
): (RefusedImport & { readonly number: string }) | null {
  for (const { reason, sql } of IN_THE_WAY) {
    const found = get<{ number: string }>(reading, sql, { 1: seq })
    if (found) return { reason, number: found.number }
  }
  for (const { firstDay, from, until } of closedDays(reading)) {
    for (const sql of OF_CLOSED) {
      const found = get<{ number: string }>(reading, sql, { 1: seq, 2: from, 3: until })
      if (found) return { reason: 'PERIOD_CLOSED', firstDay, number: found.number }
    }
  }
  return null
}

/** The sale stays in the book, and its reference is free for another; what the file said of it stays in its link. */
function withdraw(
  writing: Writing,
  own: ImportRow,
  { seq, number }: { readonly seq: bigint; readonly number: string },
  at: number,
): void {
  const link = get<{ ref: string | null }>(
    writing,
    'SELECT provider_ref AS ref FROM payment_links WHERE invoice_seq = ? ORDER BY seq LIMIT 1',
    [seq],
  )
  run(writing, 'UPDATE invoices SET withdrawn_at_ms = ?1, updated_at_ms = ?1 WHERE seq = ?2', {
    1: at,
    2: seq,
  })
  run(writing, 'UPDATE receipts SET withdrawn_at_ms = ? WHERE invoice_seq = ?', [at, seq])
  run(
    writing,
    "UPDATE payment_links SET stage = 'refused', provider_ref = NULL, next_check_at_ms = NULL WHERE invoice_seq = ?",
    [seq],
  )
  const ref = link?.ref ?? null
  append(writing, seq, 'sale_withdrawn', { number, import: own.id, ref }, at)
  bookWithdrawn(writing, seq, at)
  if (ref !== null) reopenOrphan(writing, own.account_seq, ref, ms(own.begun_at_ms), at)
}

/**
 * Undoes what was begun and never finished, for who opens the book: nothing of a file is in it by half. An undoing that was cut off is brought
 * to its end. `onPiece` is told after each piece. What something is in the way of stays, until the book is opened again.
 */
export function undoUnfinished(
  context: LedgerContext,
  at: number,
  onPiece: () => void = () => undefined,
): void {
  for (const { id } of all<{ id: string }>(context, UNFINISHED_SQL)) {
    const piece = () =>
      inTransaction(context, (writing) => undoPiece(writing, id, { person: '', reason: 'unfinished', at }))
    for (let done = piece(); done.ok && done.left > 0; done = piece()) onPiece()
  }
}
