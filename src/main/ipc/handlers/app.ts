import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { isOpen, withBook } from './book-problem.ts'

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
        bookProblem: open ? null : { code: session.code, path: session.path },
      })
    },
    'settings.set': async (change) => {
      const defined = Object.entries(change).filter(([, value]) => value !== undefined)
      const settings = app.setSettings(Object.fromEntries(defined))
      app.emit('settings.changed', [])
      return ok(settings)
    },
    'book.switch': ({ kind }) => app.switchBook(kind),
    'vault.status': async () => ok(app.vault.status()),
    'vault.createPassphrase': async ({ passphrase }) => {
      const created = await app.vault.createPassphrase(passphrase)
      if (created.ok) app.emit('vault.changed', [])
      return created
    },
    'vault.unlock': async ({ passphrase }) => {
      const unlocked = await app.vault.unlock(passphrase)
      if (!unlocked.ok) return unlocked
      app.emit('vault.changed', [])
      const session = app.session()
      if (isOpen(session)) session.watcher.wake()
      return unlocked
    },
    'vault.lock': async () => {
      const status = app.vault.lock()
      const session = app.session()
      if (isOpen(session)) {
        // A client may hold a session token made with the key: locking drops it too.
        await withBook(app, async (one) => {
          for (const account of await one.ledger.accounts()) one.connections.drop(account.id)
          return ok(null)
        })
      }
      app.emit('vault.changed', [])
      return ok(status)
    },
  } satisfies Partial<Handlers>
}
