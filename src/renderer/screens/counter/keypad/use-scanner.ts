import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useIsShown } from '../../../components/kept.tsx'
import type { Press } from '../../../keyboard/dispatcher.ts'
import { createScanListener, type ScanListener } from '../../../keyboard/scan-listener.ts'
import type { Scan, ScanHints, ScannerKeys } from '../../../keyboard/scanner.ts'

interface Told {
  /** A character is coming. */
  onCharacter(press: Press): void
  readonly hints: Omit<ScanHints, 'inField'>
  /** A scanner typed this: nothing of it is an amount. */
  scanned(scan: Scan): void
}

/**
 * Tells a scanner from a hand at the keypad.
 *
 * It is told in the sale's own fields too, so that a code never ends in a description and never sells.
 */
export function useScanner(told: Told, scannerKeys: ScannerKeys): ScanListener<Press> {
  const latest = useRef(told)
  useEffect(() => {
    latest.current = told
  })
  const [listener] = useState(() =>
    createScanListener<Press>({
      keys: scannerKeys,
      hints: () => latest.current.hints,
      onCharacter: (press) => latest.current.onCharacter(press),
      // Drawn before the next key, which must not count on what the scanner typed.
      onScan: (scan) => flushSync(() => latest.current.scanned(scan)),
    }),
  )
  const isShown = useIsShown()
  useEffect(() => (isShown ? () => listener.stop() : undefined), [listener, isShown])
  return listener
}
