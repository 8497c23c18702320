import type { ColumnName } from './list-kind.ts'

/** The columns of the invoices in their order; a narrow window leaves out the last ones first, and no money ever. */
export const COLUMNS = [
  'mark',
  'number',
  'created',
  'customer',
  'asked',
  'received',
  'difference',
  'status',
  'account',
  'description',
  'tags',
] as const satisfies readonly ColumnName[]
