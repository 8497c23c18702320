import { useEffect, useRef } from 'react'

/** How long a new status stands before Enter may leave it, ms: a second Enter in a hurry must not hide a failure. */
const CALM_MS = 1_500

/** Says whether the status has stood long enough to have been read. */
export function useCalmDelay(status: string): () => boolean {
  const since = useRef(0)
  const known = useRef<string | null>(null)
  useEffect(() => {
    if (known.current === status) return
    known.current = status
    since.current = performance.now()
  }, [status])
  return () => performance.now() - since.current >= CALM_MS
}
