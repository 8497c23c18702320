import { useEffect, useRef } from 'react'
import { belongsElsewhere, isOnPressable } from '../../components/typing.ts'
import { type AmountKey, amountKeyOf } from './amount-entry.ts'

interface Keys {
  digit(key: AmountKey): void
  next(): void
  enter(): void
  escape(): void
  check(): void
}

/** The keys of a sale on the screen: a digit, a point or N for the next one, Enter, Escape, F5. */
export function useSaleKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (belongsElsewhere(event) || event.repeat) return
      const act = actOf(event, latest.current)
      if (!act) return
      event.preventDefault()
      event.stopPropagation()
      act()
    }
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [])
}

function actOf(event: KeyboardEvent, keys: Keys): (() => void) | null {
  const { key } = event
  const amountKey = amountKeyOf(key)
  if (amountKey !== null && amountKey !== 'back' && amountKey !== 'clear') return () => keys.digit(amountKey)
  if (key === 'n' || key === 'N') return keys.next
  if (key === 'Enter' && !isOnPressable(event)) return keys.enter
  if (key === 'Escape') return keys.escape
  return key === 'F5' ? keys.check : null
}
