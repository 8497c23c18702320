import { type KeyboardEvent, useRef } from 'react'
import { createScannerKeys, NO_HINTS } from './scanner.ts'

/** Gives a handler that keeps the Enter of a scanner from answering a question that was put to a person. */
export function useScanGuard(): (event: KeyboardEvent) => void {
  const scannerKeys = useRef(createScannerKeys())
  return (event) => {
    if (event.key.length === 1) scannerKeys.current.key(event.timeStamp, event.key)
    if (event.key !== 'Enter' || scannerKeys.current.scan(event.timeStamp, 'Enter', NO_HINTS) === null) return
    event.preventDefault()
    event.stopPropagation()
  }
}
