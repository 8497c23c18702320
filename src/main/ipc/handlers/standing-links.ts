import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { StandingLinkView } from '../../../shared/contract/shapes/standing-link.ts'
import { toDecimal } from '../../../shared/money/money.ts'
import type { StandingLink } from '../../ledger/port/standing-links.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes about links that stay. */
export function standingLinkHandlers(app: AppPort) {
  return {
    'standing.list': () =>
      withBook(app, async (session) => ok((await session.ledger.standingLinks()).map(standingView))),
    'standing.make': (input) =>
      withBook(app, async (session) => viewed(await session.standingLinks.make(input))),
    'standing.putAway': ({ id, away }) =>
      withBook(app, async (session) => viewed(await session.standingLinks.putAway(id, away))),
    'standing.check': ({ id }) => withBook(app, async (session) => viewed(await session.checkStanding(id))),
    'standing.copy': ({ id }) =>
      withBook(app, async (session) => {
        const link = await session.ledger.standingLink(id)
        if (!link?.url) return refuse('NOT_FOUND')
        app.copyText(link.url)
        return ok(null)
      }),
    'practice.payStanding': ({ id }) =>
      withBook(app, async (session) => {
        if (session.kind !== 'practice') return refuse('NOT_PRACTICE')
        const link = await session.ledger.standingLink(id)
        if (!link?.ref) return refuse('NOT_FOUND')
        if (!app.practice.pay({ provider: link.provider, ref: link.ref }).ok) return refuse('CONFLICT')
        return viewed(await session.checkStanding(id))
      }),
  } satisfies Partial<Handlers>
}

function viewed(result: Result<StandingLink>): Result<StandingLinkView> {
  return result.ok ? ok(standingView(result.value)) : result
}

function standingView({ ref: _ref, nextCheckAt: _next, asked, ...link }: StandingLink): StandingLinkView {
  return { ...link, asked: { currency: asked.currency, amount: toDecimal(asked) } }
}
