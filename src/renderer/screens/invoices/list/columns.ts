import type { ColumnName } from '../columns/names.ts'
import type { ColumnSpec } from '../columns/spec.ts'

const KEPT = { zone: 'kept' } as const
const LESSER = { zone: 'lesser' } as const
const FIXED = { ...KEPT, isFixed: true } as const
const OFFERED = { ...LESSER, isOffered: true } as const

/** The columns of the invoices, in the order that they have at first. An amount of any length is whole in the least width of its column. */
export const COLUMNS = [
  { ...FIXED, name: 'mark', isPinned: true, least: 28, usual: 28 },
  { ...FIXED, name: 'number', least: 84, usual: 84, roomy: 92 },
  { ...KEPT, name: 'created', least: 86, usual: 86, roomy: 104 },
  { ...FIXED, name: 'customer', least: 60, needs: 100, usual: 134, grow: 1, isModest: true },
  { ...FIXED, name: 'asked', least: 150, usual: 150, roomy: 156 },
  { ...FIXED, name: 'received', least: 124, usual: 124 },
  { ...LESSER, name: 'difference', drop: 3, least: 124, usual: 124 },
  { ...LESSER, name: 'status', drop: 11, isHeld: true, least: 124, usual: 124, roomy: 140 },
  { ...LESSER, name: 'account', drop: 9, least: 64, usual: 96 },
  { ...LESSER, name: 'description', drop: 10, least: 64, needs: 150, usual: 150, grow: 1.3 },
  { ...LESSER, name: 'tags', drop: 1, least: 64, usual: 96 },
  { ...OFFERED, name: 'paid', drop: 8, least: 86, usual: 86, roomy: 104 },
  { ...OFFERED, name: 'refunded', drop: 7, least: 124, usual: 124 },
  { ...OFFERED, name: 'reference', drop: 6, least: 64, usual: 150 },
  { ...OFFERED, name: 'provider', drop: 5, least: 64, usual: 86 },
  { ...OFFERED, name: 'reviewed', drop: 4, least: 86, usual: 140 },
  { ...OFFERED, name: 'checked', drop: 2, least: 86, usual: 86, roomy: 104 },
] as const satisfies readonly ColumnSpec[]

/** The columns of rows of two lines. */
export const NARROW = [
  ...(['mark', 'number', 'created', 'customer', 'asked', 'received', 'status'] as const),
] as const satisfies readonly ColumnName[]
