import { ok, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes about the backups of the open book. */
export function backupsHandlers(app: AppPort) {
  const { books } = app
  return {
    'backups.view': async () => ok(await books.backups.view()),
    'backups.make': () => books.backups.make(),
    'backups.chooseFolder': () => books.backups.chooseFolder(),
    'backups.leaveFolder': () => books.backups.leaveFolder(),
    'backups.showFolder': async () => {
      books.backups.showFolder()
      return ok(null)
    },
    'backups.newsRead': async () => books.backups.read(),
    'backups.askedBack': async () => ok(books.askedBack.view()),
    'backups.takeIn': ({ accountId, ref }) =>
      withBook(app, async (session) => {
        const asked = books.askedBack.view()?.accounts.find(({ id }) => id === accountId)
        const at = books.askedBack.at()
        if (at === null || !asked?.found.some((link) => link.ref === ref)) return refuse('NOT_FOUND')
        const taken = await session.takeIn(accountId, ref, at)
        if (taken.ok) books.askedBack.taken(accountId, ref)
        return taken.ok ? ok({ number: taken.value }) : taken
      }),
    'backups.askedBackDone': async () => books.askedBack.putAway(),
    'backups.preview': ({ name }) => books.backups.preview(name),
    'backups.openFile': () => books.openFile(),
    'backups.restore': ({ name }) => books.restore(name),
  } satisfies Partial<Handlers>
}
