import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database as Connection } from 'better-sqlite3'
import Database from 'better-sqlite3'
import { BookError, problemOf } from './errors.ts'

/** Marks a file as a book ("CFBK"), so that no other program's database is taken for one. */
export const APPLICATION_ID = 0x4346424b

export interface OpenOptions {
  /** The newest shape this program knows; a file beyond it is refused. */
  readonly newestVersion: number
  /** How long to wait for another writer, ms. */
  readonly busyTimeoutMs?: number
}

/**
 * Opens the file at `path` for writing, making it (0600, in a 0700 folder) where there is none.
 *
 * Integers read as bigint. Every safety setting is read back. Throws a BookError; a refused file is left as it was.
 */
export function openBook(path: string, options: OpenOptions): Connection {
  let db: Connection | null = null
  try {
    makePrivate(path)
    const timeout = options.busyTimeoutMs ?? 5_000
    db = new Database(path, { timeout })
    db.defaultSafeIntegers(true)
    refuseForeign(db, options.newestVersion)
    for (const setting of settings(timeout)) apply(db, setting)
    return db
  } catch (error) {
    db?.close()
    if (error instanceof BookError) throw error
    const problem = problemOf(error)
    if (!problem) throw error
    throw new BookError(problem, `the book cannot be opened: ${problem}`, { cause: error })
  }
}

function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
  if (process.platform === 'win32') return
  // A journal that was left takes no mode from its book.
  for (const one of [path, `${path}-wal`, `${path}-shm`]) {
    const found = statSync(one, { throwIfNoEntry: false })
    if (found && (found.mode & 0o077) !== 0) chmodSync(one, 0o600)
  }
}

/** Comes before any setting: the journal mode alone would already write to a file that is not ours. */
function refuseForeign(db: Connection, newestVersion: number): void {
  const version = readVersion(db)
  const mark = Number(db.pragma('application_id', { simple: true }))
  const tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())
  const empty = version === 0 && mark === 0 && tables === 0
  if (!empty && mark !== APPLICATION_ID) throw new BookError('NOT_A_DATABASE', 'the file is no book')
  if (version > newestVersion) {
    throw new BookError('FROM_FUTURE', `the book has shape ${version}, this program knows ${newestVersion}`)
  }
}

/** Gives the number of the last migration a file went through. */
export function readVersion(db: Connection): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** A journal that grew beyond this because somebody was reading is cut back to it once it can begin anew, bytes. */
const JOURNAL_LIMIT = 16 * 2 ** 20

/** Says whether SQLite may have left a journal of so many bytes when it cut it back: a transaction that is longer than the limit stays whole. */
export function isCutBack(bytes: bigint): boolean {
  return bytes >= JOURNAL_LIMIT
}

interface Setting {
  readonly name: string
  readonly value: string
  readonly readsBack: string
}

function settings(timeout: number): readonly Setting[] {
  return [
    { name: 'journal_mode', value: 'WAL', readsBack: 'wal' },
    // Only after WAL: better-sqlite3 is built to fall to NORMAL there unless the level is set explicitly.
    { name: 'synchronous', value: 'FULL', readsBack: '2' },
    { name: 'journal_size_limit', value: String(JOURNAL_LIMIT), readsBack: String(JOURNAL_LIMIT) },
    { name: 'foreign_keys', value: 'ON', readsBack: '1' },
    { name: 'busy_timeout', value: String(timeout), readsBack: String(timeout) },
    { name: 'trusted_schema', value: 'OFF', readsBack: '0' },
    { name: 'secure_delete', value: 'ON', readsBack: '1' },
    { name: 'cell_size_check', value: 'ON', readsBack: '1' },
    ...(process.platform === 'darwin' ? [{ name: 'checkpoint_fullfsync', value: 'ON', readsBack: '1' }] : []),
  ]
}

function apply(db: Connection, setting: Setting): void {
  db.pragma(`${setting.name} = ${setting.value}`)
  const found = String(db.pragma(setting.name, { simple: true }))
  if (found !== setting.readsBack) {
    throw new BookError('DISK_IO', `${setting.name} stays at ${found} instead of ${setting.readsBack}`)
  }
}
