import { type CSSProperties, type RefObject, useCallback, useLayoutEffect, useMemo, useState } from 'react'
import { ALL, besideOf, NEEDS, wholeColumns } from './whole-columns.ts'

/** Whole columns alone in the room of the grid, and how many more lie beside them on either side; `least` is what the words of the days need, CSS px. */
export function useWholeColumns(scroller: RefObject<HTMLDivElement | null>, count: number, least: number) {
  const [room, setRoom] = useState(() => window.innerWidth - 220)
  const columns = useMemo(() => wholeColumns(room, count, least), [room, count, least])
  const [beside, setBeside] = useState(() => besideOf(0, columns, count))
  const look = useCallback(() => {
    const next = besideOf(scroller.current?.scrollLeft ?? 0, columns, count)
    setBeside((now) => (now.before === next.before && now.after === next.after ? now : next))
  }, [scroller, columns, count])
  useLayoutEffect(look, [look])
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const measure = () => setRoom(box.clientWidth)
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(box)
    return () => watcher.disconnect()
  }, [scroller])
  const style = useMemo(
    () =>
      ({
        ...{ '--columns': count, '--day': `${columns.day}px`, '--each': `${columns.each}px` },
        ...{ '--all': `${ALL}px`, '--needs': `${NEEDS}px` },
      }) as CSSProperties,
    [count, columns],
  )
  return { style, beside, look }
}
