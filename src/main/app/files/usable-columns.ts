import { MOST_COLUMNS } from '../../../shared/contract/plain/limits.ts'
import {
  COLUMN_LISTS,
  columnName,
  columnWidth,
  type KeptColumns,
  type ListColumns,
} from '../../../shared/contract/shapes/lists/columns.ts'

/** Gives what can be used of what lies in a file as the columns of both lists: each list, name and width by itself. */
export function usableColumns(value: unknown): ListColumns {
  const found = objectOf(value)
  return Object.fromEntries(COLUMN_LISTS.map((list) => [list, usableList(found[list])])) as Record<
    (typeof COLUMN_LISTS)[number],
    KeptColumns | null
  >
}

function usableList(value: unknown): KeptColumns | null {
  if (objectOf(value) !== value) return null
  const { order, shown, widths } = value as Readonly<Record<string, unknown>>
  const names = (of: unknown) => [
    ...new Set(
      (Array.isArray(of) ? of : []).filter((one): one is string => columnName.safeParse(one).success),
    ),
  ]
  const kept = names(order)
  // Without an order nothing tells which columns there were to choose from.
  if (kept.length === 0 || !Array.isArray(shown)) return null
  return {
    order: kept.slice(0, MOST_COLUMNS),
    shown: names(shown).slice(0, MOST_COLUMNS),
    widths: Object.fromEntries(
      Object.entries(objectOf(widths))
        .filter(([name, one]) => columnName.safeParse(name).success && columnWidth.safeParse(one).success)
        .slice(0, MOST_COLUMNS) as [string, number][],
    ),
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {}
}
