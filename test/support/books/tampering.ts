import type { Database } from 'better-sqlite3'
import {
  BEFORE_FIRST,
  type ChainedEvent,
  eventText,
  hashAfter,
} from '../../../src/main/ledger/sqlite/event-chain.ts'
import { type Walked, walkTrail } from '../../../src/main/ledger/trail/verify.ts'
import type { TrailHead } from '../../../src/shared/contract/shapes/books/trail.ts'
import { START } from './facts.ts'

export const QUIET = { progress: () => undefined, cancelled: () => false }

/** Walks the trail of a book to its end. */
export function walk(db: Database, kept: readonly TrailHead[] = []): Walked {
  const walked = walkTrail({ db }, kept, START, QUIET)
  if (!walked) throw new Error('nobody gave it up')
  return walked
}

/** What a person with a shell does: the book's own rules taken away, and put back afterwards. */
export function tamper(db: Database, ...sql: readonly string[]): void {
  const triggers = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql NOT LIKE '%fts%'")
    .all() as { readonly name: string; readonly sql: string }[]
  db.pragma('foreign_keys = OFF')
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  for (const one of sql) db.exec(one)
  for (const trigger of triggers) db.exec(trigger.sql)
  db.pragma('foreign_keys = ON')
}

/** Writes every hash anew, as somebody does who knows how they are made. */
export function rechain(db: Database): void {
  const rows = db
    .prepare(
      'SELECT seq, till_seq AS till, invoice_seq AS invoice, at_ms AS at, id, kind, data FROM events ORDER BY seq',
    )
    .all() as ChainedEvent[]
  let before = BEFORE_FIRST
  const updates = rows.map((event) => {
    before = hashAfter(before, eventText(event))
    return `UPDATE events SET hash = x'${before}' WHERE seq = ${event.seq}`
  })
  tamper(db, ...updates)
}
