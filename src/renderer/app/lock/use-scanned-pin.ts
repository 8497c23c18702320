import { useEffect, useEffectEvent, useRef } from 'react'
import { useOverview } from '../../data/app.ts'
import { createScannerKeys, NO_HINTS } from '../../keyboard/scanner.ts'

/** A scanner's code is over when no key has come for so long, ms. */
const OVER_MS = 250

/**
 * Gives what is told of each character typed as a PIN, with its instant, ms; `onScanned` is called once they turn out to be a scanner's.
 *
 * The scan guard keeps the scanner's Enter; what no hand types so fast is no PIN either, and is not left standing for the next Enter.
 */
export function useScannedPin(onScanned: () => void): (at: number, character: string) => void {
  const { scanner } = useOverview().settings
  const keys = useRef(createScannerKeys())
  const over = useRef<ReturnType<typeof setTimeout>>(undefined)
  const scanned = useEffectEvent(onScanned)
  useEffect(() => () => clearTimeout(over.current), [])
  return (at, character) => {
    keys.current.key(at, character)
    clearTimeout(over.current)
    over.current = setTimeout(() => {
      const hints = { ...NO_HINTS, habits: scanner, inField: true }
      // Whatever ends its codes: it was kept from the field.
      const scan = keys.current.scan(at, scanner?.ending ?? 'Enter', hints)
      keys.current.clear()
      if (scan && !scan.isSlow) scanned()
    }, OVER_MS)
  }
}
