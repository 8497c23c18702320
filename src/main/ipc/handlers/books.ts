import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { Amount } from '../../../shared/contract/shapes/atoms.ts'
import type { Day } from '../../../shared/contract/shapes/day.ts'
import { type Money, toDecimal } from '../../../shared/money/money.ts'
import { businessDay, businessDayBounds } from '../../../shared/time/zone.ts'
import type { DayTotals } from '../../ledger/port/day.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

const DAY_MS = 86_400_000

/** The routes of the books' review. */
export function booksHandlers(app: AppPort) {
  return {
    'books.today': () => today(app, null),
    'books.ownToday': (_, { person }) => today(app, person.signedIn?.id ?? null),
    'books.compare': ({ accountId, days }) =>
      withBook(app, (session) => session.compare(accountId, session.clock.now() - days * DAY_MS)),
  } satisfies Partial<Handlers>
}

/** Today's totals; of the sales of one person alone where `soldBy` names one. */
function today(app: AppPort, soldBy: string | null) {
  return withBook(app, async ({ ledger, clock }) => {
    const now = clock.now()
    const { zone } = await ledger.book()
    const { from, until } = businessDayBounds(now, zone)
    const totals = await ledger.dayTotals(from, until, soldBy)
    return ok({ date: businessDay(now, zone), totals: totals.map(totalsView) })
  })
}

function totalsView({ accountId, accountLabel, ...sums }: DayTotals): Day['totals'][number] {
  return {
    accountId,
    accountLabel,
    asked: amountOf(sums.asked),
    received: amountOf(sums.received),
    refunded: amountOf(sums.refunded),
    net: amountOf(sums.net),
  }
}

function amountOf(money: Money): Amount {
  return { currency: money.currency, amount: toDecimal(money) }
}
