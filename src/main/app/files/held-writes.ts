import { isDeepStrictEqual } from 'node:util'
import type { JsonStore } from '../../json-store.ts'

/** A JSON store whose values hold even where they cannot be written: until the app closes, or a later write succeeds. */
export interface HeldWrites {
  read(name: string): unknown
  /** Gives what kept the disk from taking it; null when it lies there. */
  write(name: string, value: unknown): unknown
}

/** Reads and writes over `store`; `failed` is told what could not be written. */
export function createHeldWrites(store: JsonStore, failed: (error: unknown) => void): HeldWrites {
  const unwritten = new Map<string, unknown>()
  return {
    read: (name) => (unwritten.has(name) ? unwritten.get(name) : store.get(name)),
    write(name, value) {
      try {
        if (unwritten.has(name) || !isDeepStrictEqual(store.get(name), value)) store.set(name, value)
        unwritten.delete(name)
        return null
      } catch (error) {
        unwritten.set(name, value)
        failed(error)
        return error
      }
    },
  }
}
