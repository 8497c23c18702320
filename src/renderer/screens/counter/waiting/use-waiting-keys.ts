import { type RefObject, useEffect } from 'react'
import { isInField, isTaken } from '../../../keyboard/typing.ts'

/**
 * Up and Down move through the sales at the side from wherever the focus is, and Enter opens the one it stands on;
 * Alt with 1 to 9 opens one at once.
 */
export function useWaitingKeys(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const sales = () => [...(panel.current?.querySelectorAll<HTMLElement>('.strip-sale') ?? [])]
    const listen = (event: KeyboardEvent) => {
      const nth = placeOf(event)
      if (nth !== null && !isModal()) {
        event.preventDefault()
        sales()[nth]?.click()
        return
      }
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
      if (isTaken(event) || isInField(event)) return
      const all = sales()
      const next = all[nextPlace(all, event.key === 'ArrowDown' ? 1 : -1)]
      if (!next) return
      event.preventDefault()
      next.focus()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [panel])
}

/** From the sale that has the focus, or else from the one on the screen; the ends do not meet. */
function nextPlace(all: readonly HTMLElement[], step: 1 | -1): number {
  const focused = all.indexOf(document.activeElement as HTMLElement)
  const from = focused >= 0 ? focused : all.findIndex((one) => one.hasAttribute('aria-current'))
  if (from < 0) return step > 0 ? 0 : all.length - 1
  return Math.min(all.length - 1, Math.max(0, from + step))
}

/** The key's own place on the keyboard: with Alt some layouts type another character. */
function placeOf(event: KeyboardEvent): number | null {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return null
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]
  return digit === undefined ? null : Number(digit) - 1
}

function isModal(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
}
