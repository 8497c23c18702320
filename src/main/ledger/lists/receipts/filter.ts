import { isBlankSearch } from '../../../../shared/text/words.ts'
import type { ReceiptFilter } from '../../port/lists.ts'
import { standingRows } from '../cells.ts'
import type { Columns } from '../invoices/columns.ts'
import {
  COMMON_CHOICES,
  type CommonChoice,
  keepAmounts,
  keepBetween,
  keepNamed,
  NONE_CHOSEN,
} from '../marks.ts'
import type { ReceiptColumns } from './columns.ts'

/** What a filter cannot tell by the columns. */
export interface ReceiptSources {
  /** The keys of the accounts with these ids. */
  accounts(ids: readonly string[]): readonly number[]
  /** Marks with 1 the rows of the invoices that the filter's search finds. */
  invoicesFound(): Uint8Array
  /** Keeps the marks of the receipts in these columns whose invoices name any of these items. */
  keepItems(mask: Uint8Array, columns: ReceiptColumns, names: readonly string[]): void
  /** The invoices that the receipts are of. */
  readonly invoices: Pick<Columns, 'till' | 'tills'>
}

/** Gives a filter without any of its choices. */
export function openedReceipts(filter: ReceiptFilter): ReceiptFilter {
  return { ...filter, ...NONE_CHOSEN }
}

/** Keeps the marks of the receipts that one choice of a filter leaves. */
export function keepChosenReceipts(
  mask: Uint8Array,
  columns: ReceiptColumns,
  filter: ReceiptFilter,
  choice: CommonChoice,
  { accounts, keepItems, invoices }: Omit<ReceiptSources, 'invoicesFound'>,
): void {
  if (choice === 'item') keepItems(mask, columns, filter.item)
  else if (choice === 'till') keepTills(mask, columns.invoice, invoices, filter.till)
  else keepNamed(mask, columns, choice, filter, accounts)
}

/** Marks with 1 the row of each receipt that a filter leaves. */
export function matchReceipts(
  columns: ReceiptColumns,
  filter: ReceiptFilter,
  sources: ReceiptSources,
): Uint8Array {
  const mask = standingRows(columns)
  const { search, period, amount } = filter
  if (!isBlankSearch(search)) keepOfInvoices(mask, columns.invoice, sources.invoicesFound())
  for (const choice of COMMON_CHOICES)
    if (filter[choice].length > 0) keepChosenReceipts(mask, columns, filter, choice, sources)
  if (period) keepBetween(mask, period.by === 'paid' ? columns.paidAt : columns.recordedAt, period)
  if (amount) keepAmounts(mask, { rows: columns, nth: 0 }, amount)
  return mask
}

function keepTills(
  mask: Uint8Array,
  invoice: Uint32Array,
  { till, tills }: ReceiptSources['invoices'],
  wanted: readonly string[],
): void {
  const has = Uint8Array.from(tills.values, (code) => (wanted.includes(code) ? 1 : 0))
  for (let row = 0; row < mask.length; row += 1)
    mask[row] = (mask[row] as number) & (has[till[invoice[row] as number] as number] as number)
}

/** Keeps the marks of the receipts of the invoices that are marked. */
export function keepOfInvoices(mask: Uint8Array, invoice: Uint32Array, found: Uint8Array): void {
  for (let row = 0; row < mask.length; row += 1)
    mask[row] = (mask[row] as number) & (found[invoice[row] as number] as number)
}
