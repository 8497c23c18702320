import type { Database } from 'better-sqlite3'
import type { Actor } from '../../acting.ts'
import type { Reading } from './context.ts'

const actors = new WeakMap<Database, Actor | null>()

/** Runs a part of the ledger as this person's doing, as far as it goes at once; null for nobody's. */
export function withActor<T>(db: Database, actor: Actor | null, work: () => T): T {
  const before = actors.get(db) ?? null
  actors.set(db, actor)
  try {
    return work()
  } finally {
    actors.set(db, before)
  }
}

/** Runs a part that a provider told of: it is nobody's doing, whoever asked. */
export function asTold<T>({ db }: Reading, work: () => T): T {
  return withActor(db, null, work)
}

/** Whose doing the call under way is; null for nobody's. */
export function actorOf({ db }: Reading): Actor | null {
  return actors.get(db) ?? null
}
