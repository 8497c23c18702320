import { copyFileSync, rmSync } from 'node:fs'
import Database, { type Database as Connection } from 'better-sqlite3'
import { TABLES, type TableName } from '../../../src/main/ledger/salvage/layout.ts'
import { PAGE_SIZE, writePage } from '../rounds/pages.ts'

/** Rows that a salvage makes anew where they are lost. */
export const REBUILT: readonly TableName[] = ['tills', 'book', 'provider_accounts', 'items', 'payment_links']

/** Rows by table. */
export type Rows = Readonly<Partial<Record<TableName, readonly number[]>>>

/**
 * Says which rows lie on a page of a sound book, by SQLite's own reading of a copy without that page: none for a page of an index, of
 * a tree's upper levels, of the word index or of what the file is made of.
 */
export function rowsOn(path: string, page: number): Rows {
  const sound = new Database(path, { readonly: true })
  const copy = `${path}-without-${page}`
  copyFileSync(path, copy)
  writePage(copy, page, Buffer.alloc(PAGE_SIZE))
  try {
    const owner = sound.prepare('SELECT name, pagetype FROM dbstat WHERE pageno = ?').get(page) as
      | { readonly name: string; readonly pagetype: string }
      | undefined
    const table = TABLES.find((name) => name === owner?.name)
    if (table === undefined || owner?.pagetype === 'internal' || page === 1) return {}
    const damaged = new Database(copy, { readonly: true })
    const sql = `SELECT * FROM "${table}" NOT INDEXED WHERE seq = ?`
    const keys = sound.prepare(`SELECT seq FROM "${table}" ORDER BY seq`).pluck().all() as number[]
    const lost = keys.filter((key) => {
      try {
        return JSON.stringify(damaged.prepare(sql).get(key)) !== JSON.stringify(sound.prepare(sql).get(key))
      } catch {
        return true
      }
    })
    damaged.close()
    return lost.length === 0 ? {} : { [table]: lost }
  } finally {
    sound.close()
    for (const beside of ['', '-wal', '-shm']) rmSync(`${copy}${beside}`, { force: true })
  }
}

/** Adds the rows that name lost ones, and those that name them in turn; what is made anew takes none with it. */
export function withDependants(path: string, lost: Rows): Rows {
  const sound = new Database(path, { readonly: true })
  const gone = new Map<TableName, Set<number>>()
  try {
    for (const table of TABLES) {
      if (REBUILT.includes(table) && table !== 'payment_links') continue
      const own = new Set(table === 'payment_links' ? [] : lost[table])
      // A refund may name an earlier one.
      for (const row of rowsOf(sound, table))
        if (row.owners.some(([owner, key]) => (owner === table ? own : gone.get(owner))?.has(key)))
          own.add(row.seq)
      gone.set(table, own)
    }
  } finally {
    sound.close()
  }
  const some = [...gone].filter(([, keys]) => keys.size > 0)
  return Object.fromEntries(some.map(([table, keys]) => [table, [...keys].toSorted((a, b) => a - b)]))
}

interface OwnedRow {
  readonly seq: number
  readonly owners: readonly (readonly [TableName, number])[]
}

function rowsOf(db: Connection, table: TableName): readonly OwnedRow[] {
  const named = db.pragma(`foreign_key_list(${table})`) as {
    readonly table: TableName
    readonly from: string
  }[]
  const rows = db.prepare(`SELECT * FROM "${table}" ORDER BY seq`).all() as Readonly<
    Record<string, number | null>
  >[]
  return rows.map((row) => ({
    seq: Number(row.seq),
    owners: named.flatMap(({ table: owner, from }) => {
      const key = row[from]
      return key === null || key === undefined ? [] : [[owner, key] as const]
    }),
  }))
}
