import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'
import { isFromRight } from '../../../window/line-step.ts'
import type { CellPlace } from '../kept-books.ts'

/** So many days are drawn above and beneath those in sight. */
const AHEAD = 12

interface Options {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly days: number
  /** How high a day is, CSS px. */
  readonly row: number
  readonly active: CellPlace
  /** How far the days had moved up, CSS px. */
  readonly from: number
  readonly onMove: (offset: number) => void
}

/** Which days are drawn: those in sight with some around; and the active cell comes into sight. */
export function useDrawnDays({ scroller, days, row, active, from, onMove }: Options) {
  const [drawn, setDrawn] = useState({ first: 0, end: Math.min(days, 60) })
  const measure = useCallback(() => {
    const box = scroller.current
    if (!box) return
    const first = Math.max(0, Math.floor(box.scrollTop / row) - AHEAD)
    const end = Math.min(days, Math.ceil((box.scrollTop + box.clientHeight) / row) + AHEAD)
    setDrawn((before) => (before.first === first && before.end === end ? before : { first, end }))
    onMove(box.scrollTop)
  }, [scroller, days, row, onMove])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only where it was left
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = from
    measure()
  }, [])
  useLayoutEffect(() => {
    measure()
    const box = scroller.current
    if (!box) return
    const watcher = new ResizeObserver(measure)
    watcher.observe(box)
    return () => watcher.disconnect()
  }, [scroller, measure])
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    if (active.row < days) bringDay(box, active.row * row, row)
    bringColumn(box, active.column)
  }, [scroller, active, days, row])
  return { drawn, measure }
}

const height = (box: Element, part: string) => box.querySelector<HTMLElement>(part)?.offsetHeight ?? 0

function bringDay(box: HTMLElement, top: number, row: number): void {
  const seen = box.clientHeight - height(box, '.month-head') - height(box, '.month-sums')
  if (top < box.scrollTop) box.scrollTop = top
  else if (top + row > box.scrollTop + seen) box.scrollTop = top + row - seen
}

/** Between the day and what stands behind the accounts, which stay in sight. */
function bringColumn(box: HTMLElement, column: number): void {
  const [day, ...columns] = box.querySelectorAll<HTMLElement>('.month-head [role="columnheader"]')
  const head = columns[column]
  const [all, needs] = columns.slice(-2)
  if (!head || !day || !all || !needs || head === all || head === needs) return
  const line = head.offsetParent
  if (!line) return
  // Where lines begin at the right, what was scrolled on is less than nothing.
  const fromRight = isFromRight(box)
  const start = fromRight ? line.clientWidth - head.offsetLeft - head.offsetWidth : head.offsetLeft
  const scrolled = Math.abs(box.scrollLeft)
  const most = start - day.offsetWidth
  const least = start + head.offsetWidth - (box.clientWidth - all.offsetWidth - needs.offsetWidth)
  const wanted = Math.max(Math.min(scrolled, most), least)
  if (wanted !== scrolled) box.scrollLeft = fromRight ? -wanted : wanted
}
