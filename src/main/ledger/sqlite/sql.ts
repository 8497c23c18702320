import type { Database, Statement } from 'better-sqlite3'
import type { Reading, Writing } from './context.ts'

/** A value as it is bound; amounts go as bigint, so that none is rounded above 2^53. */
export type Bound = string | number | bigint | Buffer | null
export type Params = Readonly<Record<string, Bound>> | readonly Bound[]

/** Gives what prepares each text once for a connection. */
function preparedOnce(prepare: (db: Database, sql: string) => Statement) {
  const caches = new WeakMap<Database, Map<string, Statement>>()
  return (db: Database, sql: string): Statement => {
    let cache = caches.get(db)
    if (!cache) {
      cache = new Map()
      caches.set(db, cache)
    }
    let statement = cache.get(sql)
    if (!statement) {
      statement = prepare(db, sql)
      cache.set(sql, statement)
    }
    return statement
  }
}

const prepared = preparedOnce((db, sql) => db.prepare(sql))
const preparedPlain = preparedOnce((db, sql) => db.prepare(sql).raw().safeIntegers(false))

/** Reads all rows of a fixed statement; statements are prepared once per connection. */
export function all<Row>({ db }: Reading, sql: string, params: Params = []): Row[] {
  return prepared(db, sql).all(params) as Row[]
}

/**
 * Reads all rows of a fixed statement as arrays, and integers as numbers: for rows by the million. No value may lie beyond 2^53.
 */
export function plainRows<Row extends readonly unknown[]>(
  { db }: Reading,
  sql: string,
  params: Params = [],
): Row[] {
  return preparedPlain(db, sql).all(params) as Row[]
}

/** Reads the first row of a fixed statement; null when there is none. */
export function get<Row>({ db }: Reading, sql: string, params: Params = []): Row | null {
  return (prepared(db, sql).get(params) as Row | undefined) ?? null
}

/** Runs a fixed statement; gives the number of rows it changed. */
export function run({ db }: Writing<Reading>, sql: string, params: Params = []): number {
  return prepared(db, sql).run(params).changes
}

/** Runs an insert; gives the new row's integer key. */
export function insert({ db }: Writing<Reading>, sql: string, params: Params): bigint {
  return BigInt(prepared(db, sql).run(params).lastInsertRowid)
}

/** Runs a fixed statement that gives back what it wrote (RETURNING); null when it wrote nothing. */
export function getWritten<Row>({ db }: Writing<Reading>, sql: string, params: Params = []): Row | null {
  return (prepared(db, sql).get(params) as Row | undefined) ?? null
}

/** Turns a stored instant into epoch ms. */
export function ms(stored: bigint): number {
  return Number(stored)
}

/** Turns a stored instant that may be missing into epoch ms. */
export function msOrNull(stored: bigint | null): number | null {
  return stored === null ? null : Number(stored)
}
