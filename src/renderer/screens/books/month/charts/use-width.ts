import { type RefObject, useLayoutEffect, useState } from 'react'

/** How wide an element is, CSS px, so that what is drawn in it keeps the size of its letters; `usual` until that is known. */
export function useWidth(element: RefObject<HTMLElement | null>, usual: number): number {
  const [width, setWidth] = useState(usual)
  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    const measure = () => setWidth(Math.max(120, Math.floor(box.clientWidth)))
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(box)
    return () => watcher.disconnect()
  }, [element])
  return width
}
