// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { useDelayedFlag } from '../components/hooks/use-delayed-flag.ts'
import { useStableCallbacks } from '../components/hooks/use-stable-callbacks.ts'
import { type Listed, rowAt, rowsAt, standInFrom } from '../data/lists/stretches.ts'
import { isKey } from '../keyboard/keys.ts'
import { meantKey } from '../keyboard/meant-key.ts'
import { moveActive } from '../keyboard/move-active.ts'
import { type RowPlace, rowName } from './row-frame.tsx'
import { useRowsInPlace } from './use-rows-in-place.ts'
import type { ShownRows } from './use-shown-rows.ts'

/** What takes longer is shown as bars, ms. */
const BARS_MS = 150
/** So many rows stand in for a list whose length is not known yet. */
const UNKNOWN = 40

/** What the keys and presses of a grid do. */
export interface GridActs {
  /** The keys or a press go to a row; where it is `isExtending` what is selected goes along. */
  readonly onActive: (index: number, isExtending: boolean) => void
  /** The row that the keys stand on is to be opened. */
  readonly onOpenActive: () => void
  readonly onCheckActive: () => void
}

interface Props<Row extends Listed> extends GridActs {
  readonly name: string
  readonly shown: ShownRows<Row>
  readonly active: number
  /** Several rows can be selected at once. */
  readonly isMulti: boolean
  readonly head: ReactNode
  readonly draw: (row: Row, place: RowPlace, isActive: boolean) => ReactNode
  /** Draws a row that is still being read, as bars where that takes long. */
  readonly drawUnread: (place: RowPlace, withBars: boolean) => ReactNode
}

/**
 * A list as a grid whose rows are only made while they are near what is seen.
 *
 * The grid itself keeps the focus and names the active row, because a row outside the window does not exist.
 */
export function RowGrid<Row extends Listed>(props: Props<Row>) {
  const { name, shown, active, isMulti, head, draw, drawUnread, onActive, onOpenActive, onCheckActive } =
    props
  const { rows, window, rowHeight, scroller, holder } = shown
  const indexes = Array.from(
    { length: Math.max(0, (rows ? window.end : UNKNOWN) - window.first) },
    (_, nth) => (rows ? window.first + nth : nth),
  )
  const standIns = standInsFor(shown)
  const drawn = rowsAt(rows, indexes)
  const withBars = useDelayedFlag(!rows || drawn.includes(null), BARS_MS, rows)
  useRowsInPlace(shown)

  function listen(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || !rows) return
    if (isKey('open', event)) onOpenActive()
    else if (isKey('checkRow', event)) onCheckActive()
    else {
      const next = moveActive(meantKey(event), active, rows.count, window.page)
      if (next === null || next < 0) return
      window.show(next)
      onActive(next, event.shiftKey)
    }
    event.preventDefault()
  }

  return (
    <div
      ref={scroller}
      className="list-grid"
      role="grid"
      tabIndex={0}
      // Whoever stood on what is gone around it reads on in the list.
      data-takes-focus
      aria-label={name}
      aria-multiselectable={isMulti}
      aria-rowcount={rows ? rows.count + 1 : -1}
      aria-busy={!rows}
      aria-activedescendant={
        rows && active >= window.first && active < window.end ? rowName(active) : undefined
      }
      onKeyDown={listen}
    >
      <div role="rowgroup" className="list-head">
        {head}
      </div>
      <div role="rowgroup" className="list-body" style={{ blockSize: rows ? window.height : '100%' }}>
        <div ref={holder} role="presentation" className="list-rows">
          {standIns && !withBars
            ? standIns.map(({ row, place }) => draw(row, place, false))
            : indexes.map((index, nth) => {
                const row = drawn[nth]
                const place = { index, top: (index - window.base) * rowHeight }
                return row ? draw(row, place, index === active) : drawUnread(place, withBars)
              })}
        </div>
      </div>
    </div>
  )
}

interface StandIn<Row> {
  readonly row: Row
  readonly place: RowPlace
}

/**
 * While a thumb runs through a long list, the rows that it passes are read, and it has left them by then: those that were read last are drawn
 * where the others will be, each with its own name, so that a person sees where the list has come to. Null where any row that is seen is there.
 */
function standInsFor<Row extends Listed>({ rows, window, rowHeight }: ShownRows<Row>): StandIn<Row>[] | null {
  if (!rows) return null
  const offset = window.offset()
  const first = Math.floor(offset / rowHeight)
  const seen = Array.from({ length: Math.min(window.page + 3, rows.count - first) }, (_, nth) => first + nth)
  if (seen.some((index) => rowAt(rows, index) !== null)) return null
  const from = standInFrom(rows, first, seen.length)
  if (from === null) return null
  return seen.flatMap((index, nth) => {
    const row = rowAt(rows, from + nth)
    return row ? [{ row, place: { index: from + nth, top: (index - window.base) * rowHeight } }] : []
  })
}

interface Presses<Row> {
  readonly onActive: GridActs['onActive']
  readonly onToggle: (row: Row, index: number) => void
  readonly onOpen: (row: Row) => void
}

/** What a press on a row does: it opens it, with Shift it extends what is selected to it, with Ctrl or Cmd it selects it alone. Always the same function. */
export function useRowPress<Row>({ onActive, onToggle, onOpen }: Presses<Row>) {
  return useStableCallbacks({
    press(index: number, row: Row, { ctrlKey, metaKey, shiftKey }: MouseEvent) {
      if (ctrlKey || metaKey) onToggle(row, index)
      else {
        onActive(index, shiftKey)
        if (!shiftKey) onOpen(row)
      }
    },
  }).press
}
