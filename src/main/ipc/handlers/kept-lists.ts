import { ok, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { LeftLists } from '../../../shared/contract/shapes/lists/kept.ts'
import { actorNow } from '../../acting.ts'
import type { Session } from '../../session/session.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes of how the lists were left, and of saved views. */
export function keptListsHandlers(app: AppPort) {
  return {
    'lists.kept': async () => {
      for (;;) {
        const session = app.session()
        const read = await withBook({ session: () => session }, ({ kind, ledger }) =>
          readKept(app, kind, ledger),
        )
        // Of a book that is left meanwhile nobody wants to know.
        if (read.ok || app.session() === session) return read
      }
    },
    // Who leaves a list while another book is opened still means the one whose list it is.
    'lists.keep': async ({ bookId, of, left }) => {
      if (app.lists.knows(bookId) && isSomebody(app, of)) app.lists.keep(bookId, of, left)
      return ok(null)
    },
    'lists.saveViews': ({ bookId, views }) =>
      withBook(app, async ({ ledger }) =>
        (await ledger.book()).id === bookId ? app.lists.saveViews(bookId, views) : refuse('CONFLICT'),
      ),
  } satisfies Partial<Handlers>
}

/** Lists are kept for people of this till, or for whoever is there where nobody signs in. */
function isSomebody({ people }: AppPort, id: string | null): boolean {
  return id === null || people.view(people.person()).people.some((one) => one.id === id)
}

async function readKept({ lists }: AppPort, kind: Session['kind'], ledger: Session['ledger']) {
  const { id } = await ledger.book()
  const left = lists.left(id, actorNow()?.id ?? null)
  const accounts = left && new Set((await ledger.accounts()).map((account) => account.id))
  return ok({
    ...{ bookId: id, kind, views: lists.views(id) },
    left: left && accounts && withAccounts(left, accounts),
  })
}

/** Nobody comes back to a list that is narrowed to an account that was forgotten meanwhile. */
function withAccounts(left: LeftLists, accounts: ReadonlySet<string>): LeftLists {
  const rowsOf = (rows: LeftLists['invoices']): LeftLists['invoices'] => {
    const { accountId, ...rest } = rows.choice
    const known = accountId?.filter((id) => accounts.has(id))
    return { ...rows, choice: { ...rest, ...(known && { accountId: known }) } }
  }
  return { ...left, invoices: rowsOf(left.invoices), receipts: rowsOf(left.receipts) }
}
