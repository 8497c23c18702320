import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { RouteOutput } from '../../../shared/contract/routes/index.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { isOpen, problemOf, withBook } from './book-problem.ts'

/** The routes about the app itself: overview, settings, the open book, the vault. */
export function appHandlers(app: AppPort) {
  return {
    'app.overview': async (_, { person }) => {
      if (!person.rights.includes('look')) return ok(locked(app))
      const read = await readBook(app)
      if (!read.ok) return read
      // A change of books takes long enough for the till to be locked meanwhile.
      if (!app.people.person().rights.includes('look')) return ok(locked(app))
      const { tillCode, zone, invoiceCount, bookProblem } = read.value
      return ok({
        version: app.version,
        platform: app.platform,
        book: { kind: app.bookKind(), tillCode, zone },
        providers: [...app.providers],
        vault: app.vault.status(),
        settings: app.settings(),
        locale: app.locale(),
        listColumns: app.listColumns.kept(),
        invoiceCount,
        bookProblem,
        moved: app.books.moving.moved(),
        bookNews: app.books.backups.unread(),
        fileNotices: [...app.files.notices()],
      })
    },
    'files.dismiss': async () => {
      app.files.dismiss()
      return ok(null)
    },
    'display.keepAwake': async ({ on }) => {
      app.keepDisplayAwake(on)
      return ok(null)
    },
    'display.hideAmounts': async ({ on }) => {
      app.hideAmounts(on)
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
    'book.salvage': () => app.books.salvage(),
    'book.showFolder': async () => {
      app.showInFolder(app.session().path)
      return ok(null)
    },
    'book.switch': ({ kind }) => app.books.switchTo(kind),
    'vault.status': async () => ok(app.vault.status()),
    'vault.createPassphrase': ({ passphrase }) => app.vault.createPassphrase(passphrase),
    'vault.changePassphrase': ({ current, passphrase }) => app.vault.changePassphrase(current, passphrase),
    'vault.erase': () => app.vault.erase(),
    'vault.unlock': ({ passphrase }) => app.vault.unlock(passphrase),
    'vault.lock': async () => ok(await app.vault.lock()),
  } satisfies Partial<Handlers>
}

/** What a window needs to draw a till that is locked: nothing of the book, and nothing of money. */
function locked(app: AppPort): RouteOutput<'app.overview'> {
  const { theme, language, digits, sound, volume, setupDone } = app.settings()
  return {
    ...{ version: app.version, platform: app.platform, locale: app.locale() },
    ...{ vault: app.vault.status(), providers: [] },
    book: { kind: app.bookKind(), tillCode: '', zone: app.zone },
    settings: {
      ...{ theme, language, digits, sound, volume, setupDone },
      ...{ cashier: '', lastAccountId: null, quickAmounts: {}, scanner: app.settings().scanner },
      ...{ shopName: '', customerDisplay: 'off' as const, customerLanguage: 'same' as const },
    },
    ...{ listColumns: app.listColumns.kept(), invoiceCount: 0, bookProblem: null, moved: null },
    ...{ bookNews: null, fileNotices: [] },
  }
}

/** Reads of the open book what the overview tells; a book that is left meanwhile is told of as the one that has come in its place. */
async function readBook(app: AppPort) {
  for (;;) {
    await app.settled()
    const session = app.session()
    const closed = { tillCode: '', zone: app.zone, invoiceCount: 0, bookProblem: problemOf(session) }
    if (!isOpen(session)) return ok(closed)
    const read = await withBook({ session: () => session }, async ({ ledger }) => {
      const { tillCode, zone } = await ledger.book()
      const invoiceCount = await ledger.invoiceCount()
      return ok({ tillCode, zone, invoiceCount, bookProblem: problemOf(session) })
    })
    if (read.ok || app.session() === session) return read
  }
}
