import { Worker } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import { closeBook, openLedger } from '../../src/main/ledger/thread/open-ledger.ts'
import { createChance } from './chance.ts'
import { createIds } from './ids.ts'
import { ZONE } from './told/calendar.ts'
import { TILL_CODE } from './told/sales.ts'
import { type SampleOptions, sampleHistory } from './told/sample.ts'
import { createWriter } from './written/apply.ts'
import type { Batch } from './written/batch.ts'

export interface SampleWritten {
  readonly sales: number
  readonly receipts: number
}

/**
 * Writes a live book of so many sales to a path where nothing lies, and closes it as the app does.
 *
 * Throws what the file system or SQLite throws; what was begun is then left behind and is no whole book.
 */
export async function writeSampleBook({
  path,
  ...options
}: SampleOptions & { readonly path: string }): Promise<SampleWritten> {
  const { begins } = sampleHistory(options).shop
  const ids = createIds(createChance(`${options.seed}/book/ids`))
  const book = { path, kind: 'live', tillCode: TILL_CODE, zone: ZONE, expectedBookId: null } as const
  const { db } = await openLedger(book, begins)
  try {
    db.prepare('UPDATE tills SET id = ?').run(ids.row(begins))
    db.prepare('UPDATE book SET id = ?').run(ids.row(begins))
    hurry(db)
    const taken = takeAway(db)
    const written = await fill(db, options)
    for (const sql of taken) db.exec(sql)
    db.exec("INSERT INTO invoices_search (invoices_search) VALUES ('rebuild')")
    settle(db)
    return written
  } finally {
    closeBook(db)
  }
}

/** Writes what a thread of its own tells, part by part. */
async function fill(db: Database, options: SampleOptions): Promise<SampleWritten> {
  const teller = new Worker(new URL('./written/teller.ts', import.meta.url), { workerData: options })
  const writer = createWriter(db)
  let written: SampleWritten = { sales: 0, receipts: 0 }
  await new Promise<void>((resolve, reject) => {
    teller.on('message', (batch: Batch) => {
      try {
        writer.write(batch)
        written = { sales: batch.sales, receipts: batch.receipts }
        teller.postMessage('written')
      } catch (error) {
        reject(error)
      }
    })
    teller.on('error', reject)
    teller.on('exit', () => resolve())
  }).finally(() => teller.terminate())
  if (written.sales !== options.sales) throw new Error('a sample book was not told to its end')
  writer.end()
  return written
}

/** Nobody reads the book while it is filled, and a run that breaks off leaves a file that is thrown away. */
const IN_A_HURRY = [
  'locking_mode = EXCLUSIVE',
  'journal_mode = DELETE',
  'journal_mode = OFF',
  'synchronous = OFF',
  'secure_delete = OFF',
  // A test lives the same histories through the ledger, with every check.
  'foreign_keys = OFF',
  'ignore_check_constraints = ON',
  'cache_size = -262144',
]

/** What the app opens a book with. */
const AS_USUAL = [
  'ignore_check_constraints = OFF',
  'locking_mode = NORMAL',
  'journal_mode = DELETE',
  'journal_mode = WAL',
  'synchronous = FULL',
  'secure_delete = ON',
  'foreign_keys = ON',
]

function hurry(db: Database): void {
  // A book without a journal is allowed in this mode alone.
  db.unsafeMode(true)
  for (const setting of IN_A_HURRY) db.pragma(setting)
}

function settle(db: Database): void {
  for (const setting of AS_USUAL) db.pragma(setting)
  db.unsafeMode(false)
}

/**
 * Takes away the indexes that only make reading fast, and what keeps the search index up to date row by row.
 *
 * Gives how to make them again: at the end, and the search index all at once, that costs much less.
 */
function takeAway(db: Database): readonly string[] {
  const found = db
    .prepare(
      `SELECT type, name, sql FROM sqlite_schema
       WHERE type = 'index' AND sql LIKE 'CREATE INDEX%' OR name = 'invoices_searched' ORDER BY rowid`,
    )
    .all() as { readonly type: string; readonly name: string; readonly sql: string }[]
  for (const { type, name } of found) db.exec(`DROP ${type} ${name}`)
  return found.map(({ sql }) => sql)
}
