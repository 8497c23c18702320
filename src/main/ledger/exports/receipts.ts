import Database from 'better-sqlite3'
import { readState } from '../book/state.ts'
import type { BookState } from '../port/book.ts'
import type { ReceiptRecord } from '../port/exports.ts'
import { LedgerFailure } from '../sqlite/errors.ts'

/** The receipts and refunds of a book as they stood at one moment. */
export interface ReceiptsReader {
  count(): number
  /** All of them in the order they were paid or recorded, a thousand at a time. */
  chunks(): Iterable<readonly ReceiptRecord[]>
}

const CHUNK = 1_000

/** The receipts after a place in their order (paid time, then integer key). */
export const RECEIPTS_SQL = `
  SELECT receipt.seq, 'receipt' AS kind, invoice.number AS invoice_number, invoice.id AS invoice_id, invoice.provider,
    account.label AS account, receipt.id AS receipt_id, receipt.provider_receipt_id, receipt.tx_hash, receipt.payer,
    receipt.currency, receipt.amount, receipt.credited_currency, receipt.credited_amount, receipt.paid_at_ms,
    receipt.time_observed, receipt.recorded_at_ms, invoice.status AS invoice_status,
    invoice.currency AS asked_currency, invoice.asked_amount, invoice.description, invoice.customer_name,
    invoice.customer_email, link.asked_amount AS link_asked_amount,
    NULL AS reason, NULL AS reference
  FROM receipts AS receipt INDEXED BY receipts_paid
  CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
  CROSS JOIN payment_links AS link ON link.seq = receipt.link_seq
  CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq
  WHERE (receipt.paid_at_ms, receipt.seq) > (?, ?)
  ORDER BY receipt.paid_at_ms, receipt.seq LIMIT ${CHUNK}`

/** The refunds after a place in their order; each takes what it gives back off its sale, and what undoes one adds it again. */
export const REFUNDS_SQL = `
  SELECT refund.seq, iif(refund.undoes_seq IS NULL, 'refund', 'refund_undone') AS kind, invoice.number AS invoice_number,
    invoice.id AS invoice_id, invoice.provider, account.label AS account, refund.id AS receipt_id,
    NULL AS provider_receipt_id, NULL AS tx_hash, NULL AS payer, invoice.currency,
    iif(refund.undoes_seq IS NULL, '-', '') || refund.amount AS amount, invoice.currency AS credited_currency,
    iif(refund.undoes_seq IS NULL, '-', '') || refund.amount AS credited_amount,
    refund.recorded_at_ms AS paid_at_ms, 1 AS time_observed, refund.recorded_at_ms, invoice.status AS invoice_status,
    invoice.currency AS asked_currency, invoice.asked_amount, invoice.description, invoice.customer_name,
    invoice.customer_email, NULL AS link_asked_amount, refund.reason, refund.reference
  FROM refunds AS refund INDEXED BY refunds_recorded
  CROSS JOIN invoices AS invoice ON invoice.seq = refund.invoice_seq
  CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq
  WHERE (refund.recorded_at_ms, refund.seq) > (?, ?)
  ORDER BY refund.recorded_at_ms, refund.seq LIMIT ${CHUNK}`

/**
 * Reads the receipts and refunds of the book at `bookPath` over a connection of its own, read-only, within one read transaction: what is
 * sold meanwhile does not move under the reader. Throws what SQLite throws, and BOOK_REPLACED where another book lies there, or
 * one that is less far than `known`.
 */
export function readReceipts<T>(bookPath: string, known: BookState, use: (receipts: ReceiptsReader) => T): T {
  const db = new Database(bookPath, { readonly: true, fileMustExist: true, timeout: 5_000 })
  try {
    db.pragma('trusted_schema = OFF')
    return db.transaction(() => {
      const state = readState(db)
      if (state?.id !== known.id || state.lastEvent < known.lastEvent)
        throw new LedgerFailure('BOOK_REPLACED', 'the file is not the book that is open')
      return use(readerOf(db))
    })()
  } finally {
    db.close()
  }
}

function readerOf(db: Database.Database): ReceiptsReader {
  const count = 'SELECT (SELECT count(*) FROM receipts) + (SELECT count(*) FROM refunds)'
  return {
    count: () => Number(db.prepare(count).pluck().get()),
    *chunks() {
      let chunk: ReceiptRecord[] = []
      for (const record of merged(rowsOf(db, RECEIPTS_SQL), rowsOf(db, REFUNDS_SQL))) {
        chunk.push(record)
        if (chunk.length < CHUNK) continue
        yield chunk
        chunk = []
      }
      if (chunk.length > 0) yield chunk
    },
  }
}

function* rowsOf(db: Database.Database, sql: string): Generator<ReceiptRecord, null> {
  const chunk = db.prepare<[number, number], ReceiptRecord>(sql)
  let after: readonly [number, number] = [Number.MIN_SAFE_INTEGER, 0]
  for (;;) {
    const records = chunk.all(...after)
    const last = records.at(-1)
    if (!last) return null
    yield* records
    after = [last.paid_at_ms, last.seq]
  }
}

/** Two lists in the order of their times as one; what comes first of a moment is the receipt. */
function* merged(
  receipts: Generator<ReceiptRecord, null>,
  refunds: Generator<ReceiptRecord, null>,
): Generator<ReceiptRecord> {
  let refund = refunds.next().value
  for (const receipt of receipts) {
    for (; refund !== null && refund.paid_at_ms < receipt.paid_at_ms; refund = refunds.next().value)
      yield refund
    yield receipt
  }
  for (; refund !== null; refund = refunds.next().value) yield refund
}
