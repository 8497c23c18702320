import { type RefObject, useEffect } from 'react'
import { framesLater } from './frames-later.ts'
import { isOverlaid } from './typing.ts'

/** What takes the focus within the stage when nothing else has it. */
const STANDS = '[data-takes-focus]'

/** Keeps the keyboard somewhere sensible: when what had the focus is gone or out of use, the sale on the stage takes it. */
export function useKeptFocus(stage: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const keep = () => {
      const lost = document.activeElement === null || document.activeElement === document.body
      if (!lost || isOverlaid()) return
      const target = stage.current?.querySelector<HTMLElement>(STANDS) ?? stage.current
      target?.focus({ preventScroll: true })
    }
    const { later, cancel } = framesLater(keep)
    const observer = new MutationObserver(later)
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled'],
    })
    // A field that is left by a key leaves the focus to nobody.
    document.addEventListener('focusout', later)
    later()
    return () => {
      document.removeEventListener('focusout', later)
      observer.disconnect()
      cancel()
    }
  }, [stage])
}
