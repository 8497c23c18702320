import { type RefObject, useEffect } from 'react'
import { framesLater } from './frames-later.ts'
import { isOverlaid } from './typing.ts'

/** What a key can stand on, in a part of a place. */
const STANDS = 'input:not(:disabled), textarea:not(:disabled), button:not(:disabled), [tabindex="0"]'

/**
 * Keeps the keyboard where a person was at work: when what had the focus is taken off the screen, the part of the place they
 * were in takes it, or the place itself.
 *
 * A click beside everything takes the focus away on purpose, and is left alone.
 */
export function useFocusOfGone(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: Element | null = null
    let part: Element | null = null
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return
      last = target
      if (place.current?.contains(target)) part = target.closest('section')
    }
    const keep = () => {
      if (last === null || last.isConnected || document.activeElement !== document.body || isOverlaid())
        return
      last = null
      const stands = part?.isConnected ? part.querySelector<HTMLElement>(STANDS) : null
      const target = stands ?? place.current
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
