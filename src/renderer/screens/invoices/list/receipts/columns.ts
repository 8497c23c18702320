import type { ColumnName } from '../../columns/names.ts'
import type { ColumnSpec } from '../../columns/spec.ts'

const FIXED = { zone: 'kept', isFixed: true } as const
const LESSER = { zone: 'lesser' } as const
const OFFERED = { ...LESSER, isOffered: true } as const

/** The columns of the receipts, in the order that they have at first. */
export const RECEIPT_COLUMNS = [
  { zone: 'kept', name: 'paid', least: 86, usual: 104, roomy: 112 },
  { ...FIXED, name: 'received', least: 150, usual: 150, roomy: 156 },
  { ...FIXED, name: 'sale', least: 84, usual: 86, roomy: 92 },
  { ...FIXED, name: 'customer', least: 60, needs: 134, usual: 134, grow: 1 },
  { ...LESSER, name: 'account', drop: 7, least: 64, usual: 96, roomy: 140 },
  { ...LESSER, name: 'transaction', drop: 6, least: 64, usual: 150, roomy: 156 },
  { ...LESSER, name: 'payer', drop: 5, least: 104, needs: 190, usual: 190, grow: 1 },
  { ...LESSER, name: 'reference', drop: 4, least: 64, usual: 156 },
  { ...OFFERED, name: 'recorded', drop: 3, least: 86, usual: 104, roomy: 112 },
  { ...OFFERED, name: 'came', drop: 2, least: 150, usual: 150, roomy: 156 },
  { ...OFFERED, name: 'provider', drop: 1, least: 64, usual: 96 },
] as const satisfies readonly ColumnSpec[]

/** The columns of rows of two lines. */
export const RECEIPT_NARROW = [
  ...(['paid', 'received', 'sale', 'customer', 'account'] as const),
] as const satisfies readonly ColumnName[]
