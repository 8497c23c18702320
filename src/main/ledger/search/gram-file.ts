import { closeSync, openSync, rmSync } from 'node:fs'
import type { Database as Connection, Statement } from 'better-sqlite3'
import Database from 'better-sqlite3'
import { BLOCK, gramsFrom, packed } from './grams.ts'
import { TEXTS_END } from './written.ts'

/** The grams of blocks of sales, in a file of its own beside the book. It holds nothing that the book does not tell: it may be removed at any time. */
export interface GramFile {
  /** How many blocks it holds: the sales of the keys below `blocks * BLOCK`. */
  readonly blocks: number
  /** The last event of the book that the file knows of; -1 for none. */
  readonly event: number
  /** The sales that have changed since their block was written. */
  readonly changed: readonly number[]
  /** The packed places of one gram in a block; null where no sale has it. */
  places(block: number, gram: number): Uint8Array | null
  /** Those of all grams that begin with one or two characters. */
  placesFrom(block: number, start: string): readonly Uint8Array[]
  /** The searched texts of the {@link TOGETHER} sales among which this key is, from the least key on; empty for a key without a sale. */
  texts(seq: number): readonly string[]
  /** Writes a block, in place of the one that is there; `changed` are those of its sales that have changed since they were read. */
  write(block: number, content: BlockContent, changed: readonly number[]): void
  /** Notes up to where the book has been followed, and what of the blocks has changed. */
  note(event: number, eventId: string, changed: readonly number[]): void
  close(): void
}

/** What is written of a block. */
export interface BlockContent {
  readonly grams: ReadonlyMap<number, Uint16Array>
  /** The searched text of each place; empty for a key without a sale. */
  readonly texts: readonly string[]
}

/** The texts of so many sales lie together. */
export const TOGETHER = 32

/** Files of another layout are written anew. */
const LAYOUT = 1
const UNIT = 2n ** 48n

const SCHEMA = `
  CREATE TABLE about (one INTEGER PRIMARY KEY CHECK (one = 1), book TEXT NOT NULL, event INTEGER NOT NULL, event_id TEXT NOT NULL, blocks INTEGER NOT NULL) STRICT;
  CREATE TABLE changed (seq INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE grams (key INTEGER PRIMARY KEY, places BLOB NOT NULL) STRICT;
  CREATE TABLE texts (key INTEGER PRIMARY KEY, texts TEXT NOT NULL) STRICT;
`

interface About {
  readonly book: string
  readonly event: number
  readonly event_id: string
  readonly blocks: number
}

/**
 * Opens the file at `path`, or begins it anew where it is another book's, of another layout, or tells of what the book does not hold:
 * `knows` says whether the book has this event. Throws what SQLite or the disk throws.
 */
export function openGramFile(
  path: string,
  book: string,
  knows: (event: number, id: string) => boolean,
): GramFile {
  let db = opened(path)
  let about = db && readAbout(db)
  if (!db || !about || about.book !== book || !(about.event < 0 || knows(about.event, about.event_id))) {
    db?.close()
    removeGramFile(path)
    db = begun(path, book)
    about = readAbout(db) as About
  }
  return gramFileOf(db, about)
}

/** Removes the file and what SQLite has put beside it. */
export function removeGramFile(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${end}`, { force: true })
}

function opened(path: string): Connection | null {
  try {
    const db = new Database(path, { fileMustExist: true, timeout: 1_000 })
    try {
      if (db.pragma('user_version', { simple: true }) === LAYOUT) return db
    } catch {
      // Whatever cannot be read is written anew.
    }
    db.close()
    return null
  } catch {
    return null
  }
}

function begun(path: string, book: string): Connection {
  // The journal beside it is as closed to others as the file.
  closeSync(openSync(path, 'wx', 0o600))
  const db = new Database(path, { timeout: 1_000 })
  db.pragma('journal_mode = WAL')
  db.exec(SCHEMA)
  db.prepare("INSERT INTO about VALUES (1, ?, -1, '', 0)").run(book)
  db.pragma(`user_version = ${LAYOUT}`)
  return db
}

function readAbout(db: Connection): About | null {
  try {
    return (db.prepare('SELECT * FROM about').get() as About | undefined) ?? null
  } catch {
    return null
  }
}

function gramFileOf(db: Connection, { blocks, event }: About): GramFile {
  db.pragma('synchronous = NORMAL')
  const statements: Readonly<Record<'one' | 'among' | 'clear' | 'put' | 'texts' | 'write', Statement>> = {
    one: db.prepare('SELECT places FROM grams WHERE key = ?').pluck(),
    among: db.prepare('SELECT places FROM grams WHERE key BETWEEN ? AND ?').pluck(),
    clear: db.prepare('DELETE FROM grams WHERE key BETWEEN ? AND ?'),
    put: db.prepare('INSERT INTO grams VALUES (?, ?)'),
    texts: db.prepare('SELECT texts FROM texts WHERE key = ?').pluck(),
    write: db.prepare('INSERT OR REPLACE INTO texts VALUES (?, ?)'),
  }
  const key = (block: number, gram: number) => BigInt(block) * UNIT + BigInt(gram)
  const add = db.prepare('INSERT OR IGNORE INTO changed VALUES (?)')
  const mark = (changed: readonly number[]) => {
    for (const seq of changed) add.run(seq)
  }
  const file = {
    blocks,
    event,
    changed: db.prepare('SELECT seq FROM changed').pluck().all() as number[],
    places: (block: number, gram: number) =>
      (statements.one.get(key(block, gram)) as Uint8Array | undefined) ?? null,
    placesFrom(block: number, start: string) {
      const [first, last] = gramsFrom(start)
      return statements.among.all(key(block, first), key(block, last)) as Uint8Array[]
    },
    texts: (seq: number) =>
      ((statements.texts.get(Math.floor(seq / TOGETHER)) as string | undefined) ?? '').split(TEXTS_END),
    write: db.transaction((block: number, { grams, texts }: BlockContent, changed: readonly number[]) => {
      statements.clear.run(key(block, 0), key(block + 1, 0) - 1n)
      for (const gram of [...grams.keys()].sort((a, b) => a - b))
        statements.put.run(key(block, gram), packed(grams.get(gram) as Uint16Array))
      for (let place = 0; place < BLOCK; place += TOGETHER)
        statements.write.run(
          (block * BLOCK + place) / TOGETHER,
          texts.slice(place, place + TOGETHER).join(TEXTS_END),
        )
      db.prepare('UPDATE about SET blocks = max(blocks, ?)').run(block + 1)
      db.prepare('DELETE FROM changed WHERE seq BETWEEN ? AND ?').run(block * BLOCK, (block + 1) * BLOCK - 1)
      mark(changed)
      file.blocks = Math.max(file.blocks, block + 1)
    }),
    note: db.transaction((to: number, eventId: string, changed: readonly number[]) => {
      db.prepare('UPDATE about SET event = ?, event_id = ?').run(to, eventId)
      mark(changed)
      file.event = to
    }),
    close: () => void db.close(),
  }
  return file
}
