import { type RefObject, useEffect } from 'react'
import { framesLater } from './frames-later.ts'
import { isOverlaid } from './typing.ts'

/** What takes the keys where a part says so itself: what came in place of what was pressed. */
const TAKES = '[data-takes-focus]'
/** What a key can stand on, in a part of a place. */
const STANDS = 'input:not(:disabled), textarea:not(:disabled), button:not(:disabled), [tabindex="0"]'

/**
 * Keeps the keyboard where a person was at work: when what had the focus is taken off the screen, the nearest part around
 * it that is still there takes it, or the place itself.
 *
 * A click beside everything takes the focus away on purpose, and is left alone.
 */
export function useFocusOfGone(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: Element | null = null
    let around: readonly Element[] = []
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return
      last = target
      if (place.current?.contains(target)) around = partsAround(target, place.current)
    }
    const keep = () => {
      if (last === null || last.isConnected || document.activeElement !== document.body || isOverlaid())
        return
      last = null
      const target = firstThere(around) ?? place.current
      target?.focus({ preventScroll: true })
    }
    const { later, cancel } = framesLater(keep)
    const observer = new MutationObserver(later)
    observer.observe(document.body, { childList: true, subtree: true })
    document.addEventListener('focusin', note)
    return () => {
      document.removeEventListener('focusin', note)
      observer.disconnect()
      cancel()
    }
  }, [place])
}

/** The parts of a place that an element lies in, the nearest first. */
function partsAround(element: Element, place: Element): readonly Element[] {
  const parts: Element[] = []
  for (let one = element.parentElement; one !== null && one !== place; one = one.parentElement)
    if (one.matches('section, [role="tabpanel"]')) parts.push(one)
  return parts
}

/** What the keys can stand on in the nearest of these that is still on the screen and has any. */
function firstThere(parts: readonly Element[]): HTMLElement | null {
  for (const part of parts) {
    if (!part.isConnected) continue
    const found = part.querySelector<HTMLElement>(TAKES) ?? part.querySelector<HTMLElement>(STANDS)
    if (found) return found
  }
  return null
}
