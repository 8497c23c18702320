import { readFileSync, rmSync, statSync } from 'node:fs'
import type { Database as Connection } from 'better-sqlite3'
import Database from 'better-sqlite3'
import { problemOf } from './errors.ts'
import { fileSize } from './file-size.ts'

/** Lets a reading connection see the book as of this moment until it is closed, whatever others write. */
export function holdSnapshot(db: Connection): void {
  db.exec('BEGIN')
}

/** A larger book is not brought into memory, bytes. */
const MEMORY_LIMIT = 512 * 2 ** 20

/** The two bytes of a book's header that say "with a journal beside it"; 1 says without. */
const JOURNAL_BYTES = [18, 19] as const

/**
 * Opens the file at `path` for reading alone: neither it nor its journal is changed, also when it is closed.
 *
 * Where the disk cannot take the small file that readers share, a book without a journal is read from memory. Throws what
 * SQLite or the disk throws.
 */
export function openReadOnly(path: string): Connection {
  let db: Connection
  try {
    db = reader(path)
  } catch (error) {
    const problem = problemOf(error)
    const full = problem === 'DISK_FULL' || problem === 'READ_ONLY' || problem === 'DISK_IO'
    if (!full || fileSize(`${path}-wal`) > 0 || fileSize(path) === 0 || fileSize(path) > MEMORY_LIMIT)
      throw error
    db = inMemory(path)
  }
  db.defaultSafeIntegers(true)
  db.pragma('trusted_schema = OFF')
  return db
}

function reader(path: string): Connection {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 1_000 })
  try {
    // Only a read opens the file.
    db.pragma('user_version')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function inMemory(path: string): Connection {
  const bytes = readFileSync(path)
  for (const at of JOURNAL_BYTES) bytes[at] = 1
  const db = new Database(bytes)
  db.pragma('query_only = ON')
  return db
}

/**
 * Lets `look` read the file at `path`, and leaves its folder as it was.
 */
export function whileReading<T>(path: string, look: (db: Connection) => T): T {
  const tidy = tidyAfterReading(path)
  try {
    const db = openReadOnly(path)
    try {
      return look(db)
    } finally {
      db.close()
    }
  } finally {
    tidy()
  }
}

/** Makes the way to take away, after the last reader, what readers put beside a book that has no journal. */
export function tidyAfterReading(path: string): () => void {
  const beside = [`${path}-wal`, `${path}-shm`]
  const missing = beside.filter((one) => statSync(one, { throwIfNoEntry: false }) === undefined)
  return () => {
    // What somebody has written meanwhile stays.
    if (fileSize(`${path}-wal`) > 0) return
    for (const one of missing) rmSync(one, { force: true })
  }
}
