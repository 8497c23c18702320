import { useLayoutEffect, useRef } from 'react'
import { type Listed, type ListRows, placeOf, rowAt } from '../data/lists/stretches.ts'
import type { ShownRows } from './use-shown-rows.ts'

/**
 * Keeps what is seen where it is when rows come or go above it: by the first row that is seen. At the very top new rows are let in,
 * unless a pointer rests on the list.
 */
export function useRowsInPlace<Row extends Listed>({
  rows,
  of,
  window,
  rowHeight,
  scroller,
}: ShownRows<Row>): void {
  const before = useRef<Before>(null)
  useLayoutEffect(() => {
    const held = before.current
    const offset = window.offset()
    const isHeld = offset > 0 || scroller.current?.matches(':hover') === true
    if (held && held.of !== of) window.moveTo(0)
    else if (rows && held?.id && held.rows !== rows && isHeld) {
      const place = placeOf(rows, held.id)
      if (place !== null && place !== held.index) window.moveTo(offset + (place - held.index) * rowHeight)
    }
    const index = Math.ceil(window.offset() / rowHeight)
    before.current = { rows, of, id: rowAt(rows, index)?.id ?? null, index }
  })
}

interface Before {
  readonly rows: ListRows<Listed> | undefined
  readonly of: object
  /** The first row that was seen. */
  readonly id: string | null
  readonly index: number
}
