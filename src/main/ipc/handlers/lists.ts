import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { MatrixStretch } from '../../../shared/contract/shapes/lists/month.ts'
import { daysOf } from '../../../shared/time/days.ts'
import type { MatrixQuery } from '../../ledger/port/lists.ts'
import type { Session } from '../../session/session.ts'
import { inInstants } from '../asked/in-instants.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes of the lists that a person looks through. */
export function listsHandlers(app: AppPort) {
  return {
    'lists.invoices': ({ filter, ...stretch }) =>
      withBook(app, async (session) =>
        ok(await session.lists.stretch({ filter: await inInstants(session, filter), ...stretch })),
      ),
    'lists.newest': ({ filter, limit }) =>
      withBook(app, async (session) =>
        ok(await session.lists.newest({ filter: await inInstants(session, filter), limit })),
      ),
    'lists.ids': ({ filter, ...stretch }) =>
      withBook(app, async (session) =>
        ok(await session.lists.ids({ filter: await inInstants(session, filter), ...stretch })),
      ),
    'lists.next': ({ filter, ...place }) =>
      withBook(app, async (session) =>
        ok(await session.lists.next({ filter: await inInstants(session, filter), ...place })),
      ),
    'lists.sums': ({ filter }) =>
      withBook(app, async (session) => ok(await session.lists.sums(await inInstants(session, filter)))),
    'lists.counts': ({ filter, items }) =>
      withBook(app, async (session) =>
        ok(await session.lists.counts({ filter: await inInstants(session, filter), items })),
      ),
    'lists.receipts': ({ filter, ...stretch }) =>
      withBook(app, async (session) =>
        ok(await session.lists.receipts({ filter: await inInstants(session, filter), ...stretch })),
      ),
    'lists.receiptSums': ({ filter }) =>
      withBook(app, async (session) =>
        ok(await session.lists.receiptSums(await inInstants(session, filter))),
      ),
    'lists.receiptCounts': ({ filter, items }) =>
      withBook(app, async (session) =>
        ok(await session.lists.receiptCounts({ filter: await inInstants(session, filter), items })),
      ),
    'lists.month': (stretch) =>
      withBook(app, async (session) => ok(await session.lists.matrix(await daysIn(session, stretch)))),
    'lists.charts': (stretch) =>
      withBook(app, async (session) => ok(await session.lists.charts(await daysIn(session, stretch)))),
    'lists.keepColumns': async ({ kind, list, columns }) => app.listColumns.keep(kind, list, columns),
  } satisfies Partial<Handlers>
}

async function daysIn({ ledger }: Session, { span, day }: MatrixStretch): Promise<MatrixQuery> {
  const { zone } = await ledger.book()
  // A month, a quarter and a year begin on the same day wherever the week does.
  const { from, to } = daysOf(span, day, 0)
  return { from: from ?? day, to: to ?? day, zone }
}
