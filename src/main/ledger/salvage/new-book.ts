import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database, Statement } from 'better-sqlite3'
import { flushFolder } from '../copies/names.ts'
import type { EventData, EventKind } from '../history/events.ts'
import { readHead } from '../history/trail-head.ts'
import { chainEvents, eventText, hashAfter, hashBytes } from '../sqlite/event-chain.ts'
import { flush } from '../sqlite/flush.ts'
import { newId } from '../sqlite/ids.ts'
import { stepTo } from '../sqlite/migrate.ts'
import { MIGRATIONS } from '../sqlite/migrations/index.ts'
import { openBook } from '../sqlite/open.ts'
import type { Layout } from './layout.ts'
import type { Value } from './records.ts'

/** Why the new book did not take a row. */
export type Refusal = 'owner' | 'rule'

/** A book under the name of a part, which nobody opens before it is whole. */
export interface NewBook {
  readonly db: Database
  readonly part: string
  /** Writes many rows at once. */
  together(work: () => void): void
  /** Writes a row as it was, by its own key; null when it was taken. */
  add(layout: Layout, key: number, values: readonly Value[]): Refusal | null
  /** Writes a row by its columns; tells whether it was taken. */
  put(table: string, row: Readonly<Record<string, Value>>): boolean
  /** Begins the trail anew: of its events some may be missing, and no hash of before fits across a gap. */
  chain(onStep: () => void): void
  note(kind: EventKind, data: EventData, seq: number): void
  /** Raises the last number of every till to this, and the number of the last commit to that. */
  raise(lastNumber: number, commit: number): void
  /** Brings it to the newest shape and into one file. */
  close(): void
  /** Gives it its own name. Throws where something lies there. */
  appear(): void
  /** Takes away whatever is left of it. */
  discard(): void
}

/** Nobody needs a part that is cut short: it is flushed once, when it is whole. */
const IN_A_HURRY = ['journal_mode = MEMORY', 'synchronous = OFF', 'cache_size = -131072'] as const

const BESIDE = ['', '-wal', '-shm', '-journal']

/** Makes an empty book of a shape beside `to`, in the place of one that a kill has left. */
export function newBookAt(to: string, shape: number, at: number): NewBook {
  const part = `${to}.part`
  const discard = () => {
    for (const beside of BESIDE) rmSync(`${part}${beside}`, { force: true })
  }
  discard()
  const db = openBook(part, { newestVersion: MIGRATIONS.length })
  const statements = new Map<string, Statement>()
  const insert = (table: string, names: readonly string[], values: readonly Value[]): Refusal | null => {
    const key = `${table} ${names.join()}`
    const statement =
      statements.get(key) ??
      db.prepare(`INSERT INTO "${table}" (${names.join()}) VALUES (${names.map(() => '?').join()})`)
    statements.set(key, statement)
    return attempt(statement, values)
  }
  let chained = ''
  try {
    for (const setting of IN_A_HURRY) db.pragma(setting)
    stepTo(db, 0, shape, at)
    const sql = "SELECT sql FROM sqlite_schema WHERE name = 'events_are_chained'"
    chained = (db.prepare(sql).pluck().get() as string | undefined) ?? ''
    // Rows come as they were, also those from before there was a trail; it begins anew when they are all there.
    if (chained !== '') db.exec('DROP TRIGGER events_are_chained')
  } catch (error) {
    db.close()
    discard()
    throw error
  }
  return {
    db,
    part,
    together: (work) => db.transaction(work).immediate(),
    add({ table, columns }, key, values) {
      const names = columns.slice(0, values.length).map(({ name }) => name)
      const row = values.map((value, place) => (columns[place]?.isKey ? BigInt(key) : value))
      return insert(table, names, row)
    },
    put: (table, row) => insert(table, Object.keys(row), Object.values(row)) === null,
    chain(onStep) {
      db.transaction(() => chainEvents(db, onStep)).immediate()
      db.exec(chained)
    },
    note(kind, data, seq) {
      const till = db.prepare('SELECT till_seq FROM book').pluck().get() as bigint
      const [id, text] = [newId(at), JSON.stringify(data)]
      const event = eventText({ seq, till, invoice: null, at, id, kind, data: text })
      db.prepare(
        `INSERT INTO events (seq, id, till_seq, at_ms, kind, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ).run(seq, id, till, at, kind, text, hashBytes(hashAfter(readHead({ db }).hash, event)))
    },
    raise(lastNumber, commit) {
      db.prepare('UPDATE tills SET last_number = max(last_number, ?)').run(lastNumber)
      db.prepare('UPDATE book SET last_commit = max(last_commit, ?)').run(commit)
    },
    close() {
      db.pragma('optimize')
      db.pragma('journal_mode = WAL')
      db.close()
    },
    appear() {
      flush(part)
      if (existsSync(to)) throw new Error('something lies at the target by now')
      renameSync(part, to)
      flushFolder(dirname(to))
    },
    discard() {
      db.close()
      discard()
    },
  }
}

/** What a rule of the book refuses is an answer; a full disk is none. */
function attempt(statement: Statement, values: readonly Value[]): Refusal | null {
  try {
    statement.run(...values)
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'owner'
    // A text that was to be JSON and is none fails in the check itself.
    if (code.startsWith('SQLITE_CONSTRAINT') || code === 'SQLITE_ERROR' || code === 'SQLITE_MISMATCH')
      return 'rule'
    throw error
  }
}
