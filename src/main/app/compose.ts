import type { Envelope, Result } from '../../shared/contract/plain/envelope.ts'
import type { Settings } from '../../shared/contract/shapes/settings.ts'
import { askedAtTill, onItsOwn, timersOnTheirOwn } from '../acting.ts'
import { createCustomerScreen } from '../customer/customer-display.ts'
import { createExportJobs } from '../export/jobs.ts'
import { startCompare, startPreview } from '../export/preview/start-preview.ts'
import { startExport } from '../export/start-export.ts'
import type { AppPort } from '../ipc/handlers/app-port.ts'
import { isOpen } from '../ipc/handlers/book-problem.ts'
import { createHandlers } from '../ipc/handlers/index.ts'
import { createRouter } from '../ipc/router/create-router.ts'
import { createGate } from '../ipc/router/gate.ts'
import type { Sender } from '../ipc/router/sender.ts'
import { newId } from '../ledger/sqlite/ids.ts'
import { createPeople } from '../people/people.ts'
import { providerInfo } from '../providers/registry.ts'
import { createStatements } from '../statements/statements.ts'
import { createVault } from '../vault/vault.ts'
import { awaitKeys } from './await-keys.ts'
import { createTillFacts } from './facts/till-facts.ts'
import { tellSettings } from './facts/told-settings.ts'
import { tellVault, vaultPort } from './facts/told-vault.ts'
import { createKeptPractice } from './files/kept-practice.ts'
import type { HostPorts } from './host-ports.ts'
import { createImports } from './imports/imports.ts'
import { createLanguageNow } from './language/language-now.ts'
import { createKeptLists } from './lists/kept-lists.ts'
import { createOpenBooks } from './open-books.ts'
import { createExportSchedules } from './schedules/export-schedules.ts'
import { createAppSettings } from './settings.ts'
import { createBookTrail } from './trail/book-trail.ts'
import { createWindowEvents } from './windows/window-events.ts'

/** The running app as its host sees it. */
export interface App {
  /** Answers one call from a window; never rejects. */
  call(sender: Sender, route: unknown, input: unknown): Promise<Envelope<unknown>>
  /** Asks everything overdue: the machine woke up, the person came back, the network returned. */
  wake(): void
  /** The machine goes to sleep or has slept, or its screen was locked. */
  slept(): void
  close(): Promise<void>
}

