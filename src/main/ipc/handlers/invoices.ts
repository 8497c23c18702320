import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { InvoiceDetail } from '../../../shared/contract/shapes/invoice.ts'
import { onItsOwn } from '../../acting.ts'
import type { InvoiceRecord } from '../../ledger/port/record.ts'
import type { Session } from '../../session/session.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'
import { callerName } from './people.ts'

/** The routes about invoices and their links. */
export function invoiceHandlers(app: AppPort) {
  return {
    'invoices.create': (sale) => act(app, (session) => session.invoicing.create(sale)),
    'invoices.list': (query) =>
      withBook(app, async (session) => {
        const page = await session.ledger.invoices(query)
        return ok({ rows: [...page.rows], nextCursor: page.nextCursor })
      }),
    'invoices.get': ({ id }) => withBook(app, (session) => readDetail(session, id)),
    'invoices.view': ({ id }) =>
      withBook(app, async (session) => {
        await session.watcher.view(id)
        return ok(null)
      }),
    'invoices.check': ({ id }) =>
      withBook(app, async (session) => {
        // What its provider tells is nobody's doing, also of a link that is found again.
        const checked = await onItsOwn(() => session.check(id))
        return checked.ok ? readDetail(session, id) : checked
      }),
    'invoices.relink': ({ id }) => act(app, (session) => session.invoicing.relink(id)),
    'invoices.linkForRemainder': ({ id }) => act(app, (session) => session.invoicing.linkForRemainder(id)),
    'invoices.acceptShortfall': ({ id, received, reason }, call) =>
      act(app, (session) =>
        session.invoicing.acceptShortfall(id, received, { reason, person: callerName(app, call) }),
      ),
    'invoices.abandon': ({ id, reason }) => act(app, (session) => session.invoicing.abandon(id, reason)),
    'invoices.note': ({ id, text }, call) =>
      act(app, (session) =>
        session.review.inTurn(() => session.invoicing.addNote(id, text, callerName(app, call))),
      ),
    'invoices.recordRefund': ({ id, ...refund }, call) =>
      act(app, (session) => session.invoicing.recordRefund(id, refund, callerName(app, call))),
    'invoices.undoRefund': ({ refundId, reason }, call) =>
      act(app, (session) => session.invoicing.undoRefund(refundId, reason, callerName(app, call))),
    'links.copy': ({ linkId, what }) =>
      withBook(app, async (session) => {
        const link = await session.ledger.link(linkId)
        const text = what === 'address' ? link?.url : link?.providerRef
        if (!text) return refuse('NOT_FOUND')
        app.copyText(text)
        return ok(null)
      }),
    'links.open': ({ linkId }) =>
      withBook(app, async (session) => {
        const link = await session.ledger.link(linkId)
        if (!link?.url) return refuse('NOT_FOUND')
        // A practice link names a real provider's host, where nobody knows it.
        if (session.kind === 'practice') return refuse('CONFLICT')
        const hosts = session.provider(link.provider).payHosts
        return app.openPayLink(link.url, hosts) ? ok(null) : refuse('CONFLICT')
      }),
  } satisfies Partial<Handlers>
}

/** Lets a person's act answer with the sale that its own commit has read. */
function act(
  app: AppPort,
  run: (session: Session) => Promise<Result<InvoiceRecord>>,
): Promise<Result<InvoiceDetail>> {
  return withBook(app, async (session) => {
    const done = await run(session)
    return done.ok ? ok(withProvider(session, done.value)) : done
  })
}

/** Reads one invoice as the window sees it; NOT_FOUND when the book has none of that id. */
export async function readDetail(session: Session, invoiceId: string): Promise<Result<InvoiceDetail>> {
  const found = await session.ledger.invoice(invoiceId)
  return found ? ok(withProvider(session, found)) : refuse('NOT_FOUND')
}

function withProvider(session: Session, found: InvoiceRecord): InvoiceDetail {
  const { recovery } = session.provider(found.invoice.provider).capabilities
  return { ...found, invoice: { ...found.invoice, recovery } }
}
