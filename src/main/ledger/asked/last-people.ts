import { existsSync } from 'node:fs'
import { readLastPeople } from '../book/people.ts'
import type { ToldPeople } from '../port/people.ts'
import { whileReading } from '../sqlite/read-only.ts'

/** Reads what the book at `path` was told last of the till's people, and leaves it as it is; null for nothing, or no book. Throws where it cannot be read. */
export function lastPeopleAt(path: string): ToldPeople | null {
  return existsSync(path) ? whileReading(path, (db) => readLastPeople({ db })) : null
}
