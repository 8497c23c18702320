import { type RefObject, useEffect } from 'react'
import { framesLater } from './frames-later.ts'
import { isOverlaid } from './typing.ts'

/** What takes the keys where a part says so itself: what came in place of what was pressed. */
const TAKES = '[data-takes-focus]'
/** What a key can stand on, in a part of a place. */
const STANDS = 'input:not(:disabled), textarea:not(:disabled), button:not(:disabled), [tabindex="0"]'
/** What is out of use while its answer is waited for is in use again by then, ms. */
const SOON_MS = 400

/**
 * Keeps the keyboard where a person was at work: when what had the focus is taken off the screen, the nearest part around
 * it that is still there takes it, or the place itself. What is put out of use gets the focus back where that was for a moment.
 *
 * A click beside everything takes the focus away on purpose, and is left alone.
 */
export function useFocusOfGone(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: Element | null = null
    let around: readonly Element[] = []
    let soon: ReturnType<typeof setTimeout> | undefined
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return
      last = target
      forget()
      if (place.current?.contains(target)) around = partsAround(target, place.current)
    }
    const forget = () => {
      clearTimeout(soon)
      soon = undefined
    }
    const giveOn = () => {
      forget()
      if (document.activeElement !== document.body || isOverlaid()) return
      const target = firstThere(around) ?? place.current
      target?.focus({ preventScroll: true })
    }
    const keep = () => {
      if (last === null || document.activeElement !== document.body || isOverlaid()) return
      if (!last.isConnected) giveOn()
      else if (last.matches(':disabled')) soon ??= setTimeout(giveOn, SOON_MS)
      else if (soon !== undefined && last instanceof HTMLElement) last.focus({ preventScroll: true })
    }
    const { later, cancel } = framesLater(keep)
    const observer = new MutationObserver(later)
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      // While a list closes, all around it takes no focus yet.
      attributeFilter: ['disabled', 'inert'],
    })
    document.addEventListener('focusin', note)
    return () => {
      document.removeEventListener('focusin', note)
      observer.disconnect()
      cancel()
      forget()
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

function seenIn(part: Element, what: string): HTMLElement | undefined {
  return [...part.querySelectorAll<HTMLElement>(what)].find((one) => one.checkVisibility())
}

/** What the keys can stand on in the nearest of these that is still on the screen and has any. */
function firstThere(parts: readonly Element[]): HTMLElement | null {
  for (const part of parts) {
    if (!part.isConnected) continue
    // A part that another stands in the place of is there, and nobody can stand on it.
    const found = seenIn(part, TAKES) ?? seenIn(part, STANDS)
    if (found) return found
  }
  return null
}
