import { useCallback, useLayoutEffect, useRef, useState } from 'react'

/** What somebody has typed and not sent, by the name of its place. */
interface Unsent {
  readonly of: string
  readonly values: Map<string, unknown>
  /** How many fields of each name are drawn just now. */
  readonly drawn: Map<string, number>
}

/** By person, in this run of the window: never on a disk, and nobody is shown those of another. */
const kept = new Map<string, Unsent>()
let now: Unsent | null = null

/** Says who is at the till from now on; null for nobody, where people were never set up and while the till is locked. */
export function unsentOf(person: string | null): void {
  if (person === now?.of) return
  now = person === null ? null : (kept.get(person) ?? { of: person, values: new Map(), drawn: new Map() })
  if (now !== null) kept.set(now.of, now)
}

/** Forgets what was left unsent by everybody who is not among these. */
export function keepUnsentOf(people: readonly string[]): void {
  for (const of of kept.keys()) if (!people.includes(of)) kept.delete(of)
}

/**
 * A state that outlives a lock: what was typed stands there again for the same person. It ends with its place as any state does, where that
 * person leaves the place or closes the dialog. Not for a PIN, a passphrase or a key.
 *
 * @param keeps `kept` where what it begins with is to be the same again, though nothing was typed: the token of a request
 * @param name says whose it is and of what, one for each place: "refund 0190… amount"
 */
export function useUnsent<T>(
  name: string,
  initial: T | (() => T),
  keeps: 'typed' | 'kept' = 'typed',
): readonly [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() =>
    now?.values.has(name) ? (now.values.get(name) as T) : initial instanceof Function ? initial() : initial,
  )
  const set = useCallback(
    (next: T) => {
      setValue(() => next)
      now?.values.set(name, next)
    },
    [name],
  )
  const first = useRef(value)
  useLayoutEffect(() => {
    const of = now
    if (of === null) return
    if (keeps === 'kept' && !of.values.has(name)) of.values.set(name, first.current)
    count(of, name, 1)
    return () => {
      count(of, name, -1)
      // Who left the till took nothing back; that is known once all of it is off the screen.
      queueMicrotask(() => {
        if (now === of && (of.drawn.get(name) ?? 0) === 0) of.values.delete(name)
      })
    }
  }, [name, keeps])
  return [value, set]
}

function count({ drawn }: Unsent, name: string, by: 1 | -1): void {
  drawn.set(name, (drawn.get(name) ?? 0) + by)
}
