import { type RefObject, useEffect, useRef } from 'react'

/** The second tap of two comes no later than this after the first, ms, */
const SECOND_TAP_MS = 400
/** and no farther from it than this, pixels. */
const SAME_PLACE_PX = 40

const LATER_PARTS = ['pointerup', 'mousedown', 'mouseup', 'click'] as const

/** Keeps the second tap of a double tap from pressing what came onto the stage (`shown`) beneath the finger meanwhile. */
export function useDoubleTapGuard(stage: RefObject<HTMLElement | null>, shown: unknown): void {
  const latest = useRef(shown)
  useEffect(() => {
    latest.current = shown
  }, [shown])
  useEffect(() => {
    const element = stage.current
    if (!element) return
    let last: {
      readonly at: number
      readonly x: number
      readonly y: number
      readonly shown: unknown
    } | null = null
    let swallowing = false
    const tapped = (event: PointerEvent) => {
      const { timeStamp: at, clientX: x, clientY: y } = event
      swallowing =
        last !== null &&
        last.shown !== latest.current &&
        at - last.at <= SECOND_TAP_MS &&
        Math.hypot(x - last.x, y - last.y) <= SAME_PLACE_PX
      if (swallowing) swallow(event)
      else last = { at, x, y, shown: latest.current }
    }
    const follow = (event: Event) => {
      if (!swallowing) return
      swallow(event)
      // The tap is over; a press that comes without a pointer is another one.
      if (event.type === 'click') swallowing = false
    }
    element.addEventListener('pointerdown', tapped, true)
    for (const part of LATER_PARTS) element.addEventListener(part, follow, true)
    return () => {
      element.removeEventListener('pointerdown', tapped, true)
      for (const part of LATER_PARTS) element.removeEventListener(part, follow, true)
    }
  }, [stage])
}

function swallow(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}
