import type { Database, Statement } from 'better-sqlite3'

/** A value as it is bound. */
export type Bound = string | number | bigint | Buffer | null

/** Collects rows of one table and inserts many of them with one statement. */
export interface Inserts {
  add(row: readonly Bound[]): void
  /** Inserts what has been collected. */
  flush(): void
}

/** So many rows go into one statement; more save nothing. */
const ROWS = 16

/** Prepares the inserting of rows of these columns, in the order they are added. */
export function createInserts(db: Database, table: string, columns: readonly string[]): Inserts {
  const one = `(${columns.map(() => '?').join(', ')})`
  const prepare = (rows: number): Statement =>
    db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array(rows).fill(one).join(', ')}`)
  const many = prepare(ROWS)
  const single = prepare(1)
  let collected: Bound[] = []

  return {
    add(row) {
      for (const value of row) collected.push(value)
      if (collected.length < ROWS * columns.length) return
      many.run(collected)
      collected = []
    },
    flush() {
      for (let from = 0; from < collected.length; from += columns.length) {
        single.run(collected.slice(from, from + columns.length))
      }
      collected = []
    },
  }
}
