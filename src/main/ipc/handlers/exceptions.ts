import { ok, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { Amount } from '../../../shared/contract/shapes/atoms.ts'
import type { PaymentException } from '../../../shared/contract/shapes/exception.ts'
import { type Money, toDecimal } from '../../../shared/money/money.ts'
import { boundsOfDay, businessDay } from '../../../shared/time/zone.ts'
import type { ExceptionRow } from '../../ledger/port/exceptions.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'
import { callerName } from './people.ts'

/** The routes about what of the payments calls for a person. */
export function exceptionHandlers(app: AppPort) {
  return {
    'exceptions.list': (query) =>
      withBook(app, async ({ ledger }) => {
        const { rows, ...stretch } = await ledger.exceptionStretch(query)
        return ok({ ...stretch, rows: rows.map(exceptionView) })
      }),
    'exceptions.count': () =>
      withBook(app, async (session) => ok({ open: await session.ledger.exceptionCount() })),
    'exceptions.kinds': ({ resolved }) =>
      withBook(app, async ({ ledger, clock }) => {
        const { zone } = await ledger.book()
        const since = boundsOfDay(`${businessDay(clock.now(), zone).slice(0, 8)}01`, zone).from
        const { kinds, handledSince } = await ledger.exceptionKinds(resolved, since)
        return ok({ kinds: [...kinds], handledThisMonth: handledSince })
      }),
    'exceptions.keys': (query) =>
      withBook(app, async ({ ledger }) => {
        const { keys, ...answer } = await ledger.exceptionKeys(query)
        return ok({
          ...answer,
          keys: keys.map((key) => ({ ...key, difference: amountOrNull(key.difference) })),
        })
      }),
    'exceptions.handle': (act, call) =>
      withBook(app, (session) => session.review.handle({ ...act, person: callerName(app, call) })),
    'exceptions.takeIn': ({ id }) =>
      withBook(app, async (session) => {
        const orphan = await session.ledger.orphan(id)
        if (!orphan) return refuse('NOT_FOUND')
        const taken = await session.takeIn(orphan.accountId, orphan.ref, session.clock.now())
        return taken.ok ? ok({ number: taken.value }) : taken
      }),
  } satisfies Partial<Handlers>
}

function exceptionView({ asked, received, refunded, difference, ...row }: ExceptionRow): PaymentException {
  return {
    ...row,
    asked: amountOrNull(asked),
    received: amountOrNull(received),
    refunded: amountOrNull(refunded),
    difference: amountOrNull(difference),
  }
}

function amountOrNull(money: Money | null): Amount | null {
  return money && { currency: money.currency, amount: toDecimal(money) }
}
