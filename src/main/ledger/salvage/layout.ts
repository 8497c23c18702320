import type { Database } from 'better-sqlite3'
import { all } from '../sqlite/sql.ts'
import type { Value } from './records.ts'

/** A table as its rows lie in the file: the columns that are stored, in their order. */
export interface Layout {
  readonly table: string
  readonly columns: readonly Column[]
}

interface Column {
  readonly name: string
  readonly type: 'INTEGER' | 'TEXT' | 'BLOB'
  readonly needed: boolean
  /** What stands there where a row of an older shape ends before it is null, or the column's own default. */
  readonly mayLack: boolean
  /** The row's own number, which lies beside its values. */
  readonly isKey: boolean
}

/** The tables of a book, each behind those that its rows name. */
export const TABLES = [
  'tills',
  'book',
  'provider_accounts',
  'items',
  'imports',
  'invoices',
  'invoice_lines',
  'payment_links',
  'receipts',
  'refunds',
  'standing_links',
  'standing_payments',
  'exceptions',
  'events',
  'periods',
  'period_figures',
  'later_facts',
  'tie_outs',
] as const
export type TableName = (typeof TABLES)[number]

const text = (name: string, needed = true): Column => ({
  ...{ name, type: 'TEXT', needed, mayLack: !needed, isKey: false },
})

/** Where a file keeps what it is made of. */
export const SCHEMA: Layout = {
  table: 'sqlite_schema',
  columns: [
    ...[text('type'), text('name'), text('tbl_name')],
    { name: 'rootpage', type: 'INTEGER', needed: true, mayLack: false, isKey: false },
    text('sql', false),
  ],
}

interface ColumnRow {
  readonly name: string
  readonly type: Column['type']
  readonly notnull: bigint
  readonly pk: bigint
  readonly hidden: bigint
  readonly dflt_value: string | null
}

/** Reads how the rows of a table lie in a book of the newest shape; an older one may lack some of the last columns. */
export function layoutOf(db: Database, table: string): Layout {
  const rows = all<ColumnRow>(
    { db },
    'SELECT name, type, "notnull", pk, hidden, dflt_value FROM pragma_table_xinfo(?)',
    [table],
  )
  // What is worked out of other columns is not stored.
  const stored = rows.filter((row) => row.hidden === 0n)
  const columns = stored.map(({ name, type, notnull, pk, dflt_value: standard }) => ({
    name,
    type,
    needed: notnull === 1n,
    mayLack: notnull === 0n || standard !== null,
    isKey: pk === 1n,
  }))
  return { table, columns }
}

/** Tells whether these values can be a row of the table, by their number and kinds. */
export function fits({ columns }: Layout, values: readonly Value[]): boolean {
  if (values.length > columns.length || !columns.slice(values.length).every((column) => column.mayLack))
    return false
  return values.every((value, place) => {
    const column = columns[place]
    if (column === undefined) return false
    if (column.isKey) return value === null
    if (value === null) return !column.needed
    if (column.type === 'INTEGER') return typeof value === 'bigint'
    return column.type === 'TEXT' ? typeof value === 'string' : Buffer.isBuffer(value)
  })
}
