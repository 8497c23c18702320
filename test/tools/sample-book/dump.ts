import type { Database as Connection } from 'better-sqlite3'
import Database from 'better-sqlite3'

export type Dump = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** What the search index is made of; its own tables say the same in a form that depends on the order of commits. */
const WORDS = "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'invoices_search', 'instance')"

/** Reads all that a closed book holds: its settings, its schema, every row of every table, every word of its index. */
export function dump(path: string): Dump {
  const db = new Database(path, { readonly: true })
  try {
    db.defaultSafeIntegers(true)
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'invoices_search%'",
      )
      .pluck()
      .all() as string[]
    return {
      settings: ['application_id', 'user_version', 'journal_mode', 'page_size'].map((name) => ({
        [name]: db.pragma(name, { simple: true }),
      })),
      schema: rows(db, 'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').filter(
        ({ name }) => !String(name).startsWith('sqlite_stat'),
      ),
      ...Object.fromEntries(tables.map((name) => [name, rows(db, `SELECT * FROM ${name} ORDER BY rowid`)])),
      words: wordsOf(db),
    }
  } finally {
    db.close()
  }
}

function wordsOf(db: Connection): Dump[string] {
  db.exec(WORDS)
  return rows(db, 'SELECT * FROM temp.words ORDER BY term, doc, col, offset')
}

function rows(db: Connection, sql: string): Record<string, unknown>[] {
  return db.prepare(sql).all() as Record<string, unknown>[]
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|CF-\d{6,}-[0-9A-Z]{8}/g

/**
 * Puts in the place of every id and every marker whose it is ("receipts 12"), so that two books can be compared.
 *
 * `markers` are further names of the links' markers, in the order of the links: a history's own stand in its answers.
 */
export function withoutIds(book: Dump, markers: ReadonlyMap<string, string> = new Map()): Dump {
  const names = new Map<string, string>()
  for (const [table, found] of Object.entries(book)) {
    for (const row of found) {
      if (typeof row.id === 'string') names.set(row.id, `${table} ${row.seq}`)
      if (typeof row.marker === 'string') names.set(row.marker, `marker ${row.seq}`)
    }
  }
  for (const [written, told] of markers) names.set(told, names.get(written) ?? told)
  const plain = (value: unknown): unknown =>
    typeof value === 'string' ? value.replace(ID, (id) => names.get(id) ?? id) : value
  return Object.fromEntries(
    Object.entries(book).map(([table, found]) => [
      table,
      found.map((row) =>
        Object.fromEntries(
          Object.entries(row)
            // An event's hash is made of its id.
            .filter(([column]) => column !== 'hash')
            .map(([column, value]) => [column, plain(value)]),
        ),
      ),
    ]),
  )
}