/** Builds the whole app and opens the book that was open last. */
export async function composeApp(given: HostPorts): Promise<App> {
  // What a timer does is nobody's doing, whoever's call has set it.
  const host = {
    ...{ ...given, timers: timersOnTheirOwn(given.timers), saveDialog: askedAtTill(given.saveDialog) },
    ...{ folderDialog: askedAtTill(given.folderDialog), fileDialog: askedAtTill(given.fileDialog) },
  }
  const { clock, timers, log } = host
  const failed = (error: unknown) => log.error('background', error)
  const keptSettings = createAppSettings(host.files.stores.settings, failed)
  const lists = createKeptLists(host.files.stores.lists, failed)
  const hub = createWindowEvents({ publish: host.publish, timers })
  const gate = createGate()
  const facts = createTillFacts({
    ...{ clock, failed, read: keptSettings.tillFacts, write: keptSettings.setTillFacts },
    newId: () => newId(clock.now()),
    told: () => hub.emit('trail.changed', []),
  })
  const settings = tellSettings(keptSettings, facts)
  const keychainVault = createVault({
    keychain: host.keychain,
    store: host.files.stores.vault,
    platform: host.platform,
    clock,
    whyNotInMemory: host.files.whyNotInMemory,
  })
  keychainVault.onChange(() => hub.emit('vault.changed', []))
  host.setTheme(settings.get().theme)
  const people = createPeople({
    ...{ clock, timers, failed, vault: keychainVault, store: host.files.stores.people },
    mark: settings.people,
    newId: () => newId(clock.now()),
    // Each person keeps the same digit at the lock, whoever was signed in before.
    locale: () => language.ownLocale(),
    // Who signs in may speak another language.
    changed: () => void speak().then(() => hub.emit('people.changed', [])),
    wrongPassphrase: (told) => void facts.tell({ book: 'live', what: 'wrong_passphrase', more: { ...told } }),
  })
  const vault = tellVault(keychainVault, {
    facts,
    tryPassphrase: people.tryPassphrase,
    passphraseReplaced: people.passphraseReplaced,
  })
  const language = createLanguageNow({
    choice: settings.get,
    person: () => people.language(),
    systemLanguages: host.systemLanguages,
    log,
  })
  await speak()

  /** Speaks the language that is chosen now, in the menu too. */
  async function speak(): Promise<void> {
    await language.ready()
    host.setMenu(language.words())
  }

  const customer = createCustomerScreen({
    ...{ window: host.customerWindow, timers },
    ...{ settings: settings.get, bookKind: settings.bookKind, rights: () => people.person().rights },
    localeIn: (chosen) => (chosen === 'same' ? language.ownLocale() : language.localeIn(chosen)),
    switchOff: () => void setSettings({ customerDisplay: 'off' }),
    changed: hub.tellCustomer,
    placed: () => hub.emit('customer.changed', []),
  })
  hub.hear(customer.heard)
  customer.place()

  /** The window hides its amounts: what is told beside it names none. */
  let areAmountsHidden = false

  const practice = createKeptPractice({ clock, failed, store: host.files.stores.practice })

  const exports = createExportJobs({
    saveDialog: host.saveDialog,
    fileDialog: host.fileDialog,
    look: (order) => startPreview(order, host.workers.export, host.patience),
    compare: (order) => startCompare(order, host.workers.export, host.patience),
    run: (order, onProgress) =>
      startExport({
        ...order,
        workerUrl: host.workers.export,
        patience: host.patience,
        parts: host.exportParts,
        onProgress,
      }),
    ownFolders: [host.appDir, host.dataDir],
    version: host.version,
    newId: () => newId(clock.now()),
    now: () => clock.now(),
    words: language.fileWords,
    ownWords: language.ownFileWords,
    changed: (jobId) => hub.emit('export.changed', [jobId]),
    failed,
  })
  const trail = createBookTrail({
    host,
    current: () => books.current(),
    changed: () => hub.emit('trail.changed', []),
    failed,
  })
  const statements = createStatements({
    workerUrl: host.workers.statements,
    patience: host.patience,
    fileDialog: host.fileDialog,
  })
  const imports = createImports({
    ...{ statements, platform: host.platform, ownFolders: [host.appDir, host.dataDir] },
    saveDialog: host.saveDialog,
    othersName: (file) =>
      language.fileWords().t('imports.othersName', { file: file.replace(/\.[^.]*$/, '') }),
    now: () => clock.now(),
    newId: () => newId(clock.now()),
    changed: () => hub.emit('imports.changed', []),
    failed,
  })
  const books = await createOpenBooks({
    ...{ host, settings, lists, gate, practice, people, facts, keys: vault, emit: hub.emit },
    ...{ words: language.words, fileWords: language.fileWords, areAmountsHidden: () => areAmountsHidden },
    takeSettings: (change) => void setSettings(change),
    keysCame() {
      hub.emit('vault.changed', [])
      wake()
    },
    async beforeLeaving() {
      facts.bookLeft()
      await Promise.all([exports.close(), trail.end(), imports.end()])
    },
    failed,
  })

  const schedules = createExportSchedules({
    clock,
    timers,
    read: settings.exportSchedules,
    keep(all) {
      const kept = settings.setExportSchedules(all)
      hub.emit('export.changed', [])
      return kept
    },
    session() {
      const session = books.current()
      return isOpen(session) && session.kind === 'live' ? session : null
    },
    exports,
    folderDialog: host.folderDialog,
    newId: () => newId(clock.now()),
    failed,
  })
  schedules.wake()

  async function setSettings(change: Partial<Settings>): Promise<Result<Settings>> {
    const changed = settings.set(change)
    if (change.theme !== undefined) host.setTheme(settings.get().theme)
    if (change.customerDisplay !== undefined) customer.place()
    await speak()
    hub.emit('settings.changed', [])
    return changed
  }

  /** Asks what waited: for the machine, for the person, or for the keys; whoever's call says so, it is not his doing. */
  function wake(): void {
    onItsOwn(wakeAll)
  }

  function wakeAll(): void {
    const session = books.current()
    if (!isOpen(session)) return
    session.watcher.wake()
    schedules.wake()
    session.invoicing.recovery.wake()
    books.wake()
  }

  /** A client may hold a key, or a session token made with one: both end with the keys. Practice keys are none of the vault's. */
  function endClients(): void {
    const session = books.current()
    if (isOpen(session) && session.kind === 'live') session.connections.dropAll()
    // Keys that were held in memory alone are gone though the vault calls itself the same.
    hub.emit('vault.changed', [])
  }

  // A key ring may ask its person first: the window opens meanwhile, and is told.
  const endWaiting = awaitKeys({ vault, timers, back: wake, failed })

  const port: AppPort = {
    version: host.version,
    platform: host.platform,
    zone: host.zone,
    providers: providerInfo(),
    session: books.current,
    settled: gate.opened,
    bookKind: settings.bookKind,
    books,
    settings: settings.get,
    locale: language.locale,
    setSettings,
    listColumns: {
      kept: () => settings.listColumns(settings.bookKind()),
      keep: (kind, list, columns) =>
        settings.setListColumns(kind, { ...settings.listColumns(kind), [list]: columns }),
    },
    lists: { ...lists, knows: settings.knowsBook },
    statements,
    imports,
    files: host.files,
    vault: vaultPort(vault, { came: wake, left: endClients }),
    people,
    customer,
    exports,
    schedules,
    trail,
    practice,
    copyText: host.copyText,
    openPayLink: host.openPayLink,
    showInFolder: host.showInFolder,
    keepDisplayAwake: host.keepDisplayAwake,
    hideAmounts(on) {
      areAmountsHidden = on
    },
  }

  const router = createRouter({
    handlers: createHandlers(port),
    gate,
    sender: { allowedOrigins: host.allowedOrigins, windows: host.windows },
    person: people.person,
    log,
    newId: () => newId(clock.now()),
  })

  return {
    call: router.call,
    wake() {
      // What the key ring was caught at holds until it is asked again.
      vault.probe().catch(failed)
      people.wake()
      wake()
    },
    slept: people.slept,
    async close() {
      endWaiting()
      people.close()
      schedules.close()
      await Promise.all([exports.close(), trail.end(), imports.end()])
      try {
        await books.close()
      } finally {
        hub.close()
      }
    },
  }
}
