import { type Dispatch, type SetStateAction, useCallback, useLayoutEffect, useRef, useState } from 'react'

/** What somebody has typed and not sent, by the name of its place. */
interface Unsent {
  readonly of: string
  /** The book that it was typed beside. */
  readonly book: string
  readonly values: Map<string, unknown>
  /** How many fields of each name are drawn just now. */
  readonly drawn: Map<string, number>
}

/** By person, in this run of the window: never on a disk, and nobody is shown those of another. */
const kept = new Map<string, Unsent>()
let now: Unsent | null = null

/**
 * Says who is at the till from now on, and which book is open; null for nobody, where people were never set up and while the till is
 * locked. What was typed beside another book is forgotten.
 */
export function unsentOf(person: string | null, book: string): void {
  if (person === null) now = null
  else if (person !== now?.of || book !== now.book) {
    const before = kept.get(person)
    now = before?.book === book ? before : { of: person, book, values: new Map(), drawn: new Map() }
    kept.set(person, now)
  }
}

/** Forgets what was left unsent by everybody who is not among these. */
export function keepUnsentOf(people: readonly string[]): void {
  for (const of of kept.keys()) if (!people.includes(of)) kept.delete(of)
}

/**
 * A state that outlives a lock: what was typed stands there again for the same person, beside the same book. It ends with its place as any
 * state does, where that person leaves the place or closes the dialog. Not for a PIN, a passphrase or a key, nor for anything that one
 * key more would do: who comes back types on.
 *
 * @param keeps `kept` where what it begins with is to be the same again, though nothing was typed: the token of a request
 * @param name says whose it is and of what, one for each place: "refund 0190… amount"
 */
export function useUnsent<T>(
  name: string,
  initial: T | (() => T),
  keeps: 'typed' | 'kept' = 'typed',
): readonly [T, Dispatch<SetStateAction<T>>] {
  const [value, setValue] = useState<T>(() =>
    now?.values.has(name) ? (now.values.get(name) as T) : initial instanceof Function ? initial() : initial,
  )
  const latest = useRef(value)
  const [owner] = useState(now)
  const set = useCallback(
    (next: SetStateAction<T>) => {
      latest.current = next instanceof Function ? next(latest.current) : next
      setValue(() => latest.current)
      // What answers after its person has left is nobody else's.
      if (owner !== null && owner === now) owner.values.set(name, latest.current)
    },
    [name, owner],
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

/**
 * Says that what has this in its name is being sent. Where the till is locked before the answer, it does not stand there again: whoever
 * came back would send it twice.
 */
export function useSending(isPending: boolean, what: string): void {
  useLayoutEffect(() => {
    const of = now
    if (of === null || !isPending) return
    return () => queueMicrotask(() => now !== of && forget(of, what))
  }, [isPending, what])
}

function forget({ values }: Unsent, what: string): void {
  for (const name of values.keys()) if (name.includes(what)) values.delete(name)
}

function count({ drawn }: Unsent, name: string, by: 1 | -1): void {
  drawn.set(name, (drawn.get(name) ?? 0) + by)
}
