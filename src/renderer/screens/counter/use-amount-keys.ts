import { useEffect, useRef } from 'react'
import { belongsElsewhere, isOnPressable } from '../../components/typing.ts'
import { type AmountKey, amountKeyOf } from './amount-entry.ts'
import { createBurst } from './burst.ts'

interface Keys {
  press(key: AmountKey): void
  enter(): void
  /** A scanner typed and pressed Enter: nothing is to be sold. */
  scanned(): void
}

/**
 * Lets the keyboard drive the amount wherever the focus is, except in a field, an open list or a dialog.
 *
 * Enter right after an amount key, typed or tapped, belongs to the amount, even when a button has the focus.
 */
export function useAmountKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    let typing = false
    const burst = createBurst()
    const listen = (event: KeyboardEvent) => {
      if (belongsElsewhere(event)) return
      const key = amountKeyOf(event.key)
      const isEnter = event.key === 'Enter' && (typing || !isOnPressable(event))
      typing = key !== null || isEnter
      if (key === null && !isEnter) return
      event.preventDefault()
      event.stopPropagation()
      if (key !== null) {
        burst.key(event.timeStamp)
        latest.current.press(key)
        return
      }
      if (burst.isBurst(event.timeStamp)) latest.current.scanned()
      else if (!event.repeat) latest.current.enter()
      burst.clear()
    }
    const pointed = (event: PointerEvent) => {
      typing = event.target instanceof Element && event.target.closest('[data-amount-pad]') !== null
    }
    window.addEventListener('keydown', listen, true)
    window.addEventListener('pointerdown', pointed, true)
    return () => {
      window.removeEventListener('keydown', listen, true)
      window.removeEventListener('pointerdown', pointed, true)
    }
  }, [])
}
