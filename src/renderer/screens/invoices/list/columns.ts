import type { ListSort } from '../../../../shared/contract/shapes/lists/list.ts'

/** The columns of the list in their order; a narrow window leaves out the last ones first, and no money ever. */
export const COLUMNS = [
  'number',
  'created',
  'customer',
  'asked',
  'received',
  'difference',
  'status',
  'account',
  'description',
] as const
export type Column = (typeof COLUMNS)[number]

type Sorted = Exclude<Column, 'description'>

/** The greatest or the newest of these come first at the first press, of the others the first in the alphabet. */
const DOWN_FIRST: readonly Sorted[] = ['number', 'created', 'asked', 'received']

/** Says whether a list can be put in the order of a column. */
export function isSorted(column: Column): column is Sorted {
  return column !== 'description'
}

/** Gives the order that a press on a column's head asks for: the other way round where it is in that order already. */
export function pressed(column: Sorted, sort: ListSort): ListSort {
  return { by: column, down: sort.by === column ? !sort.down : DOWN_FIRST.includes(column) }
}
