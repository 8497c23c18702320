import { refuse } from '../../../shared/contract/plain/envelope.ts'
import { compareWithProvider } from '../../books/tie-out/compare-list.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes of the books' review. */
export function booksHandlers(app: AppPort) {
  return {
    'books.compare': ({ accountId, days }) =>
      withBook(app, async (session) => {
        const account = await session.ledger.account(accountId)
        if (!account) return refuse('NOT_FOUND')
        if (account.paused) return refuse('ACCOUNT_PAUSED', { account: account.label })
        return compareWithProvider(account, session.connections.of(account), days, {
          ledger: session.ledger,
          clock: session.clock,
          signal: session.signal,
          due: (invoiceIds) => session.watcher.nudge(invoiceIds),
        })
      }),
  } satisfies Partial<Handlers>
}
