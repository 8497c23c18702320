import type { ReceiptRecord } from '../ledger/port/exports.ts'
import { amountIn, COLUMNS, type Column } from './columns.ts'
import { BYTE_ORDER_MARK, csvLine, guardFormula } from './csv.ts'
import { type ReceiptsFile, type ReceiptsFilePorts, writeReceiptsFile } from './receipts-file.ts'
import { createZoneWriter, type ZoneWriter } from './zone-writer.ts'

/** Writes all receipts of a book into a CSV file; gives the number of rows, or null when it was cancelled. */
export function writeReceiptsCsv(job: ReceiptsFile, ports: ReceiptsFilePorts): number | null {
  const zone = createZoneWriter(job.zone)
  return writeReceiptsFile(job, ports, (_rowsTotal, write) => ({
    begin: () => write(BYTE_ORDER_MARK + csvLine(COLUMNS.map((column) => column.name))),
    rows: (records) => write(records.map((record) => lineOf(record, zone)).join('')),
    end: () => undefined,
  }))
}

function lineOf(record: ReceiptRecord, zone: ZoneWriter): string {
  return csvLine(COLUMNS.map((column) => csvValue(column, record, zone)))
}

function csvValue(column: Column, record: ReceiptRecord, zone: ZoneWriter): string {
  switch (column.kind) {
    case 'ours':
      return column.text(record) ?? ''
    case 'text':
      return guardFormula(column.text(record) ?? '')
    case 'amount':
      return amountIn(column, record) ?? ''
    case 'local':
      return zone(column.at(record))
    case 'utc':
      return new Date(column.at(record)).toISOString()
  }
}
