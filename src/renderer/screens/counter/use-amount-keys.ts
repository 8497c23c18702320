import { useEffect, useRef } from 'react'
import { isKey } from '../../app/keys.ts'
import { isInField, isOnPressable, isTaken } from '../../components/typing.ts'
import type { Burst, Scan } from './burst.ts'
import { quickIndexOf } from './quick-keys.ts'
import { type TapeKey, tapeKeyOf } from './tape.ts'

interface Keys {
  press(key: TapeKey): void
  enter(): void
  /** The quick amount of this place, from 0. */
  quick(index: number): void
  search(): void
  /** A key is coming: what stands now is what a scanner's burst that begins here is taken back to. */
  keyComes(beginsRun: boolean): void
  /** Says whether an item has exactly this code. */
  isCode(text: string): boolean
  /** A scanner typed this and pressed Enter: nothing of it is an amount. */
  scanned(scan: Scan): void
}

/** So few keys at a scanner's pace are taken for one only where they are the code of an item. */
const SHORT_CODE = 3

/**
 * Lets the keyboard drive the sale wherever the focus is, except in a field, an open list or a dialog.
 *
 * Enter right after a key of the keypad, typed or tapped, belongs to the amount, even when a button has the focus. A
 * scanner is told from a hand in the sale's own fields too, so that a code never ends in a description and never sells.
 */
export function useAmountKeys(keys: Keys, burst: Burst): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    let typing = false
    const scanAt = (at: number): Scan | null => {
      const short = burst.scan(at, SHORT_CODE)
      return short && latest.current.isCode(short.text) ? short : burst.scan(at)
    }

    const listen = (event: KeyboardEvent) => {
      if (isTaken(event)) return
      const inField = isInField(event)
      if (event.key.length === 1) latest.current.keyComes(burst.key(event.timeStamp, event.key))
      const scan = event.key === 'Enter' ? scanAt(event.timeStamp) : null
      // What follows Enter is another run, however soon it comes.
      if (event.key === 'Enter') burst.clear()
      if (scan) {
        take(event)
        typing = true
        latest.current.scanned(scan)
        return
      }
      if (inField) return
      const act = actOf(event)
      const isEnter = event.key === 'Enter' && (typing || !isOnPressable(event))
      typing = act !== null || isEnter
      if (act === null && !isEnter) return
      take(event)
      if (act) return act()
      if (!event.repeat) latest.current.enter()
    }

    const actOf = (event: KeyboardEvent): (() => void) | null => {
      const { press, quick, search } = latest.current
      const index = quickIndexOf(event.key)
      if (index !== null) return () => !event.repeat && quick(index)
      // Within a burst a slash is a character of the code.
      if (isKey('findItem', event)) return () => burst.scan(event.timeStamp, SHORT_CODE) === null && search()
      const key = tapeKeyOf(event.key)
      return key && (() => press(key))
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
  }, [burst])
}

function take(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopPropagation()
}
