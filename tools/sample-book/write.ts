import type { Database } from 'better-sqlite3'
import { closeBook, openLedger } from './app.ts'
import { ZONE } from './calendar.ts'
import { createChance } from './chance.ts'
import { fill } from './fill.ts'
import type { SaleHistory } from './history.ts'
import { createIds, type Ids } from './ids.ts'
import { saleHistories, TILL_CODE } from './sales.ts'
import { createShop, type Shop } from './shop.ts'

/** The last instant of a sample book where none is chosen: a busy afternoon, the same for everybody. */
export const USUAL_END = Date.UTC(2026, 5, 30, 16, 20)

export interface SampleOptions {
  /** How many sales. */
  readonly sales: number
  /** Any text; the same one gives the same book. */
  readonly seed: string
  /** The book's last instant, epoch ms; absent for the usual one. */
  readonly until?: number | undefined
}

export interface SampleWritten {
  readonly sales: number
  readonly receipts: number
}

/** What a sample book is made of: its shop and the history of its sales. */
export interface SampleHistory {
  readonly shop: Shop
  /** One sale after the other, in the order they were asked for; told anew at every call. */
  sales(): Generator<SaleHistory, void>
}

/** Tells what happens in a sample book; nothing of it depends on the clock. */
export function sampleHistory({ sales, seed, until = USUAL_END }: SampleOptions): SampleHistory {
  const idsOf = (what: string): Ids => createIds(createChance(`${seed}/${what}/ids`))
  const shop = createShop(until, idsOf('shop'), createChance(`${seed}/shop`))
  return { shop, sales: () => saleHistories({ sales, seed, until, shop, ids: idsOf('sales') }) }
}

/**
 * Writes a live book of so many sales to a path where nothing lies, and closes it as the app does.
 *
 * Throws what the file system or SQLite throws; what was begun is then left behind and is no whole book.
 */
export async function writeSampleBook(
  options: SampleOptions & { readonly path: string },
): Promise<SampleWritten> {
  const { shop, sales } = sampleHistory(options)
  const ids = createIds(createChance(`${options.seed}/rows/ids`))
  const book = {
    path: options.path,
    kind: 'live',
    tillCode: TILL_CODE,
    zone: ZONE,
    expectedBookId: null,
  } as const
  const { db } = await openLedger(book, shop.begins)
  try {
    db.prepare('UPDATE tills SET id = ?').run(ids.row(shop.begins))
    db.prepare('UPDATE book SET id = ?').run(ids.row(shop.begins))
    hurry(db)
    const indexes = takeIndexes(db)
    const receipts = fill(db, shop, sales(), ids)
    for (const sql of indexes) db.exec(sql)
    settle(db)
    return { sales: options.sales, receipts }
  } finally {
    closeBook(db)
  }
}

/** Nobody reads the book while it is filled, and a run that breaks off leaves a file that is thrown away. */
function hurry(db: Database): void {
  for (const setting of [
    'locking_mode = EXCLUSIVE',
    'journal_mode = DELETE',
    'journal_mode = OFF',
    'synchronous = OFF',
    'secure_delete = OFF',
    'foreign_keys = OFF',
    'ignore_check_constraints = ON',
    'cache_size = -262144',
  ]) {
    db.pragma(setting)
  }
}

/** Brings back what the app opens a book with, and has it all on the disk. */
function settle(db: Database): void {
  for (const setting of [
    'locking_mode = NORMAL',
    'journal_mode = DELETE',
    'journal_mode = WAL',
    'synchronous = FULL',
    'secure_delete = ON',
    'foreign_keys = ON',
  ]) {
    db.pragma(setting)
  }
}

/** Takes away the indexes that only make reading fast; gives how to make them again. */
function takeIndexes(db: Database): readonly string[] {
  const rows = db
    .prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql LIKE 'CREATE INDEX%' ORDER BY rowid",
    )
    .all() as { readonly name: string; readonly sql: string }[]
  for (const { name } of rows) db.exec(`DROP INDEX ${name}`)
  return rows.map(({ sql }) => sql)
}
