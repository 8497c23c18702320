import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useMedia } from '../window/use-media.ts'
import {
  baseOf,
  covers,
  drawnAt,
  type Extent,
  heightOf,
  type MovedTo,
  offsetAt,
  offsetToSee,
  scrollTopAt,
} from './row-window.ts'

/** Which rows are drawn, and the ways to move through them. */
export interface RowWindow {
  readonly first: number
  readonly end: number
  /** The row from which places are counted. */
  readonly base: number
  readonly height: number
  /** How many rows are seen at once, at least one. */
  readonly page: number
  /** How far the rows have moved up, CSS px. */
  offset(): number
  moveTo(offset: number): void
  /** Moves as little as shows the row at `index` whole. */
  show(index: number): void
}

interface Options {
  readonly scroller: RefObject<HTMLElement | null>
  /** What holds the rows that are drawn. */
  readonly holder: RefObject<HTMLElement | null>
  readonly count: number
  readonly row: number
  /** What stands above the rows and stays in sight, CSS px. */
  readonly head: number
  /** How far the rows have moved up as the list is first drawn, CSS px. */
  readonly from: number
  readonly onMove: (offset: number) => void
}

/** Where the screen itself scrolls, moves it as little as shows a part of the list whole; `top` counts from the list's top, CSS px. */
function seeIn(box: HTMLElement, top: number, height: number): void {
  const screen = box.closest('[data-scrolls]')
  if (!screen) return
  const from = box.getBoundingClientRect().top + top
  const seen = screen.getBoundingClientRect()
  const above = from - seen.top
  const beneath = from + height - seen.bottom
  if (above < 0) screen.scrollTop += above
  else if (beneath > 0) screen.scrollTop += beneath
}

/** Draws of a list only the rows that are near what is seen; a list of any length has a scroll bar that goes to its end. */
export function useRowWindow({ scroller, holder, count, row, head, from, onMove }: Options): RowWindow {
  const [seen, setSeen] = useState(() => Math.max(row, window.innerHeight - 200))
  const extent: Extent = { count, row, seen }
  const latest = useRef(extent)
  const at = useRef(from)
  const [drawn, setDrawn] = useState(() =>
    drawnAt(from, { ...extent, count: count || Number.MAX_SAFE_INTEGER }),
  )
  const latestDrawn = useRef(drawn)
  const moved = useRef<MovedTo>(null)

  const place = useCallback(
    (isScrolling = false) => {
      const box = scroller.current
      if (!box || latest.current.count === 0) return
      const offset = offsetAt(box.scrollTop, latest.current, moved.current)
      at.current = offset
      const next = drawnAt(offset, latest.current)
      const base = baseOf(next.first, latest.current)
      if (holder.current && heightOf(latest.current) < latest.current.count * latest.current.row) {
        const shift = box.scrollTop - offset + base * latest.current.row
        holder.current.style.transform = `translateY(${shift}px)`
      } else if (holder.current) holder.current.style.transform = ''
      onMove(offset)
      const before = latestDrawn.current
      if (before.first === next.first && before.end === next.end) return
      latestDrawn.current = next
      // A jump beyond what is drawn is drawn in the frame that shows it: a thumb is never ahead of the rows.
      if (isScrolling && !covers(before, offset, latest.current)) flushSync(() => setDrawn(next))
      else setDrawn(next)
    },
    [scroller, holder, onMove],
  )

  const moveTo = useCallback(
    (offset: number) => {
      const box = scroller.current
      if (!box) return
      const { count: all, row: height, seen: part } = latest.current
      const to = Math.max(0, Math.min(offset, all * height - part))
      box.scrollTop = scrollTopAt(to, latest.current)
      moved.current = { scrollTop: box.scrollTop, offset: to, count: all }
      place()
    },
    [scroller, place],
  )

  const hadRows = useRef(false)
  /** What the sums beneath leave of the list is known a moment after its rows: it could not be moved so far before. */
  const wanted = useRef(from)
  useLayoutEffect(() => {
    const before = latest.current
    latest.current = { count, row, seen }
    if (hadRows.current && before.count !== count) wanted.current = 0
    if (count > 0 && !hadRows.current) {
      hadRows.current = true
      moveTo(at.current)
    } else if (seen < before.seen && at.current < wanted.current) moveTo(wanted.current)
    else place()
  }, [count, row, seen, moveTo, place])

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const measure = () => setSeen(Math.max(row, box.clientHeight - head))
    const watched = new ResizeObserver(measure)
    watched.observe(box)
    measure()
    const scrolled = () => {
      if (box.scrollTop !== moved.current?.scrollTop) wanted.current = 0
      place(true)
    }
    box.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      watched.disconnect()
      box.removeEventListener('scroll', scrolled)
    }
  }, [scroller, row, head, place])

  return {
    first: drawn.first,
    end: Math.min(drawn.end, Math.max(count, 0)),
    base: baseOf(drawn.first, extent),
    height: heightOf(extent),
    page: Math.max(1, Math.floor(seen / row) - 1),
    offset: () => at.current,
    moveTo,
    show(index) {
      wanted.current = 0
      const next = offsetToSee(index, at.current, latest.current)
      if (next !== at.current) moveTo(next)
      if (scroller.current) seeIn(scroller.current, head + index * row - at.current, row)
    },
  }
}

/** The rows of the list in the window: two lines each where it is narrow, high enough for a finger where one points. */
export function useRowHeights(): { readonly row: number; readonly head: number } {
  const isCoarse = useMedia('(pointer: coarse)')
  const isNarrow = useMedia('(width < 900px)')
  return { row: isNarrow ? 56 : isCoarse ? 44 : 36, head: isCoarse ? 45 : 33 }
}
