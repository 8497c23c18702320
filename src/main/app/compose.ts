import { join } from 'node:path'
import type { AppEvent } from '../../shared/contract/plain/app-events.ts'
import { type Envelope, ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import { PROVIDER_IDS, type ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import { OWNER, type WindowRole } from '../../shared/contract/plain/rights.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { Clock, Timers } from '../../shared/time/clock.ts'
import { createWords } from '../../shared/words/words.ts'
import { createExportJobs } from '../export/jobs.ts'
import { startReceiptsExport } from '../export/start-export.ts'
import { createEventHub } from '../ipc/event-hub.ts'
import type { AppPort, BookTrouble } from '../ipc/handlers/app-port.ts'
import { isOpen } from '../ipc/handlers/book-problem.ts'
import { createHandlers } from '../ipc/handlers/index.ts'
import { createRouter } from '../ipc/router/create-router.ts'
import { createGate } from '../ipc/router/gate.ts'
import type { Sender } from '../ipc/router/sender.ts'
import type { JsonStore } from '../json-store.ts'
import { newId } from '../ledger/sqlite/ids.ts'
import { openLedgerClient } from '../ledger/thread/client.ts'
import type { Log } from '../log/log.ts'
import { createExceptionNotices, type Notification } from '../notices/exception-notices.ts'
import { createPractice } from '../practice/practice.ts'
import type { Provider, RateLimits } from '../providers/provider.ts'
import { providerInfo, providers } from '../providers/registry.ts'
import { type Session, startSession } from '../session/session.ts'
import type { Keychain } from '../vault/keychain.ts'
import { createPracticeKeys } from '../vault/practice-keys.ts'
import { createVault } from '../vault/vault.ts'
import { createAppSettings } from './settings.ts'

/** Everything the app takes from its host; Electron, the tests and the tour each bring their own. */
export interface HostPorts {
  readonly version: string
  readonly platform: NodeJS.Platform
  /** The folder of the books, private to the person. */
  readonly dataDir: string
  /** The IANA zone a new book takes. */
  readonly zone: string
  readonly clock: Clock
  readonly timers: Timers
  readonly settingsStore: JsonStore
  readonly vaultStore: JsonStore
  readonly practiceStore: JsonStore
  readonly keychain: Keychain
  readonly fetch: (request: Request) => Promise<Response>
  /** Where the built (or, in tests, the source) worker files lie. */
  readonly workers: { readonly ledger: URL; readonly export: URL }
  /** Other base URLs for the live providers, in development only. */
  readonly providerOrigins: Partial<Record<ProviderId, string>>
  /** The time limit of every exchange with a provider, ms; absent for each provider's own. */
  readonly providerTimeLimitMs?: number
  /** What every provider bears, in development and tests only; absent for each provider's own declaration. */
  readonly providerLimits?: RateLimits
  readonly allowedOrigins: readonly string[]
  /** What each window open now is for, by its id. */
  readonly windows: () => ReadonlyMap<number, WindowRole>
  readonly log: Log
  publish(event: AppEvent): void
  saveDialog(suggestedName: string): Promise<string | null>
  copyText(text: string): void
  openPayLink(url: string, allowedHosts: readonly string[]): boolean
  showInFolder(path: string): void
  /** Makes the window's frame and its colour scheme follow the setting. */
  setTheme(theme: 'system' | 'light' | 'dark'): void
  /** Shows a desktop notification; `pressed` is called when the person presses it, after the window is in front. */
  notify(notification: Notification, pressed: () => void): void
}

/** The running app as its host sees it. */
export interface App {
  /** Answers one call from a window; never rejects. */
  call(sender: Sender, route: unknown, input: unknown): Promise<Envelope<unknown>>
  /** Asks everything overdue: the machine woke up, the person came back, the network returned. */
  wake(): void
  close(): Promise<void>
}

/** The simulated providers bear more, so that a customer who is played by the merchant need not be waited for. */
const PRACTICE_LIMITS: RateLimits = { perMinute: 600, perSecond: 20, gapMs: 0, concurrency: 2 }

const TILL_CODES = { live: 'CF', practice: 'PR' } as const

/** Builds the whole app and opens the book that was open last. */
export async function composeApp(host: HostPorts): Promise<App> {
  const { clock, timers, log } = host
  const failed = (error: unknown) => log.error('background', error)
  const settings = createAppSettings(host.settingsStore)
  const words = () => createWords(settings.get().language)
  const hub = createEventHub({ publish: host.publish, timers })
  const gate = createGate()
  const vault = createVault({
    keychain: host.keychain,
    store: host.vaultStore,
    platform: host.platform,
    clock,
  })
  vault.onChange(() => hub.emit('vault.changed', []))
  // A key ring may ask its person first: the window opens meanwhile, and is told.
  vault.probe().catch(failed)
  host.setTheme(settings.get().theme)
  const practice = createPractice({
    now: () => clock.now(),
    state: host.practiceStore.get('snapshot'),
    onChange: (snapshot) => host.practiceStore.set('snapshot', snapshot),
  })
  const practiceKeys = createPracticeKeys(practice.credentials)
  const provider = (id: ProviderId): Provider => providers[id]

  async function openBook(kind: Book['kind']): Promise<Session | BookTrouble> {
    const path = join(host.dataDir, `${kind}.sqlite`)
    const opened = await openLedgerClient({
      workerUrl: host.workers.ledger,
      path,
      kind,
      tillCode: TILL_CODES[kind],
      zone: host.zone,
      expectedBookId: settings.knownBookId(kind),
      onLost: (error) => {
        failed(error)
        openAnew(kind, path).catch(failed)
      },
    })
    if (!opened.ok) return { code: opened.problem, path }
    const { ledger } = opened
    settings.setKnownBookId(kind, (await ledger.book()).id)
    if (kind === 'practice' && !settings.practiceSeeded()) {
      for (const id of PROVIDER_IDS) {
        await ledger.addAccount({
          id: newId(clock.now()),
          provider: id,
          label: providers[id].name,
          settings: {},
          createdAt: clock.now(),
          keyFingerprint: '',
        })
      }
      settings.setPracticeSeeded()
    }
    const tellDesktop = createExceptionNotices({
      ledger,
      practice: kind === 'practice',
      words,
      notify: (one) => host.notify(one, () => pressed(kind, one)),
      failed,
    })
    return startSession({
      kind,
      path,
      ledger,
      keys: kind === 'practice' ? practiceKeys : vault,
      fetch: kind === 'practice' ? (request) => practice.fetch(request) : host.fetch,
      clock,
      timers,
      newId: () => newId(clock.now()),
      provider,
      baseUrl: (one, accountSettings) =>
        kind === 'practice'
          ? `https://practice.invalid/${one.id}`
          : (host.providerOrigins[one.id] ?? one.baseUrl(accountSettings)),
      providerTimeLimitMs: host.providerTimeLimitMs,
      providerLimits: (one) => (kind === 'practice' ? PRACTICE_LIMITS : (host.providerLimits ?? one.limits)),
      emit: hub.emit,
      notify: tellDesktop,
      failed,
    })
  }

  /** A press on a notification shows its invoice, unless the other book is open by now. */
  function pressed(kind: Book['kind'], { invoiceId }: Notification): void {
    if (settings.bookKind() === kind) hub.emit('notification.opened', invoiceId === null ? [] : [invoiceId])
  }

  let session = await openBook(settings.bookKind())

  const exports = createExportJobs({
    saveDialog: host.saveDialog,
    run: (bookPath, targetPath, zone, onProgress) =>
      startReceiptsExport({ workerUrl: host.workers.export, bookPath, targetPath, zone, onProgress }),
    newId: () => newId(clock.now()),
    now: () => clock.now(),
    words,
    changed: (jobId) => hub.emit('export.changed', [jobId]),
    failed,
  })

  async function switchBook(kind: Book['kind']): Promise<Result<Book>> {
    if (isOpen(session) && kind === session.kind) return ok(bookOf(await session.ledger.book()))
    gate.close('book')
    try {
      await exports.close()
      const leaving = session
      session = { code: 'LOCKED', path: host.dataDir }
      if (isOpen(leaving)) await leaving.close()
      settings.setBookKind(kind)
      session = await openBook(kind)
    } finally {
      gate.open()
    }
    hub.emit('book.changed', [])
    if (!isOpen(session)) return refuse(session.code)
    return ok(bookOf(await session.ledger.book()))
  }

  let lastLostAt: number | null = null

  /** Opens the book again after its worker has died; a second death within a minute waits for the person. */
  async function openAnew(kind: Book['kind'], path: string): Promise<void> {
    const leaving = session
    if (!isOpen(leaving) || leaving.kind !== kind) return
    session = { code: 'BOOK_STOPPED', path }
    hub.emit('book.changed', [])
    await leaving.close().catch(failed)
    const again = lastLostAt !== null && clock.monotonic() - lastLostAt < 60_000
    lastLostAt = clock.monotonic()
    if (!again) await switchBook(kind)
  }

  const port: AppPort = {
    version: host.version,
    platform: host.platform,
    zone: host.zone,
    providers: providerInfo(),
    session: () => session,
    bookKind: () => settings.bookKind(),
    switchBook,
    settings: settings.get,
    setSettings(change) {
      const next = settings.set(change)
      if (change.theme !== undefined) host.setTheme(next.theme)
      return next
    },
    vault,
    exports,
    practice,
    now: () => clock.now(),
    copyText: host.copyText,
    openPayLink: host.openPayLink,
    showInFolder: host.showInFolder,
    emit: (name, ids) => hub.emit(name, ids),
  }

  const router = createRouter({
    handlers: createHandlers(port),
    gate,
    sender: { allowedOrigins: host.allowedOrigins, windows: host.windows },
    person: () => OWNER,
    log,
    newId: () => newId(clock.now()),
  })

  return {
    call: router.call,
    wake() {
      if (!isOpen(session)) return
      session.watcher.wake()
      session.invoicing.recovery.wake()
    },
    async close() {
      await exports.close()
      if (isOpen(session)) await session.close()
      hub.close()
    },
  }
}

function bookOf(book: Book): Book {
  return { kind: book.kind, tillCode: book.tillCode, zone: book.zone }
}
