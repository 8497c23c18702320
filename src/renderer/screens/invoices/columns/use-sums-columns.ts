import { type CSSProperties, useContext } from 'react'
import type { ColumnName } from './names.ts'
import { ColumnNames, SumsColumns } from './shown-columns.ts'
import type { Span } from './sums-places.ts'

/** Where the cells of a line of sums stand in the grid of the list: nothing where rows have two lines, whose places are those of the sheet. */
export function useSumsColumns() {
  const names = useContext(ColumnNames)
  const places = useContext(SumsColumns)
  const at = (span: Span | null): CSSProperties | undefined =>
    span ? { gridColumn: `${span[0]} / ${span[1]}`, gridRow: 1 } : undefined
  const of = (name: ColumnName) => {
    const place = names.indexOf(name)
    return places && place >= 0 ? at([place + 1, place + 2]) : undefined
  }
  return {
    of,
    label: at(places?.label ?? null),
    difference: at(places?.difference ?? null) ?? of('difference'),
    word: at(places?.word ?? null),
    /** There is room for a word behind the difference. */
    hasWord: places?.word !== null && places?.word !== undefined,
  }
}
