import { type KeyboardEvent, useRef } from 'react'
import { useOverview } from '../data/app.ts'
import { createScannerKeys, ENTER_MS, NO_HINTS } from './scanner.ts'
import { isInField } from './typing.ts'

/**
 * Gives a handler that keeps the Enter of a scanner from answering a question that was put to a person: of the one that the
 * till was taught, too, and where a button would be pressed by it, of any.
 */
export function useScanGuard(): (event: KeyboardEvent) => void {
  const { scanner } = useOverview().settings
  const scannerKeys = useRef(createScannerKeys())
  const characterAt = useRef(Number.NEGATIVE_INFINITY)
  return (event) => {
    const { key, timeStamp: at } = event
    if (key.length === 1) {
      scannerKeys.current.key(at, key)
      characterAt.current = at
    }
    if (key !== 'Enter') return
    // No character is typed onto a button by hand, and Enter right behind it.
    const isBehind = !isInField(event.nativeEvent) && at - characterAt.current <= ENTER_MS
    const hints = { ...NO_HINTS, habits: scanner }
    if (!isBehind && scannerKeys.current.scan(at, 'Enter', hints) === null) return
    event.preventDefault()
    event.stopPropagation()
  }
}
