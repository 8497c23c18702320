import { ok } from '../../../shared/contract/plain/envelope.ts'
import { EXCEPTIONS_LIMIT } from '../../../shared/contract/plain/limits.ts'
import type { PaymentException } from '../../../shared/contract/shapes/exception.ts'
import { toDecimal } from '../../../shared/money/money.ts'
import type { ExceptionRow } from '../../ledger/port/exceptions.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes about money that came late, short, over or twice. */
export function exceptionHandlers(app: AppPort) {
  return {
    'exceptions.list': ({ resolved }) =>
      withBook(app, async (session) => {
        const rows = await session.ledger.exceptions({ resolved, limit: EXCEPTIONS_LIMIT })
        return ok(rows.map(exceptionView))
      }),
    'exceptions.count': () =>
      withBook(app, async (session) => ok({ open: await session.ledger.exceptionCount() })),
    'exceptions.resolve': ({ id, note }) =>
      withBook(app, (session) => session.invoicing.resolveException(id, note, app.settings().cashier)),
  } satisfies Partial<Handlers>
}

function exceptionView({ asked, received, refunded, ...row }: ExceptionRow): PaymentException {
  return {
    ...row,
    asked: { currency: asked.currency, amount: toDecimal(asked) },
    received: { currency: received.currency, amount: toDecimal(received) },
    refunded: { currency: refunded.currency, amount: toDecimal(refunded) },
  }
}
