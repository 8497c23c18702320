import type { Database, Statement } from 'better-sqlite3'
import { type Batch, type Bound, columnsOf, TABLE_NAMES, type TableName, TILL } from './batch.ts'

/** So many rows go into one statement; more save nothing. */
const ROWS = 16
/** Sales of one transaction. */
const COMMIT_EVERY = 20_000

/** Writes the parts of a book in their order. */
export interface Writer {
  write(batch: Batch): void
  end(): void
}

interface Insert {
  readonly width: number
  readonly many: Statement
  readonly one: Statement
}

/** Prepares the writing into an empty book, in transactions of its own. */
export function createWriter(db: Database): Writer {
  const inserts = new Map(TABLE_NAMES.map((table) => [table, insertInto(db, table)]))
  let committed = 0
  db.exec('BEGIN')

  function insert(table: TableName, values: readonly Bound[]): void {
    const found = inserts.get(table)
    if (!found) throw new Error(`nothing is prepared for ${table}`)
    const { width, many, one } = found
    let from = 0
    for (; from + ROWS * width <= values.length; from += ROWS * width) {
      many.run(values.slice(from, from + ROWS * width))
    }
    for (; from < values.length; from += width) one.run(values.slice(from, from + width))
  }

  return {
    write({ statements, rows, sales }) {
      for (const { sql, params } of statements) db.prepare(sql).run(params)
      for (const table of TABLE_NAMES) insert(table, rows[table])
      if (sales - committed < COMMIT_EVERY) return
      db.exec('COMMIT; BEGIN')
      committed = sales
    },
    end: () => void db.exec('COMMIT'),
  }
}

function insertInto(db: Database, table: TableName): Insert {
  const columns = columnsOf(table)
  const [fixed, value] = table === 'invoice_lines' ? ['', ''] : [', till_seq', `, ${TILL}`]
  const one = `(${columns.map((column) => (column === 'hash' ? 'unhex(?)' : '?')).join(', ')}${value})`
  const prepare = (rows: number): Statement =>
    db.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}${fixed}) VALUES ${Array(rows).fill(one).join(', ')}`,
    )
  return { width: columns.length, many: prepare(ROWS), one: prepare(1) }
}
