import type { Database } from 'better-sqlite3'
import type { BookState } from '../port/book.ts'

/** Reads which book this is and how far it has come; null in a file that has none yet. Every change of the book makes an event. */
export function readState(db: Database): BookState | null {
  const id = db.prepare<[], string>('SELECT id FROM book').pluck().get()
  const last = db.prepare('SELECT max(seq) FROM events').pluck().get()
  return id === undefined ? null : { id, lastEvent: Number(last ?? 0) }
}
