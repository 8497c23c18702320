import type { EventData, EventKind } from '../history/events.ts'
import { type KeyRange, rangesOf, rangesText } from '../history/ranges.ts'
import type { NumberRange, SalvageOutcome } from '../port/copies/salvage.ts'
import type { Work } from './fill.ts'
import type { TableName } from './layout.ts'
import { highestOf, type MissingRows } from './missing.ts'

/** An event's data holds so many ranges at most, which is less than the longest text it may have. */
const RANGES_TOGETHER = 500

/**
 * Writes into the new book's history what came and what did not: the salvage itself, the numbers and rows that are missing, what was
 * made anew, and each receipt that could not be brought along. The whole check reads the missing rows from here.
 */
export function writeNotes(
  { book, filled }: Work,
  missing: ReadonlyMap<TableName, MissingRows>,
  saved: Omit<Extract<SalvageOutcome, { readonly state: 'saved' }>, 'file'>,
  by: string | null,
): void {
  const camesOf = (table: TableName) => filled.get(table)?.came ?? new Set<number>()
  const missingOf = (table: TableName) => missing.get(table)?.keys ?? []
  // Above every event that was: none of the lost ones is taken for one of these.
  let seq = Math.max(highestOf(camesOf('events')), highestOf(missingOf('events')))
  const note = (kind: EventKind, data: EventData) => {
    seq += 1
    book.note(kind, data, seq)
  }

  const [first = [], ...more] = inParts(saved.missingNumbers)
  note('book_salvaged', {
    ...{ sales: camesOf('invoices').size, salesMissing: missingOf('invoices').length },
    ...{ receipts: camesOf('receipts').size, receiptsMissing: missingOf('receipts').length },
    ...{ events: camesOf('events').size, eventsMissing: missingOf('events').length },
    numbers: numbersText(first),
    trail: 'anew',
    ...(by !== null && { by }),
  })
  for (const part of more) note('numbers_missing', { numbers: numbersText(part) })
  for (const [table, { keys }] of missing) {
    // A key above the highest one that came will be given again, but for those of events.
    const highest = table === 'events' ? seq : highestOf(camesOf(table))
    const below = rangesOf(keys.filter((key) => key < highest))
    for (const part of inParts<KeyRange>(below)) note('rows_missing', { table, rows: rangesText(part) })
  }
  for (const [table, { rebuilt }] of filled) for (const row of rebuilt) note('row_rebuilt', { table, row })
  for (const receipt of saved.missingReceipts)
    note('receipt_missing', {
      ...{ receipt: receipt.receiptId, providerReceipt: receipt.providerReceiptId },
      ...{ amount: receipt.amount, txHash: receipt.txHash, number: receipt.number },
    })
}

function inParts<T>(ranges: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = []
  for (let at = 0; at < ranges.length; at += RANGES_TOGETHER)
    parts.push(ranges.slice(at, at + RANGES_TOGETHER))
  return parts
}

function numbersText(ranges: readonly NumberRange[]): string {
  return ranges.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join(', ')
}
