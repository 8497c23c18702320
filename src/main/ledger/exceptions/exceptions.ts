import { withDetail } from '../invoices/detail.ts'
import { touch } from '../invoices/head.ts'
import type { Ledger } from '../port/ledger.ts'
import { asTold } from '../sqlite/actor.ts'
import { inSnapshot, inTransaction, type LedgerContext } from '../sqlite/context.ts'
import { get } from '../sqlite/sql.ts'
import { countByKind, countOf, OPEN_COUNT_SQL, placesOf } from './inbox.ts'
import { lastFact } from './last-fact.ts'
import { noteCompared, orphanOf } from './orphans.ts'
import { resolveByPerson } from './raise.ts'
import { readRows } from './rows.ts'

type ExceptionMethods = Pick<
  Ledger,
  | 'exceptions'
  | 'exceptionStretch'
  | 'exceptionKinds'
  | 'exceptionKeys'
  | 'exceptionCount'
  | 'resolveException'
  | 'noteCompared'
  | 'orphan'
>

/** Gives the methods that list, count and resolve what calls for a person. */
export function exceptionMethods(context: LedgerContext): ExceptionMethods {
  const exceptions: Ledger['exceptions'] = (query) => readRows(context, placesOf(context, query))
  return {
    exceptions,
    exceptionStretch: (query) =>
      inSnapshot(context, () => ({
        count: countOf(context, query),
        rows: exceptions(query),
        news: lastFact(context),
      })),
    exceptionKinds: (resolved, since) => countByKind(context, resolved, since),
    exceptionKeys: ({ kind = null, from, limit }) =>
      inSnapshot(context, () => {
        const query = { resolved: false, kind, from, limit }
        const keys = exceptions(query).map(({ id, kind, difference }) => ({ id, kind, difference }))
        return { count: countOf(context, query), keys, news: lastFact(context) }
      }),
    exceptionCount: () => Number(get<{ n: bigint }>(context, OPEN_COUNT_SQL)?.n ?? 0),
    resolveException: (id, note, person, at) =>
      inTransaction(context, (writing) => {
        const invoice = resolveByPerson(writing, id, note, person, at)?.invoice
        return invoice ? withDetail(writing, touch(writing, invoice, at)) : null
      }),
    orphan: (id) => orphanOf(context, id),
    noteCompared: (compared, at) =>
      inTransaction(context, (writing) => asTold(writing, () => noteCompared(writing, compared, at))),
  }
}
