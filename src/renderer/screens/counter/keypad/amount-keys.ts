import { useEffect, useRef } from 'react'
import { useIsShown } from '../../../components/kept.tsx'
import type { Press } from '../../../keyboard/dispatcher.ts'
import { KEYS } from '../../../keyboard/keys.ts'
import type { Scan, ScanHints, ScannerKeys } from '../../../keyboard/scanner.ts'
import { isInField, isOverlaid } from '../../../keyboard/typing.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import type { TapeKey } from '../../../sale-entry/tape.ts'
import { useScanner } from './use-scanner.ts'

/** What the keys of the keypad do. */
export interface AmountKeyActs {
  press(key: TapeKey): void
  enter(press: Press): void
  /** The quick amount of this place, from 0. */
  quick(index: number): void
  search(): void
  bringBack(): void
  /** This text was pasted beside every field. */
  paste(text: string): void
  /** A character is coming. */
  onCharacter(press: Press): void
  readonly hints: Omit<ScanHints, 'inField'>
  /** A scanner typed this: nothing of it is an amount. */
  scanned(scan: Scan): void
}

interface Props {
  readonly keys: AmountKeyActs
  readonly scannerKeys: ScannerKeys
}

const DIGITS = KEYS.amount.keys

/**
 * Lets the keyboard drive the sale wherever the focus is, except in a field, an open list or a dialog. It draws nothing, and
 * the keypad is not drawn again for it when it comes into sight.
 *
 * Enter right after a key of the keypad, typed or tapped, belongs to the amount, even when a button has the focus.
 */
export function AmountKeys({ keys, scannerKeys }: Props) {
  const isTyping = useRef(false)
  const isShown = useIsShown()
  useEffect(() => {
    if (!isShown) return
    isTyping.current = false
    const pointed = (event: PointerEvent) => {
      isTyping.current = event.target instanceof Element && event.target.closest('[data-amount-pad]') !== null
    }
    window.addEventListener('pointerdown', pointed, true)
    return () => window.removeEventListener('pointerdown', pointed, true)
  }, [isShown])
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (!isShown) return
    const pasted = (event: ClipboardEvent) => {
      if (isInField(event) || isOverlaid()) return
      event.preventDefault()
      isTyping.current = true
      latest.current.paste(event.clipboardData?.getData('text') ?? '')
    }
    window.addEventListener('paste', pasted)
    return () => window.removeEventListener('paste', pasted)
  }, [isShown])
  const scanner = useScanner(
    {
      ...keys,
      scanned(scan) {
        isTyping.current = true
        keys.scanned(scan)
      },
    },
    scannerKeys,
  )
  useKeys(
    'keypad',
    {
      amount: (_, index) => keys.press(DIGITS[index] ?? '0'),
      point: () => keys.press('.'),
      plus: () => keys.press('+'),
      times: () => keys.press('*'),
      back: () => keys.press('back'),
      clear: () => keys.press('clear'),
      bringBack: keys.bringBack,
      quick: (_, index) => keys.quick(index),
      // Within a scan a slash is a character of the code.
      findItem: (press) => !scanner.isAmid(press) && keys.search(),
      ask: { takes: (press) => isTyping.current || !press.onPressable, run: keys.enter },
    },
    (press, isOwn) => {
      if (scanner.hears(press)) return true
      if (!press.inField) isTyping.current = isOwn
      return false
    },
  )
  return null
}
