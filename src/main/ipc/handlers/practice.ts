import { type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { InvoiceDetail } from '../../../shared/contract/shapes/invoice.ts'
import { onItsOwn } from '../../acting.ts'
import type { LiveLink } from '../../ledger/port/links.ts'
import type { Session } from '../../session/session.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'
import { readDetail } from './invoices.ts'

/** The routes of the practice book: the simulated customer. */
export function practiceHandlers(app: AppPort) {
  return {
    'practice.pay': ({ invoiceId, amount }) =>
      onNewestLink(app, invoiceId, (link) =>
        app.practice.pay({
          provider: link.provider,
          ref: link.ref,
          ...(amount !== null && { amount }),
        }),
      ),
    'practice.expire': ({ invoiceId }) =>
      onNewestLink(app, invoiceId, (link) => app.practice.expire({ provider: link.provider, ref: link.ref })),
  } satisfies Partial<Handlers>
}

async function onNewestLink(
  app: AppPort,
  invoiceId: string,
  act: (link: LiveLink) => { readonly ok: boolean },
): Promise<Result<InvoiceDetail>> {
  return withBook(app, async (session: Session) => {
    if (session.kind !== 'practice') return refuse('NOT_PRACTICE')
    const links = await session.ledger.liveLinksOf(invoiceId)
    const newest = links.toSorted((a, b) => b.createdAt - a.createdAt)[0]
    if (!newest) return refuse('NOTHING_TO_CHECK')
    if (!act(newest).ok) return refuse('CONFLICT')
    // It is the customer who has paid, and not whoever plays him.
    onItsOwn(() => session.watcher.checkNow(invoiceId)).catch(() => undefined)
    return readDetail(session, invoiceId)
  })
}
