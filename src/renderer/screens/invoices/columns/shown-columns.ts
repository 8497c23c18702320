import { createContext, useContext } from 'react'
import type { ColumnName } from './names.ts'
import type { SumsPlaces } from './sums-places.ts'

/** The columns that are shown, in their order, for all that is drawn of a list; the same array for as long as they are the same. */
export const ColumnNames = createContext<readonly ColumnName[]>([])

/** Where the words of a line of sums stand; null where rows have two lines. */
export const SumsColumns = createContext<SumsPlaces | null>(null)

/** The columns that are shown of the list around it, in their order. */
export function useColumnNames(): readonly ColumnName[] {
  return useContext(ColumnNames)
}
