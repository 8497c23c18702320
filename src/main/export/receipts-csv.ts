import Database from 'better-sqlite3'
import { COLUMNS, type ReceiptRecord } from './columns.ts'
import { BYTE_ORDER_MARK, csvLine, guardFormula } from './csv.ts'
import type { ExportProgress } from './port.ts'
import { writeWhole } from './whole-file.ts'
import { createZoneWriter } from './zone-writer.ts'

export interface ReceiptsCsv {
  readonly bookPath: string
  readonly targetPath: string
  /** Where the file grows until it is whole; in the target's folder, so that the last step is one rename. */
  readonly partPath: string
  /** The IANA zone of the local times. */
  readonly zone: string
}

export interface ReceiptsCsvPorts {
  /** Asked between chunks; true ends the export with nothing left behind. */
  cancelled(): boolean
  progress(progress: ExportProgress): void
}

const CHUNK = 1_000

/** The receipts after a place in their order (paid time, then integer key). */
export const RECEIPTS_SQL = `
  SELECT receipt.seq, invoice.number AS invoice_number, invoice.id AS invoice_id, invoice.provider,
    account.label AS account, receipt.id AS receipt_id, receipt.provider_receipt_id, receipt.tx_hash, receipt.payer,
    receipt.currency, receipt.amount, receipt.credited_currency, receipt.credited_amount, receipt.paid_at_ms,
    receipt.time_observed, receipt.recorded_at_ms, invoice.status AS invoice_status,
    invoice.currency AS asked_currency, invoice.asked_amount, invoice.description, invoice.customer_name,
    invoice.customer_email, link.asked_amount AS link_asked_amount
  FROM receipts AS receipt INDEXED BY receipts_paid
  CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
  CROSS JOIN payment_links AS link ON link.seq = receipt.link_seq
  CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq
  WHERE (receipt.paid_at_ms, receipt.seq) > (?, ?)
  ORDER BY receipt.paid_at_ms, receipt.seq LIMIT ${CHUNK}`

/**
 * Writes all receipts of a book, as they stand at one moment, into a CSV file; gives the number of rows, or null when it
 * was cancelled. Throws what SQLite or the file system throw; the target is then as it was.
 */
export function writeReceiptsCsv(job: ReceiptsCsv, ports: ReceiptsCsvPorts): number | null {
  const db = new Database(job.bookPath, { readonly: true, fileMustExist: true, timeout: 5_000 })
  try {
    db.pragma('trusted_schema = OFF')
    // One read transaction: what is sold meanwhile does not move under the export.
    return db.transaction(() => writeAll(db, job, ports))()
  } finally {
    db.close()
  }
}

function writeAll(db: Database.Database, job: ReceiptsCsv, ports: ReceiptsCsvPorts): number | null {
  const rowsTotal = Number(db.prepare('SELECT count(*) FROM receipts').pluck().get())
  const chunk = db.prepare<[number, number], ReceiptRecord>(RECEIPTS_SQL)
  const zone = createZoneWriter(job.zone)
  let rowsWritten = 0
  const whole = writeWhole(job, (write) => {
    write(BYTE_ORDER_MARK + csvLine(COLUMNS.map((column) => column.name)))
    ports.progress({ rowsWritten, rowsTotal })
    for (let after: readonly [number, number] = [Number.MIN_SAFE_INTEGER, 0]; ; ) {
      if (ports.cancelled()) return false
      const records = chunk.all(...after)
      const last = records.at(-1)
      if (!last) return true
      write(
        records
          .map((record) =>
            csvLine(
              COLUMNS.map((column) => {
                const value = column.value(record, zone)
                return column.freeText ? guardFormula(value) : value
              }),
            ),
          )
          .join(''),
      )
      rowsWritten += records.length
      after = [last.paid_at_ms, last.seq]
      ports.progress({ rowsWritten, rowsTotal })
    }
  })
  return whole ? rowsWritten : null
}
