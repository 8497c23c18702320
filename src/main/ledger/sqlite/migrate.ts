import type { Database } from 'better-sqlite3'
import SQLite from 'better-sqlite3'
import { backupBefore } from './backup.ts'
import { BookError } from './errors.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { checksumOf, type Migration } from './migrations/migration.ts'
import { APPLICATION_ID, readVersion } from './open.ts'

export interface MigrationResult {
  readonly from: number
  readonly to: number
  /** The copy made before the first step; null when there was nothing to keep or nothing to do. */
  readonly backup: string | null
}

/**
 * Brings an open book to the newest shape: all missing steps in one transaction, on a verified copy.
 *
 * `onStep` is told that a long step gets on. Throws a BookError (FROM_FUTURE, CORRUPT, DISK_*) or the step's own error; the file is then
 * as it was.
 */
export async function migrate(
  db: Database,
  migrations: readonly Migration[],
  at: number,
  onStep: () => void = () => undefined,
): Promise<MigrationResult> {
  assertNumbered(migrations)
  const from = readVersion(db)
  const to = migrations.length
  if (from > to) throw new BookError('FROM_FUTURE', `the book has shape ${from}, this program knows ${to}`)
  if (from > 0) assertSamePast(db, migrations.slice(0, from))
  if (from === to) return { from, to, backup: null }

  assertSound(db, 'quick_check')
  const backup = from > 0 ? await backupBefore(db, to, at) : null
  inOneStep(db, migrations.slice(from), at, onStep)
  assertSound(db, 'integrity_check')
  db.pragma('optimize')
  return { from, to, backup }
}

/** Brings a book that is still being made from one shape to another, without a copy of it. */
export function stepTo(
  db: Database,
  from: number,
  to: number,
  at: number,
  onStep: () => void = () => undefined,
): void {
  if (from < to) inOneStep(db, MIGRATIONS.slice(from, to), at, onStep)
}

function inOneStep(db: Database, steps: readonly Migration[], at: number, onStep: () => void): void {
  // Inside a transaction the switch has no effect, and rebuilding a table would silently delete its children.
  db.pragma('foreign_keys = OFF')
  try {
    db.transaction(() => takeSteps(db, steps, at, onStep)).immediate()
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

function takeSteps(db: Database, steps: readonly Migration[], at: number, onStep: () => void): void {
  for (const step of steps) {
    db.exec(step.sql)
    step.fill?.(db, onStep)
    if (step.number === 1) {
      db.exec(
        `CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT`,
      )
      db.pragma(`application_id = ${APPLICATION_ID}`)
    }
    db.prepare('INSERT INTO migrations (number, name, checksum, at_ms) VALUES (?, ?, ?, ?)').run(
      step.number,
      step.name,
      checksumOf(step),
      at,
    )
    db.pragma(`user_version = ${step.number}`)
  }
  const broken = db.pragma('foreign_key_check') as unknown[]
  if (broken.length > 0) throw new BookError('CORRUPT', `${broken.length} rows name a row that is not there`)
}

/** What a book of this shape is made of: every table, index, view and trigger, as SQLite writes it down. */
export function shapeOf(version: number): readonly string[] {
  const db = new SQLite(':memory:')
  try {
    takeSteps(db, MIGRATIONS.slice(0, version), 0, () => undefined)
    return partsOf(db)
  } finally {
    db.close()
  }
}

/** Gives what a database is made of, without what SQLite keeps for itself. */
export function partsOf(db: Database): readonly string[] {
  const sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
  return db.prepare(sql).pluck().all() as string[]
}

function assertNumbered(migrations: readonly Migration[]): void {
  for (const [index, migration] of migrations.entries()) {
    if (migration.number !== index + 1) throw new Error(`migration ${migration.name} is out of order`)
  }
}

/** A past that differs means another program's book: its shape cannot be known, whatever its number says. */
function assertSamePast(db: Database, past: readonly Migration[]): void {
  const kept = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'migrations'").pluck().get()
  if (kept === 0n) throw new BookError('CORRUPT', 'the book does not know how it came to its shape')
  const rows = db.prepare('SELECT checksum FROM migrations ORDER BY number').pluck().all()
  const same = rows.length === past.length && past.every((one, index) => checksumOf(one) === rows[index])
  if (!same) throw new BookError('FROM_FUTURE', 'the book went through migrations this program does not know')
}

function assertSound(db: Database, check: 'quick_check' | 'integrity_check'): void {
  const found = db.pragma(check, { simple: true })
  if (found !== 'ok') throw new BookError('CORRUPT', `${check}: ${String(found).slice(0, 200)}`)
}
