import { isBlankSearch } from '../../../../shared/text/words.ts'
import type { ReceiptFilter } from '../../port/lists.ts'
import { PARTS } from '../cells.ts'
import { keepAmounts, keepBetween, keepNamed } from '../marks.ts'
import type { ReceiptColumns } from './columns.ts'

/** What a filter cannot tell by the columns. */
export interface ReceiptSources {
  /** The keys of the accounts with these ids. */
  accounts(ids: readonly string[]): readonly number[]
  /** Marks with 1 the rows of the invoices that the filter's search finds. */
  invoicesFound(): Uint8Array
}

/** Marks with 1 the row of each receipt that a filter leaves. */
export function matchReceipts(
  columns: ReceiptColumns,
  filter: ReceiptFilter,
  { accounts, invoicesFound }: ReceiptSources,
): Uint8Array {
  const mask = new Uint8Array(columns.count).fill(1)
  const { search, period, amount } = filter
  if (!isBlankSearch(search)) keepOfInvoices(mask, columns.invoice, invoicesFound())
  keepNamed(mask, columns, filter, accounts)
  if (period) keepBetween(mask, period.by === 'paid' ? columns.paidAt : columns.recordedAt, period)
  if (amount) keepAmounts(mask, { amounts: columns.amounts, cells: PARTS, at: 0 }, amount)
  return mask
}

function keepOfInvoices(mask: Uint8Array, invoice: Uint32Array, found: Uint8Array): void {
  for (let row = 0; row < mask.length; row += 1)
    mask[row] = (mask[row] as number) & (found[invoice[row] as number] as number)
}
