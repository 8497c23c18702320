import { useEffect, useState } from 'react'
import { type Listed, placeOf, rowAt } from '../data/lists/stretches.ts'
import type { ReadList } from '../data/lists/use-lists.ts'

/** The row the keys stand on, and the way to another. */
interface ActiveRow {
  readonly index: number
  go(index: number): void
  /** Goes to the first row, whichever is there by then. */
  begin(): void
}

/**
 * The row the keys stand on: it is known by its id, and stays on it wherever that goes. The first row of all is a place until
 * somebody has gone there. Another view that does not show it among its first `page` rows begins at its first one.
 *
 * `onArrive` is told of a row that was gone to before it was read.
 */
export function useActiveRow<Row extends Listed>(
  kept: { active: { readonly id: string | null; readonly index: number } },
  { rows, isOfBefore }: Pick<ReadList<Row>, 'rows' | 'isOfBefore'>,
  view: object,
  page: number,
  onArrive: (row: Row) => void,
): ActiveRow {
  const [active, setActive] = useState(kept.active)
  const [of, setOf] = useState(view)
  const [isArriving, setArriving] = useState(false)
  const last = Math.max(0, (rows?.count ?? 1) - 1)
  const place = active.id === null ? null : placeOf(rows, active.id)
  const index = Math.min(place ?? active.index, last)
  const arrived = active.id === null && index > 0 ? rowAt(rows, index) : null
  // Another order or filter has it somewhere else, or not at all.
  if (of !== view) {
    setOf(view)
    setArriving(true)
    setActive({ id: active.id, index: 0 })
  } else if (isArriving && rows && !isOfBefore) {
    // It begins at its top: the keys go on from what is seen there.
    setArriving(false)
    if (place !== null && place >= page) setActive({ id: null, index: 0 })
  } else if (!isOfBefore && place !== null && place !== active.index) {
    // Once it has left the list, the keys stand on the next one at the place that it had last.
    setActive({ id: active.id, index: place })
  }
  useEffect(() => {
    kept.active = active
  }, [kept, active])
  useEffect(() => {
    if (arrived === null) return
    setActive({ id: arrived.id, index })
    onArrive(arrived)
  }, [arrived, index, onArrive])
  return {
    index,
    go: (next) => setActive({ id: rowAt(rows, next)?.id ?? null, index: next }),
    begin: () => setActive({ id: null, index: 0 }),
  }
}
