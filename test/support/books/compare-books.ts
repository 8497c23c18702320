import Database from 'better-sqlite3'
import { TABLES, type TableName } from '../../../src/main/ledger/salvage/layout.ts'

/** How a salvaged book differs from the one it was before it was damaged. */
export interface Difference {
  /** Keys of rows that are not there any more, by table. */
  readonly lost: Readonly<Partial<Record<TableName, readonly number[]>>>
  /** Rows that are not as they were, or never were: "items 4". */
  readonly altered: readonly string[]
}

/** What a salvage itself writes: its notes, what has the numbers go on, and a trail that begins anew. */
const OWN_KINDS = ['book_salvaged', 'numbers_missing', 'rows_missing', 'row_rebuilt', 'receipt_missing']
const OWN_COLUMNS = ['last_commit', 'last_number', 'hash']

/** Compares two books row by row, each with all of its columns. */
export function compareBooks(before: string, after: string): Difference {
  const [old, now] = [rowsIn(before), rowsIn(after)]
  const lost: Partial<Record<TableName, number[]>> = {}
  const altered: string[] = []
  for (const table of TABLES) {
    const [was, is] = [old.get(table) ?? new Map(), now.get(table) ?? new Map()]
    const gone = [...was.keys()].filter((key) => !is.has(key))
    if (gone.length > 0) lost[table] = gone
    for (const [key, row] of is) if (was.get(key) !== row) altered.push(`${table} ${key}`)
  }
  return { lost, altered }
}

function rowsIn(path: string): ReadonlyMap<TableName, ReadonlyMap<number, string>> {
  const db = new Database(path, { readonly: true })
  db.defaultSafeIntegers(true)
  try {
    return new Map(
      TABLES.map((table) => {
        const rows = db.prepare(`SELECT * FROM "${table}"`).all() as Readonly<Record<string, unknown>>[]
        const others = rows.filter((row) => table !== 'events' || !OWN_KINDS.includes(String(row.kind)))
        return [table, new Map(others.map((row) => [Number(row.seq), written(row)]))] as const
      }),
    )
  } finally {
    db.close()
  }
}

function written(row: Readonly<Record<string, unknown>>): string {
  const kept = Object.entries(row).filter(([name]) => !OWN_COLUMNS.includes(name))
  return JSON.stringify(kept, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))
}
