import { useEffect, useRef } from 'react'
import { isKey } from '../../../keyboard/keys.ts'
import { belongsToFocus, isOnPressable } from '../../../keyboard/typing.ts'
import { type AmountKey, amountKeyOf } from '../../../sale-entry/amount.ts'

interface Keys {
  /** Every character: a scanner's code may begin here, with a letter too. */
  typed(event: KeyboardEvent): void
  /** The first key of the next amount. */
  digit(key: AmountKey): void
  next(): void
  enter(): void
  escape(): void
  check(): void
  /** The code of a sale whose outcome stands in its place. */
  code(): void
  receipt(): void
  note(): void
}

/** The keys of a sale on the screen: a digit, a point or N for the next one, Enter, Escape, F5, Q, R and T. */
export function useSaleKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (belongsToFocus(event) || event.repeat) return
      if (event.key.length === 1) latest.current.typed(event)
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
  const amountKey = amountKeyOf(event.key)
  if (amountKey !== null && amountKey !== 'back' && amountKey !== 'clear') return () => keys.digit(amountKey)
  if (isKey('next', event)) return keys.next
  if (isKey('nextWhenDone', event) && !isOnPressable(event)) return keys.enter
  if (isKey('giveUp', event)) return keys.escape
  if (isKey('checkSale', event)) return keys.check
  if (isKey('code', event)) return keys.code
  if (isKey('receipt', event)) return keys.receipt
  return isKey('note', event) ? keys.note : null
}
