import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { isOpen, problemOf } from './book-problem.ts'

/** The routes about the app itself: overview, settings, the open book, the vault. */
export function appHandlers(app: AppPort) {
  return {
    'app.overview': async () => {
      const session = app.session()
      const open = isOpen(session)
      const book = open ? await session.ledger.book() : null
      return ok({
        version: app.version,
        platform: app.platform,
        book: {
          kind: app.bookKind(),
          tillCode: book?.tillCode ?? '',
          zone: book?.zone ?? app.zone,
        },
        providers: [...app.providers],
        vault: app.vault.status(),
        settings: app.settings(),
        invoiceCount: open ? await session.ledger.invoiceCount() : 0,
        bookProblem: problemOf(session),
        fileNotices: [...app.files.notices()],
      })
    },
    'files.dismiss': async () => {
      app.files.dismiss()
      return ok(null)
    },
    'settings.set': async (change) => {
      const defined = Object.entries(change).filter(([, value]) => value !== undefined)
      return app.setSettings(Object.fromEntries(defined))
    },
    'book.check': async () => ok({ done: app.books.checkProgress() }),
    'book.goOn': () => app.books.goOn(),
    'book.useKept': () => app.books.useKept(),
    'book.beginNew': () => app.books.beginNew(),
    'book.showFolder': async () => {
      app.showInFolder(app.session().path)
      return ok(null)
    },
    'book.switch': ({ kind }) => app.books.switchTo(kind),
    'vault.status': async () => ok(app.vault.status()),
    'vault.createPassphrase': ({ passphrase }) => app.vault.createPassphrase(passphrase),
    'vault.unlock': ({ passphrase }) => app.vault.unlock(passphrase),
    'vault.lock': async () => ok(await app.vault.lock()),
  } satisfies Partial<Handlers>
}
