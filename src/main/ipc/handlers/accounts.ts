import { ok, type Result } from '../../../shared/contract/plain/envelope.ts'
import type { Account } from '../../../shared/contract/shapes/account.ts'
import type { StoredAccount } from '../../ledger/port/accounts.ts'
import type { Session } from '../../session/session.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes about provider accounts. */
export function accountHandlers(app: AppPort) {
  const answer = (session: Session, result: Result<StoredAccount>): Result<Account> =>
    result.ok ? ok(accountView(result.value, session)) : result
  return {
    'accounts.list': () =>
      withBook(app, async (session) => {
        const accounts = await session.ledger.accounts()
        return ok(accounts.map((account) => accountView(account, session)))
      }),
    'accounts.largestAsked': ({ id, currency }) =>
      withBook(app, async ({ ledger }) => ok({ amount: await ledger.largestAsked(id, currency) })),
    'accounts.add': ({ provider, label, credentials, settings }) =>
      withBook(app, async (session) =>
        answer(session, await session.accounts.add(provider, label, credentials, settings)),
      ),
    'accounts.tryKey': ({ id, provider, credentials, settings }) =>
      withBook(app, (session) => session.accounts.tryKey(id, provider, credentials, settings)),
    'accounts.update': ({ id, label, settings }) =>
      withBook(app, async (session) => answer(session, await session.accounts.update(id, label, settings))),
    'accounts.replaceKey': ({ id, credentials }) =>
      withBook(app, async (session) => answer(session, await session.accounts.replaceKey(id, credentials))),
    'accounts.test': ({ id }) => withBook(app, (session) => session.accounts.test(id)),
    'accounts.forget': ({ id }) => withBook(app, (session) => session.accounts.forget(id)),
  } satisfies Partial<Handlers>
}

function accountView(account: StoredAccount, session: Session): Account {
  return {
    id: account.id,
    provider: account.provider,
    label: account.label,
    settings: account.settings,
    currencies: [...session.provider(account.provider).currenciesOf(account.settings)],
    hasKey: session.keys.has(account.id),
    createdAt: account.createdAt,
    paused: account.paused,
    lastAnswerAt: account.lastAnswerAt,
    trouble: session.trouble(account.id),
  }
}
