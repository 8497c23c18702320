import { hash } from 'node:crypto'
import type { Database } from 'better-sqlite3'

/** What stands in place of the hash before the first event: 64 zeros. */
export const BEFORE_FIRST = '0'.repeat(64)

/** Everything of an event that its hash holds fast. */
export interface ChainedEvent {
  /** Its number: the key of its row. */
  readonly seq: number | bigint
  readonly till: number | bigint
  /** Null for a fact about the book or an account. */
  readonly invoice: number | bigint | null
  /** Epoch ms, a whole number. */
  readonly at: number | bigint
  readonly id: string
  readonly kind: string
  /** JSON, letter by letter as it is stored. */
  readonly data: string
}

/**
 * Writes an event as the text that is hashed: its number, till, invoice and time, how many bytes its id and its kind have, then these two and
 * its data, each on a line of its own. Numbers hold no line feed and the lengths tell where a text ends, so no two events have one text.
 *
 * Frozen: every hash of every book is made of it.
 */
export function eventText({ seq, till, invoice, at, id, kind, data }: ChainedEvent): string {
  const lengths = `${Buffer.byteLength(id)}\n${Buffer.byteLength(kind)}`
  return `${seq}\n${till}\n${invoice ?? ''}\n${at}\n${lengths}\n${id}\n${kind}\n${data}`
}

/** The same text, made by SQLite of a row of `events`. */
export const EVENT_TEXT_SQL = `seq || char(10) || till_seq || char(10) || ifnull(invoice_seq, '') || char(10) || at_ms || char(10) ||
  octet_length(id) || char(10) || octet_length(kind) || char(10) || id || char(10) || kind || char(10) || data`

/** Gives the hash of an event, 64 hexadecimal digits: SHA-256 of the hash before it, a line feed, and its text. */
export function hashAfter(before: string, text: string): string {
  return hash('sha256', `${before}\n${text}`)
}

/** The hash as a column holds it: 32 bytes. */
export function hashBytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}

/** So many events are read at a time. */
const TOGETHER = 1_000

/**
 * Chains every event of a book from the first on, whatever hashes there were: for a book that had none, and for one that was put together
 * anew. Part of the caller's transaction; `onStep` is told after each thousand.
 */
export function chainEvents(db: Database, onStep: () => void = () => undefined): void {
  const stays = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'events_stay'").pluck().get() as string
  db.exec('DROP TRIGGER events_stay')
  const read = db
    .prepare<[bigint]>(
      `SELECT seq, ${EVENT_TEXT_SQL} FROM events NOT INDEXED WHERE seq > ? ORDER BY seq LIMIT ${TOGETHER}`,
    )
    .raw()
  const write = db.prepare<[Buffer, bigint]>('UPDATE events SET hash = ? WHERE seq = ?')
  let before = BEFORE_FIRST
  let rows: readonly (readonly [bigint, string])[] = []
  do {
    rows = read.all(rows.at(-1)?.[0] ?? -(2n ** 63n)) as typeof rows
    for (const [seq, text] of rows) {
      before = hashAfter(before, text)
      write.run(hashBytes(before), seq)
    }
    onStep()
  } while (rows.length === TOGETHER)
  db.exec(stays)
}
