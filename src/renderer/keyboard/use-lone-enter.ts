import { type KeyboardEvent, useEffect, useRef } from 'react'
import { createLonePress } from './lone-press.ts'
import { SINGLE_KEY_MS } from './scanner.ts'

/**
 * Gives a handler that lets Enter and Space press a button only where a hand meant it: with no other key close before or
 * behind, and once what they choose from has been in sight for a while.
 *
 * For a place without fields, where every character is a scanner's.
 */
export function useLoneEnter(): (event: KeyboardEvent) => void {
  const lone = useRef(createLonePress())
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    lone.current.begin(performance.now())
    return () => clearTimeout(soon.current)
  }, [])
  return (event) => {
    // A field that is drawn over the place is guarded as every field is.
    if (event.target instanceof HTMLInputElement) return
    clearTimeout(soon.current)
    const isLone = lone.current.hears(event.nativeEvent)
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (isLone && button) soon.current = setTimeout(() => button.click(), SINGLE_KEY_MS)
  }
}
