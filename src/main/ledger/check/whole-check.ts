import type { Database } from 'better-sqlite3'
import type { CheckOutcome } from '../port/copies/check.ts'
import { inSnapshot } from '../sqlite/context.ts'
import { problemOf } from '../sqlite/errors.ts'
import { partsOf, shapeOf } from '../sqlite/migrate.ts'
import { readVersion } from '../sqlite/open.ts'
import { openReadOnly } from '../sqlite/read-only.ts'
import { all, get } from '../sqlite/sql.ts'
import { bookStampText } from '../witness/file-stamp.ts'
import { type KnownHoles, knownHoles } from './known-holes.ts'
import { faultInRefunds } from './refunds.ts'

/** Tables whose rows are never removed, and their keys, of which the highest is their count, but for what was lost before a salvage. */
const KEPT_TABLES = {
  invoices: 'seq',
  invoice_lines: 'seq',
  payment_links: 'seq',
  receipts: 'seq',
  events: 'seq',
  items: 'seq',
  exceptions: 'seq',
  refunds: 'seq',
  periods: 'seq',
  period_figures: 'seq',
  later_facts: 'seq',
  tie_outs: 'seq',
  imports: 'seq',
  tills: 'seq',
  // One row for each invoice; SQLite's own check of a word index leaves it out.
  invoices_search_docsize: 'id',
} as const

/** SQLite never uses the page that holds this byte of a file. */
const LOCK_BYTE = 2 ** 30

export interface CheckPorts {
  /** Told how much is done, from 0 to 1. */
  progress(done: number): void
  cancelled(): boolean
}

/**
 * Checks a whole book over a reading connection of its own: every page in its place and used once, every row in its indexes, every
 * named row there, as many rows as were ever written, every trigger that keeps them, and refunds that add up.
 *
 * Never throws. A damaged page is found by what it breaks; a letter changed within a text that no index holds is not.
 */
export function checkWhole(path: string, ports: CheckPorts): CheckOutcome {
  // Before the first page is read: what is written meanwhile, into the journal too, was not checked.
  const file = bookStampText(path)
  if (file === null) return { state: 'unknown', reason: 'the file is gone' }
  let db: Database | null = null
  try {
    db = openReadOnly(path)
    db.pragma('cell_size_check = ON')
    const found = firstFault(db, ports)
    if (found === CANCELLED) return { state: 'unknown', reason: CANCELLED }
    return found === null ? { state: 'sound', file } : { state: 'unsound', found }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const problem = problemOf(error)
    const damaged = problem === 'CORRUPT' || problem === 'NOT_A_DATABASE'
    return damaged ? { state: 'unsound', found: reason } : { state: 'unknown', reason }
  } finally {
    db?.close()
  }
}

const CANCELLED = 'cancelled'

function firstFault(db: Database, ports: CheckPorts): string | null {
  const parts = new Set(partsOf(db))
  const gone = shapeOf(readVersion(db)).find((part) => !parts.has(part))
  if (gone !== undefined) return `gone: ${gone.slice(0, 100)}`
  const pages = pagesByTable(db)
  if (typeof pages === 'string') return pages
  const whole = [...pages.values()].reduce((sum, count) => sum + count, 0)
  let done = 0
  for (const [table, count] of pages) {
    if (ports.cancelled()) return CANCELLED
    const fault = faultIn(db, table)
    if (fault !== null) return `${table}: ${fault.slice(0, 300)}`
    done += count
    ports.progress(whole === 0 ? 1 : done / whole)
  }
  const counted = countRows(db)
  const isWhole = counted.every(({ rows, highest }) => rows === highest)
  const holes: KnownHoles = isWhole ? new Map() : knownHoles({ db })
  return faultInCounts(db, counted, holes) ?? faultInRefunds({ db }, holes.get('refunds') ?? [])
}

/** Gives the pages of each table with its indexes; a text where the pages do not add up to the file. */
function pagesByTable(db: Database): ReadonlyMap<string, number> | string {
  const read = inSnapshot({ db }, () => ({
    trees: all<{ name: string; pages: bigint }>(
      { db },
      'SELECT name, pageno AS pages FROM dbstat WHERE aggregate = TRUE',
    ),
    free: Number(db.pragma('freelist_count', { simple: true })),
    all: Number(db.pragma('page_count', { simple: true })),
    size: Number(db.pragma('page_size', { simple: true })),
    owners: all<{ name: string; owner: string }>({ db }, 'SELECT name, tbl_name AS owner FROM sqlite_schema'),
  }))
  const owners = new Map(read.owners.map(({ name, owner }) => [name, owner]))
  const pages = new Map<string, number>([['sqlite_schema', 0]])
  // A virtual table has no pages of its own, and is checked too.
  for (const { owner } of read.owners) pages.set(owner, 0)
  let used = read.free + (read.all * read.size > LOCK_BYTE ? 1 : 0)
  for (const tree of read.trees) {
    const owner = owners.get(tree.name) ?? 'sqlite_schema'
    pages.set(owner, (pages.get(owner) ?? 0) + Number(tree.pages))
    used += Number(tree.pages)
  }
  return used === read.all ? pages : `pages: ${used}/${read.all}`
}

function faultIn(db: Database, table: string): string | null {
  const quoted = `"${table.replaceAll('"', '""')}"`
  const found = db.pragma(`integrity_check(${quoted})`) as { readonly integrity_check: string }[]
  const fault = found.find((row) => row.integrity_check !== 'ok')
  if (fault) return fault.integrity_check
  if (table === 'sqlite_schema') return null
  const strays = db.pragma(`foreign_key_check(${quoted})`) as unknown[]
  return strays.length === 0 ? null : `strays: ${strays.length}`
}

interface Counted {
  readonly table: string
  readonly key: string
  readonly rows: bigint
  readonly highest: bigint
}

function countRows(db: Database): readonly Counted[] {
  const tables = new Set(
    all<{ name: string }>({ db }, 'SELECT name FROM sqlite_schema').map(({ name }) => name),
  )
  return Object.entries(KEPT_TABLES).flatMap(([table, key]) => {
    // A book of an earlier shape lacks some of them.
    if (!tables.has(table)) return []
    const row = get<{ rows: bigint; highest: bigint | null }>(
      { db },
      `SELECT count(*) AS rows, max(${key}) AS highest FROM "${table}"`,
    )
    return [{ table, key, rows: row?.rows ?? 0n, highest: row?.highest ?? 0n }]
  })
}

/** What a salvage could not bring along is known, and whatever else is missing is a fault. */
function faultInCounts(db: Database, counted: readonly Counted[], holes: KnownHoles): string | null {
  const fault = counted.find((one) => one.rows + knownMissing(db, one, holes) !== one.highest)
  return fault ? `${fault.table}: ${fault.rows}/${fault.highest}` : null
}

/** Counts the rows that are known to be missing: a key above all others that were left is given again, and no longer one of them. */
function knownMissing(db: Database, { table, key, highest }: Counted, holes: KnownHoles): bigint {
  const ranges = holes.get(table === 'invoices_search_docsize' ? 'invoices' : table) ?? []
  const within = `SELECT count(*) AS rows FROM "${table}" WHERE ${key} BETWEEN ? AND ?`
  return ranges.reduce((missing, { from, to }) => {
    const end = BigInt(to) < highest ? BigInt(to) : highest
    if (BigInt(from) > end) return missing
    const filled = get<{ rows: bigint }>({ db }, within, [from, end])?.rows ?? 0n
    return missing + end - BigInt(from) + 1n - filled
  }, 0n)
}
