import { useSyncExternalStore } from 'react'

let seen: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()

/** Notes that somebody has looked at what became of these exports; until the window closes. */
export function markSeen(ids: readonly string[]): void {
  if (ids.every((id) => seen.has(id))) return
  seen = new Set([...seen, ...ids])
  for (const listener of listeners) listener()
}

/** The ids of the exports whose end somebody has looked at. */
export function useSeen(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => seen,
  )
}
