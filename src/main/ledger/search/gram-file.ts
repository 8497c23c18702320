import { chmodSync, closeSync, openSync, rmSync, statSync } from 'node:fs'
import { crc32 } from 'node:zlib'
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
  /** Writes a block, in place of the one that is there, as of what has been followed: no kill can come between the two. */
  write(block: number, content: BlockContent, followed: Followed): void
  /** Notes up to where the book has been followed. */
  note(followed: Followed): void
  close(): void
}

/** Up to where a book has been followed. */
export interface Followed {
  /** The last event of the book that was read. */
  readonly event: number
  readonly eventId: string
  /** The sales of blocks that have changed since their block was read. */
  readonly changed: readonly number[]
}

/** The book whose texts a file is to hold. */
export interface FileOfBook {
  readonly book: string
  /** The last key of its sales. */
  readonly lastKey: number
  /** Says whether all that a file knows, which knows this last event, is as the book tells it. */
  knows(event: number, id: string): boolean
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
const LAYOUT = 3
const UNIT = 2n ** 48n

const SCHEMA = `
  CREATE TABLE about (one INTEGER PRIMARY KEY CHECK (one = 1), book TEXT NOT NULL, event INTEGER NOT NULL, event_id TEXT NOT NULL, blocks INTEGER NOT NULL) STRICT;
  CREATE TABLE changed (seq INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE grams (key INTEGER PRIMARY KEY, places BLOB NOT NULL, sum INTEGER NOT NULL) STRICT;
  CREATE TABLE texts (key INTEGER PRIMARY KEY, texts BLOB NOT NULL, sum INTEGER NOT NULL) STRICT;
`

interface About {
  readonly book: string
  readonly event: number
  readonly event_id: string
  readonly blocks: number
}

/**
 * Opens the file at `path`, or begins it anew where it is another book's, of another layout, or tells of what the book does not hold.
 * It is closed to others. Throws what SQLite or the disk throws.
 */
export function openGramFile(path: string, of: FileOfBook): GramFile {
  let db = opened(path)
  let about = db && readAbout(db)
  if (!db || !about || !isOf(about, of)) {
    db?.close()
    removeGramFile(path)
    db = begun(path, of.book)
    about = readAbout(db) as About
  }
  return gramFileOf(db, about)
}

function isOf({ book, blocks, event, event_id }: About, of: FileOfBook): boolean {
  // A file that knows of nothing holds nothing.
  if (event < 0) return book === of.book && blocks === 0
  return book === of.book && blocks >= 0 && blocks * BLOCK <= of.lastKey && of.knows(event, event_id)
}

/** Removes the file and what SQLite has put beside it. */
export function removeGramFile(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${end}`, { force: true })
}

function opened(path: string): Connection | null {
  try {
    const db = new Database(path, { fileMustExist: true, timeout: 1_000 })
    try {
      if (db.pragma('user_version', { simple: true }) === LAYOUT) {
        closeToOthers(path)
        return db
      }
    } catch {
      // Whatever cannot be read is written anew.
    }
    db.close()
    return null
  } catch {
    return null
  }
}

/** Somebody may have copied it. */
function closeToOthers(path: string): void {
  for (const end of ['', '-wal', '-shm']) {
    const mode = statSync(`${path}${end}`, { throwIfNoEntry: false })?.mode ?? 0
    if ((mode & 0o077) !== 0 && process.platform !== 'win32') chmodSync(`${path}${end}`, 0o600)
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

type Summed = readonly [key: number | bigint, value: Uint8Array, sum: number]

/** A row with the sum of its bytes: SQLite does not see that a value is another one. */
function summed(key: number | bigint, value: Uint8Array): Summed {
  return [key, value, sumOf(key, value)]
}

function sumOf(key: number | bigint, value: Uint8Array): number {
  return crc32(value, Number(BigInt(key) & 0xffff_ffffn))
}

/** Gives the value of a row; null where there is none. Throws where it is not the one that was written. */
function soundOf(row: Summed | undefined): Uint8Array | null {
  if (!row) return null
  const [key, value, sum] = row
  if (sumOf(key, value) !== sum) throw new Error('the file of the search is corrupt')
  return value
}

function gramFileOf(db: Connection, { blocks, event }: About): GramFile {
  db.pragma('synchronous = NORMAL')
  const statements: Readonly<Record<'one' | 'among' | 'clear' | 'put' | 'texts' | 'write', Statement>> = {
    one: db.prepare('SELECT key, places, sum FROM grams WHERE key = ?').raw(),
    among: db.prepare('SELECT key, places, sum FROM grams WHERE key BETWEEN ? AND ?').raw(),
    clear: db.prepare('DELETE FROM grams WHERE key BETWEEN ? AND ?'),
    put: db.prepare('INSERT INTO grams VALUES (?, ?, ?)'),
    texts: db.prepare('SELECT key, texts, sum FROM texts WHERE key = ?').raw(),
    write: db.prepare('INSERT OR REPLACE INTO texts VALUES (?, ?, ?)'),
  }
  const key = (block: number, gram: number) => BigInt(block) * UNIT + BigInt(gram)
  const add = db.prepare('INSERT OR IGNORE INTO changed VALUES (?)')
  const follow = ({ event: to, eventId, changed }: Followed) => {
    db.prepare('UPDATE about SET event = ?, event_id = ?').run(to, eventId)
    for (const seq of changed) add.run(seq)
  }
  const file = {
    blocks,
    event,
    changed: db.prepare('SELECT seq FROM changed').pluck().all() as number[],
    places: (block: number, gram: number) =>
      soundOf(statements.one.get(key(block, gram)) as Summed | undefined),
    placesFrom(block: number, start: string) {
      const [first, last] = gramsFrom(start)
      const rows = statements.among.all(key(block, first), key(block, last)) as Summed[]
      return rows.flatMap((row) => soundOf(row) ?? [])
    },
    texts: (seq: number) => {
      const bytes = soundOf(statements.texts.get(Math.floor(seq / TOGETHER)) as Summed | undefined)
      // Read as bytes: SQLite's own way to a text takes several times as long.
      return bytes === null
        ? []
        : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString().split(TEXTS_END)
    },
    write: db.transaction((block: number, { grams, texts }: BlockContent, followed: Followed) => {
      statements.clear.run(key(block, 0), key(block + 1, 0) - 1n)
      for (const gram of [...grams.keys()].sort((a, b) => a - b))
        statements.put.run(...summed(key(block, gram), packed(grams.get(gram) as Uint16Array)))
      for (let place = 0; place < BLOCK; place += TOGETHER)
        statements.write.run(
          ...summed(
            (block * BLOCK + place) / TOGETHER,
            Buffer.from(texts.slice(place, place + TOGETHER).join(TEXTS_END)),
          ),
        )
      db.prepare('UPDATE about SET blocks = max(blocks, ?)').run(block + 1)
      db.prepare('DELETE FROM changed WHERE seq BETWEEN ? AND ?').run(block * BLOCK, (block + 1) * BLOCK - 1)
      follow(followed)
      file.blocks = Math.max(file.blocks, block + 1)
      file.event = followed.event
    }),
    note: db.transaction((followed: Followed) => {
      follow(followed)
      file.event = followed.event
    }),
    close: () => void db.close(),
  }
  return file
}
