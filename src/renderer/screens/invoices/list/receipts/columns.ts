import type { ColumnName } from '../list-kind.ts'

/** The columns of the receipts in their order; a narrow window leaves out the last ones first, and none of the first four. */
export const RECEIPT_COLUMNS = [
  'paid',
  'received',
  'sale',
  'customer',
  'account',
  'transaction',
  'payer',
  'reference',
] as const satisfies readonly ColumnName[]
