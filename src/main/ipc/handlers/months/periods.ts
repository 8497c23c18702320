import { ok } from '../../../../shared/contract/plain/envelope.ts'
import type { MatrixStretch } from '../../../../shared/contract/shapes/lists/month.ts'
import type { LaterFact, PeriodView } from '../../../../shared/contract/shapes/periods/period.ts'
import { daysOf } from '../../../../shared/time/days.ts'
import type * as port from '../../../ledger/port/periods/closing.ts'
import type { Handlers } from '../../router/handlers-type.ts'
import type { AppPort } from '../app-port.ts'
import { withBook } from '../book-problem.ts'
import { callerName } from '../people.ts'

/** The routes of the periods of the books. */
export function periodHandlers(app: AppPort) {
  return {
    'periods.view': (stretch) =>
      withBook(app, async ({ periods }) => ok(viewOf(await periods.view(daysIn(stretch))))),
    'periods.closed': () =>
      withBook(app, async ({ periods }) => {
        const closed = await periods.closed()
        return ok({
          periods: closed.map(({ firstDay, lastDay, from, until }) => ({ firstDay, lastDay, from, until })),
        })
      }),
    'periods.close': ({ mark, reason, ...stretch }, call) =>
      withBook(app, ({ periods }) =>
        periods.close(daysIn(stretch), { mark, reason, person: callerName(app, call) }),
      ),
    'periods.reopen': ({ reason, ...stretch }, call) =>
      withBook(app, ({ periods }) =>
        periods.reopen(daysIn(stretch), { reason, person: callerName(app, call) }),
      ),
    'periods.tieOut': ({ span, day, ...tie }, call) =>
      withBook(app, ({ periods }) =>
        periods.tieOut({ ...daysIn({ span, day }), ...tie, person: callerName(app, call) }),
      ),
  } satisfies Partial<Handlers>
}

/** The days of a stretch, as the ledger names them. */
export function daysIn({ span, day }: MatrixStretch): port.PeriodDays {
  const { from, to } = daysOf(span, day, 0)
  return { firstDay: from ?? day, lastDay: to ?? day }
}

function viewOf(view: port.PeriodView): PeriodView {
  return {
    ...view,
    ...{ earlier: [...view.earlier], figures: [...view.figures], today: [...view.today] },
    checks: view.checks.map((check) => ({ ...check, names: [...check.names] })),
    ...{ later: view.later.map(factOf), adjustments: view.adjustments.map(factOf) },
    tieOuts: view.tieOuts.map((tie) => ({ ...tie, explainedBy: [...tie.explainedBy] })),
  }
}

function factOf({ currency, amount, ...fact }: port.LaterFact): LaterFact {
  return { ...fact, amount: { currency, amount } }
}
