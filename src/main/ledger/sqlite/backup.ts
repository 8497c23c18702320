import { closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { Database as Connection } from 'better-sqlite3'
import Database from 'better-sqlite3'
import { flushFolder, freeMoment } from '../copies/names.ts'
import { BookError } from './errors.ts'
import { flush } from './flush.ts'
import { readVersion } from './open.ts'

/**
 * Copies the open book online to `<folder of the book>/backups/<book>-pre-<version>-<time>.db` and verifies the copy.
 *
 * Gives the path. The copy appears whole or not at all; throws a BookError (CORRUPT) when it does not verify.
 */
export async function backupBefore(db: Connection, version: number, at: number): Promise<string> {
  const folder = join(dirname(db.name), 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const book = basename(db.name, extname(db.name))
  const timeOf = (moment: number) => new Date(moment).toISOString().replace(/[:.]/g, '-')
  const pathAt = (moment: number) => join(folder, `${book}-pre-${version}-${timeOf(moment)}.db`)
  const path = pathAt(freeMoment(at, pathAt))
  await copyBook(db, path)
  return path
}

/**
 * Copies the open book online to a new file at `path` and verifies the copy, which appears whole or not at all.
 *
 * Throws a BookError (CORRUPT) when it does not verify, and what SQLite or the disk throws.
 */
export async function copyBook(db: Connection, path: string): Promise<void> {
  const folder = dirname(path)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const part = `${path}.part`
  try {
    // Made first, so that nobody else can read it while it grows.
    closeSync(openSync(part, 'w', 0o600))
    await db.backup(part)
    verify(part, db)
    flush(part)
    renameSync(part, path)
    flushFolder(folder)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

function verify(part: string, original: Connection): void {
  const copy = new Database(part, { readonly: true })
  try {
    const sound = copy.pragma('integrity_check', { simple: true }) === 'ok'
    const same = readVersion(copy) === readVersion(original) && countAll(copy) === countAll(original)
    if (!sound || !same) {
      throw new BookError('CORRUPT', `the backup ${basename(part)} does not equal the book`)
    }
  } finally {
    copy.close()
    // What a reader puts beside a book is no part of the copy.
    for (const beside of ['-wal', '-shm']) rmSync(`${part}${beside}`, { force: true })
  }
}

function countAll(db: Connection): string {
  const names = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    )
    .pluck()
    .all() as string[]
  return names.map((name) => `${name}:${db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()}`).join()
}
