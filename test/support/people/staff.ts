import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Role } from '../../../src/shared/contract/plain/rights.ts'
import type { TestApp } from '../app/host.ts'

/** The PIN of each of the staff. */
export const PINS = { Nadia: '2468', Karim: '112233', Yanis: '13579' } as const
export type Name = keyof typeof PINS

const ROLES: Readonly<Record<Name, Role>> = { Nadia: 'owner', Karim: 'bookkeeper', Yanis: 'cashier' }

/** A till with an owner, a bookkeeper and a cashier. */
export interface Staff {
  readonly ids: Readonly<Record<Name, string>>
  /** Signs one of them in. */
  be(name: Name): Promise<void>
}

/** Sets the staff up; the owner is signed in then. */
export async function staffOf(shop: TestApp): Promise<Staff> {
  await shop.call('people.setUp', { name: 'Nadia', pin: PINS.Nadia })
  for (const name of ['Karim', 'Yanis'] as const)
    await shop.call('people.add', { name, role: ROLES[name], pin: PINS[name] })
  const { people } = await shop.call('people.view', {})
  const idOf = (name: Name) => people.find((one) => one.name === name)?.id ?? ''
  const ids = { Nadia: idOf('Nadia'), Karim: idOf('Karim'), Yanis: idOf('Yanis') }
  return {
    ids,
    async be(name) {
      await shop.call('people.signIn', { id: ids[name], pin: PINS[name] })
    },
  }
}

/** All rows of a book, by table. */
export function rowsOf(path: string): Readonly<Record<string, readonly unknown[]>> {
  const db = new Database(path, { readonly: true })
  try {
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
      )
      .pluck()
      .all() as string[]
    return Object.fromEntries(tables.map((name) => [name, db.prepare(`SELECT * FROM "${name}"`).raw().all()]))
  } finally {
    db.close()
  }
}

/** The small files of the app in a folder, by their names, as they are. */
export function smallFiles(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).filter(
    (name) => statSync(join(folder, name)).isFile() && name.endsWith('.json'),
  )
  return Object.fromEntries(names.toSorted().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

/** The last events of the book, the oldest first, with what they say. */
export async function lastEvents(shop: TestApp, limit: number) {
  const { rows } = await shop.call('trail.entries', { from: 0, limit })
  return rows.toReversed().map(({ kind, data }) => ({ kind, by: data.by ?? null, data }))
}
