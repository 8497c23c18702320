import { foldHash } from '../../../shared/contract/plain/hash.ts'
import type { Money } from '../../../shared/money/money.ts'
import { sameMoney } from '../../../shared/money/money.ts'
import { append } from '../history/events.ts'
import { SAME_ACCOUNTS } from '../imports/known.ts'
import type { SeenReceipt } from '../port/links.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { moneyAt, moneyOrNull } from '../sqlite/money-columns.ts'
import { all, get, ms, run } from '../sqlite/sql.ts'

/** What of a link that stays is told of here. */
interface Standing {
  readonly seq: bigint
  readonly id: string
  readonly name: string
  readonly account_id: string
}

interface ImportedRow {
  readonly invoice_seq: bigint
  readonly tx_hash: string
  readonly credited_currency: string | null
  readonly credited_whole: bigint | null
  readonly credited_frac: bigint | null
}

// One sale is one payment of a link: of a transaction that paid several, each takes one that is left.
export const IMPORTED_SQL = `SELECT receipt.invoice_seq, receipt.tx_hash, receipt.credited_currency, receipt.credited_whole, receipt.credited_frac
  FROM receipts AS receipt INDEXED BY receipts_hash CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
  CROSS JOIN imports AS own ON own.seq = invoice.import_seq
  WHERE receipt.tx_hash = ?2 COLLATE NOCASE AND receipt.withdrawn_at_ms IS NULL AND own.undone_at_ms IS NULL
    AND invoice.account_seq IN (${SAME_ACCOUNTS})
    AND NOT EXISTS (SELECT 1 FROM standing_payments AS known WHERE known.invoice_seq = invoice.seq)
  ORDER BY receipt.seq`

/**
 * Takes the sale of a file that a payment of a link already is, by the payment's transaction: it counts for the link from then on, and no
 * other sale is made. Gives false where the book has none. Part of the caller's transaction.
 */
export function takeImported(writing: Writing, link: Standing, receipt: SeenReceipt, at: number): boolean {
  const { txHash } = receipt
  if (txHash === null) return false
  const found = all<ImportedRow>(writing, IMPORTED_SQL, { 1: link.account_id, 2: txHash })
  const same = found.filter(({ tx_hash }) => foldHash(tx_hash) === foldHash(txHash))
  const own = same.find((row) => isOf(row, receipt.credited)) ?? same[0]
  if (!own) return false
  run(
    writing,
    'INSERT INTO standing_payments (standing_seq, invoice_seq, payment_id, payments) VALUES (?, ?, ?, 1)',
    [link.seq, own.invoice_seq, receipt.receiptId],
  )
  const facts = { standing: link.id, name: link.name, payments: 1 }
  append(writing, own.invoice_seq, 'standing_paid', facts, at)
  return true
}

function isOf(row: ImportedRow, credited: Money | null): boolean {
  const counted = moneyOrNull(row.credited_currency, row.credited_whole, row.credited_frac)
  return counted !== null && credited !== null && sameMoney(counted, credited)
}

interface WithdrawnRow {
  readonly standing_seq: bigint
  readonly payment_id: string
  readonly tx_hash: string | null
  readonly payer: string | null
  readonly currency: string
  readonly amount_whole: bigint
  readonly amount_frac: bigint
  readonly credited_currency: string | null
  readonly credited_whole: bigint | null
  readonly credited_frac: bigint | null
  readonly paid_at_ms: bigint
  readonly raw: string
}

/** A payment whose sale came out of a file. */
export interface ImportedPayment {
  readonly standing: bigint
  readonly receipt: SeenReceipt
}

/** Reads the payment of a link that the sale of a file is; null where it is none. The link's own words of it are gone: the file's stand for them. */
export function importedPayment(reading: Reading, invoiceSeq: bigint): ImportedPayment | null {
  const row = get<WithdrawnRow>(
    reading,
    `SELECT payment.standing_seq, payment.payment_id, receipt.tx_hash, receipt.payer, receipt.currency, receipt.amount_whole,
       receipt.amount_frac, receipt.credited_currency, receipt.credited_whole, receipt.credited_frac, receipt.paid_at_ms, receipt.raw
     FROM standing_payments AS payment CROSS JOIN receipts AS receipt ON receipt.invoice_seq = payment.invoice_seq
     WHERE payment.invoice_seq = ? AND payment.payment_id IS NOT NULL AND receipt.tx_hash IS NOT NULL ORDER BY receipt.seq LIMIT 1`,
    [invoiceSeq],
  )
  if (!row) return null
  const receipt = {
    ...{ receiptId: row.payment_id, txHash: row.tx_hash, payer: row.payer, raw: row.raw },
    amount: moneyAt(row.currency, row.amount_whole, row.amount_frac),
    credited: moneyOrNull(row.credited_currency, row.credited_whole, row.credited_frac),
    ...{ paidAt: ms(row.paid_at_ms), timeObserved: false },
  }
  return { standing: row.standing_seq, receipt }
}
