import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'

/** One step of the book's shape. Once released it is frozen: a later change is a new migration. */
export interface Migration {
  /** Rises by one from 1; the file's `user_version` after it. */
  readonly number: number
  readonly name: string
  readonly sql: string
  /** Fills in what SQL cannot, after it and in the same transaction; `onStep` is told that it gets on, many times a minute. */
  readonly fill?: (db: Database, onStep: () => void) => void
}

/** Gives the fingerprint that a book keeps of each migration it went through. */
export function checksumOf(migration: Migration): string {
  const text = `${migration.number}\n${migration.name}\n${migration.sql}`
  return createHash('sha256').update(text).digest('hex')
}
