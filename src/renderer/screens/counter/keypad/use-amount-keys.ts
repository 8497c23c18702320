import { useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { isKey } from '../../../keyboard/keys.ts'
import { quickIndexOf } from '../../../keyboard/quick-keys.ts'
import { ENTER_MS, type Scan, type ScannerKeys } from '../../../keyboard/scanner.ts'
import { isInField, isOnPressable, isOverlaid, isTaken } from '../../../keyboard/typing.ts'
import { type TapeKey, tapeKeyOf } from '../../../sale-entry/tape.ts'

interface Keys {
  press(key: TapeKey): void
  enter(): void
  /** The quick amount of this place, from 0. */
  quick(index: number): void
  search(): void
  bringBack(): void
  /** A character is coming. */
  onCharacter(event: KeyboardEvent): void
  /** Says whether an item has exactly this code. */
  isCode(text: string): boolean
  /** A scanner typed this and pressed Enter: nothing of it is an amount. */
  scanned(scan: Scan): void
}

/** A scanner that presses no Enter has ended when no key has come for so long, ms; longer than its own gaps. */
const SCANNER_PAUSE_MS = 250

/** So few keys at a scanner's pace are taken for one only where they are the code of an item. */
const SHORT_CODE = 3

/**
 * Lets the keyboard drive the sale wherever the focus is, except in a field, an open list or a dialog.
 *
 * Enter right after a key of the keypad, typed or tapped, belongs to the amount, even when a button has the focus. A
 * scanner is told from a hand in the sale's own fields too, so that a code never ends in a description and never sells.
 */
export function useAmountKeys(keys: Keys, burst: ScannerKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    let typing = false
    let rest: ReturnType<typeof setTimeout> | undefined
    const scanAt = (at: number): Scan | null => {
      const short = burst.scan(at, SHORT_CODE)
      return short && latest.current.isCode(short.text) ? short : burst.scan(at)
    }

    let scannedAt: number | null = null
    const scanned = (scan: Scan) => {
      typing = true
      latest.current.scanned(scan)
    }
    /** Not every scanner ends its code with a key. */
    const waitForPause = (at: number) => {
      clearTimeout(rest)
      rest = setTimeout(() => {
        const scan = scanAt(at)
        if (!scan) return
        burst.clear()
        scannedAt = at
        // Drawn before the next key, which must not count on what the scanner typed.
        flushSync(() => scanned(scan))
      }, SCANNER_PAUSE_MS)
    }

    const listen = (event: KeyboardEvent) => {
      if (isKey('bringBack', event) && !isInField(event) && !isOverlaid()) {
        take(event)
        return latest.current.bringBack()
      }
      if (isTaken(event)) return
      const inField = isInField(event)
      // Its Enter may still be on the way, and sells nothing.
      const isLate = event.key === 'Enter' && scannedAt !== null && event.timeStamp - scannedAt <= ENTER_MS
      scannedAt = null
      if (isLate) return take(event)
      // A key that is held down repeats as fast as a scanner types.
      if (event.key.length === 1 && !event.repeat) {
        latest.current.onCharacter(event)
        waitForPause(event.timeStamp)
      }
      const ends = event.key === 'Enter' || event.key === 'Tab'
      const scan = ends ? scanAt(event.timeStamp) : null
      // What follows is another run, however soon it comes.
      if (ends) burst.clear()
      if (scan) {
        take(event)
        return scanned(scan)
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
      clearTimeout(rest)
      window.removeEventListener('keydown', listen, true)
      window.removeEventListener('pointerdown', pointed, true)
    }
  }, [burst])
}

function take(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopPropagation()
}
