import { type RefObject, useCallback, useRef, useState } from 'react'
import type { ListTypes, ListView, Stretches } from '../data/lists/sources.ts'
import type { Listed, ListRows } from '../data/lists/stretches.ts'
import { type ReadList, useListRows } from '../data/lists/use-lists.ts'
import { drawnAt } from './row-window.ts'
import { type RowWindow, useRowHeights, useRowWindow } from './use-row-window.ts'

/** The rows of a list that are near what is seen, and where they are drawn. */
export interface ShownRows<Row extends Listed> {
  readonly list: ReadList<Row>
  readonly rows: ListRows<Row> | undefined
  /** The view that these rows are of. */
  readonly of: object
  readonly window: RowWindow
  /** CSS px. */
  readonly rowHeight: number
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly holder: RefObject<HTMLDivElement | null>
}

/** Reads a list as far as it is seen, from where it was left on; where it comes to be is kept. */
export function useShownRows<T extends ListTypes>(
  source: Stretches<T>,
  view: ListView<T>,
  kept: { offset: number },
): ShownRows<T['row']> {
  const scroller = useRef<HTMLDivElement>(null)
  const holder = useRef<HTMLDivElement>(null)
  const heights = useRowHeights()
  const [near, setNear] = useState(() => drawnAt(kept.offset, { count: 1e9, row: heights.row, seen: 600 }))
  const list = useListRows(source, view, near.first, near.end - 1)
  const { rows } = list
  const of = useRef<object>(view)
  if (!list.isOfBefore) of.current = view
  const onMove = useCallback(
    (offset: number) => {
      kept.offset = offset
    },
    [kept],
  )
  const window = useRowWindow({
    ...{ scroller, holder, onMove, from: kept.offset, ...heights },
    count: rows?.count ?? 0,
  })
  if (rows && (near.first !== window.first || near.end !== window.end)) {
    setNear({ first: window.first, end: window.end })
  }
  return { list, rows, of: of.current, window, rowHeight: heights.row, scroller, holder }
}
