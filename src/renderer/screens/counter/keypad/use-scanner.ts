import { useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { Press } from '../../../keyboard/dispatcher.ts'
import { ENTER_MS, type Scan, type ScannerKeys } from '../../../keyboard/scanner.ts'

interface Told {
  /** A character is coming. */
  onCharacter(press: Press): void
  /** Says whether an item has exactly this code. */
  isCode(text: string): boolean
  /** A scanner typed this and pressed Enter: nothing of it is an amount. */
  scanned(scan: Scan): void
}

interface Scanner {
  /** Notes a press; true where it ends what a scanner typed, and is nobody else's. */
  hears(press: Press): boolean
  /** Says whether a press stands within what a scanner types. */
  isAmid(press: Press): boolean
}

/** A scanner that presses no Enter has ended when no key has come for so long, ms; longer than its own gaps. */
const SCANNER_PAUSE_MS = 250

/** So few keys at a scanner's pace are taken for one only where they are the code of an item. */
const SHORT_CODE = 3

/**
 * Tells a scanner from a hand at the keypad.
 *
 * It is told in the sale's own fields too, so that a code never ends in a description and never sells.
 */
export function useScanner(told: Told, scannerKeys: ScannerKeys): Scanner {
  const latest = useRef(told)
  useEffect(() => {
    latest.current = told
  })
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  const scannedAt = useRef<number | null>(null)
  useEffect(() => {
    scannedAt.current = null
    return () => clearTimeout(rest.current)
  }, [])

  function scanAt(at: number): Scan | null {
    const short = scannerKeys.scan(at, SHORT_CODE)
    return short && latest.current.isCode(short.text) ? short : scannerKeys.scan(at)
  }

  /** Not every scanner ends its code with a key. */
  function waitForPause(at: number): void {
    clearTimeout(rest.current)
    rest.current = setTimeout(() => {
      const scan = scanAt(at)
      if (!scan) return
      scannerKeys.clear()
      scannedAt.current = at
      // Drawn before the next key, which must not count on what the scanner typed.
      flushSync(() => latest.current.scanned(scan))
    }, SCANNER_PAUSE_MS)
  }

  return {
    hears(press) {
      const { key, timeStamp: at } = press
      // Its Enter may still be on the way, and sells nothing.
      const isLate = key === 'Enter' && scannedAt.current !== null && at - scannedAt.current <= ENTER_MS
      scannedAt.current = null
      if (isLate) return true
      // A key that is held down repeats as fast as a scanner types.
      if (key.length === 1 && !press.repeat) {
        latest.current.onCharacter(press)
        waitForPause(at)
      }
      if (key !== 'Enter' && key !== 'Tab') return false
      const scan = scanAt(at)
      // What follows is another run, however soon it comes.
      scannerKeys.clear()
      if (scan) latest.current.scanned(scan)
      return scan !== null
    },
    isAmid: (press) => scannerKeys.scan(press.timeStamp, SHORT_CODE) !== null,
  }
}
