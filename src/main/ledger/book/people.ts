import type { ToldPeople } from '../port/people.ts'
import type { Reading } from '../sqlite/context.ts'
import { get } from '../sqlite/sql.ts'

export const LAST_PEOPLE_SQL =
  "SELECT data FROM events INDEXED BY events_of_people WHERE kind = 'people_changed' ORDER BY seq DESC LIMIT 1"

/** Reads the last change of the till's people that the book was told of; null where there is none. What cannot be read has the version -1. */
export function readLastPeople(reading: Reading): ToldPeople | null {
  const row = get<{ data: string }>(reading, LAST_PEOPLE_SQL)
  return row && toldIn(row.data)
}

const UNREADABLE: ToldPeople = { version: -1, digest: '', isEnded: false }

function toldIn(data: string): ToldPeople {
  try {
    const { version, digest, what } = JSON.parse(data) as Readonly<Record<string, unknown>>
    if (typeof version !== 'number' || typeof digest !== 'string') return UNREADABLE
    return { version, digest, isEnded: what === 'ended' }
  } catch {
    return UNREADABLE
  }
}
