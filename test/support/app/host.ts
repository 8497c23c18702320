import { join } from 'node:path'
import Conf from 'conf'
import { type App, composeApp } from '../../../src/main/app/compose.ts'
import type { WriteWhole } from '../../../src/main/app/files/app-file.ts'
import { type AppFiles, openAppFiles } from '../../../src/main/app/files/app-files.ts'
import { createExportParts } from '../../../src/main/app/files/export-parts.ts'
import type { HostPorts } from '../../../src/main/app/host-ports.ts'
import type { CustomerWindow } from '../../../src/main/customer/customer-display.ts'
import type { Log } from '../../../src/main/log/log.ts'
import type { Notification } from '../../../src/main/notices/exception-notices.ts'
import type { Keychain } from '../../../src/main/vault/keychain.ts'
import type { AppEvent } from '../../../src/shared/contract/plain/app-events.ts'
import type { Envelope, Failure } from '../../../src/shared/contract/plain/envelope.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { RouteInput, RouteName, RouteOutput } from '../../../src/shared/contract/routes/index.ts'
import { systemClock, systemTimers } from '../../../src/shared/time/clock.ts'

/** The source workers: Node runs the TypeScript files as they are. */
export const sourceWorkers = {
  ledger: new URL('../../../src/main/ledger/thread/worker.ts', import.meta.url),
  lists: new URL('../../../src/main/ledger/lists/worker.ts', import.meta.url),
  statements: new URL('../../../src/main/statements/worker.ts', import.meta.url),
  export: new URL('../../../src/main/export/worker.ts', import.meta.url),
  check: new URL('../../../src/main/ledger/thread/check-worker.ts', import.meta.url),
  salvage: new URL('../../../src/main/ledger/thread/salvage-worker.ts', import.meta.url),
  trail: new URL('../../../src/main/ledger/trail/worker.ts', import.meta.url),
  copies: new URL('../../../src/main/ledger/thread/copies-worker.ts', import.meta.url),
}

/** A keychain as Linux without a key ring offers it: the vault must refuse it. */
export const weakKeychain: Keychain = {
  backend: () => 'basic_text',
  available: () => true,
  encrypt: async (text) => new TextEncoder().encode(`v10${text}`),
  decrypt: async (bytes) => new TextDecoder().decode(bytes).slice(3),
}

/** Writes a JSON file as the app does, without Electron. */
export const writeJsonFile: WriteWhole = (folder, name, content, asText) => {
  const conf = new Conf<Record<string, unknown>>({
    cwd: folder,
    configName: name,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    deserialize: () => ({}),
    serialize: asText,
  })
  conf.store = { ...content }
}

/** The small files of the app in `folder`. */
export function appFiles(folder: string, failed: (error: unknown) => void = () => undefined): AppFiles {
  return openAppFiles({ folder, write: writeJsonFile, now: () => systemClock.now(), failed })
}

export { temporaryFolder } from './folder.ts'

interface ShownNotification extends Notification {
  pressed(): void
}

export interface TestApp {
  readonly app: App
  readonly folder: string
  readonly events: readonly AppEvent[]
  readonly logged: readonly string[]
  readonly copied: readonly string[]
  /** The desktop notifications shown so far, each with what a press on it does. */
  readonly notifications: readonly ShownNotification[]
  /** Calls a route as the window does, and answers with the envelope. */
  envelope<R extends RouteName>(route: R, input: RouteInput<R>): Promise<Envelope<RouteOutput<R>>>
  /** The same from the customer's window. */
  fromDisplay: TestApp['envelope']
  /** Calls a route that must succeed. */
  call<R extends RouteName>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>>
  /** Calls a route that must fail. */
  refused<R extends RouteName>(route: R, input: RouteInput<R>): Promise<Failure>
}

export interface TestAppOptions extends Partial<HostPorts> {
  readonly folder: string
  readonly providerOrigins?: Partial<Record<ProviderId, string>>
  /** Where the save dialog points; null closes it. */
  readonly savePath?: string | null
  /** Which folder the folder dialog gives; null closes it. */
  readonly folderPath?: string | null
  /** Which file the file dialog gives; null closes it. */
  readonly filePath?: string | null
}

/** A machine whose customer's window is never opened. */
export const noCustomerWindow: CustomerWindow = {
  show: () => undefined,
  hide: () => undefined,
  isOpen: () => false,
  otherScreens: () => 0,
  onChange: () => undefined,
}

const WINDOW = { frameMissing: false, isMainFrame: true, webContentsId: 1, url: 'app://bundle/index.html' }

/** Composes the app over real files in `folder`, as a host without Electron. */
export async function startTestApp(options: TestAppOptions): Promise<TestApp> {
  const { folder, savePath = null, folderPath = null, filePath = null, ...ports } = options
  const events: AppEvent[] = []
  const logged: string[] = []
  const copied: string[] = []
  const notifications: ShownNotification[] = []
  const write = (...parts: unknown[]) => {
    logged.push(
      parts.map((part) => (part instanceof Error ? `${part.stack}` : JSON.stringify(part))).join(' '),
    )
  }
  const log: Log = { info: write, warn: write, error: write }
  const app = await composeApp({
    version: '0.0.0-test',
    platform: 'linux',
    appDir: folder,
    dataDir: folder,
    witnessDir: join(folder, 'witness'),
    zone: 'Africa/Algiers',
    systemLanguages: () => ['en'],
    clock: systemClock,
    timers: systemTimers,
    files: appFiles(folder),
    exportParts: createExportParts(join(folder, 'exports'), () => undefined),
    keychain: weakKeychain,
    fetch: (request) => fetch(request),
    workers: sourceWorkers,
    backUpAtClose: false,
    providerOrigins: {},
    // The simulators bear what a test asks; how the real limits are kept has tests of its own.
    providerLimits: { perMinute: 1_000_000_000, perSecond: 1_000_000_000, gapMs: 0, concurrency: 4 },
    allowedOrigins: ['app://bundle'],
    windows: () =>
      new Map([
        [1, 'till'],
        [2, 'display'],
      ]),
    log,
    publish: (event, role) => void (role === 'till' && events.push(event)),
    customerWindow: noCustomerWindow,
    saveDialog: async () => savePath,
    folderDialog: async () => folderPath,
    fileDialog: async () => filePath,
    copyText: (text) => copied.push(text),
    openPayLink: () => true,
    showInFolder: () => undefined,
    keepDisplayAwake: () => undefined,
    setTheme: () => undefined,
    setMenu: () => undefined,
    notify: (notification, pressed) => notifications.push({ ...notification, pressed }),
    ...ports,
  })
  const envelope: TestApp['envelope'] = (route, input) =>
    app.call(WINDOW, route, input) as ReturnType<TestApp['envelope']> as never
  return {
    app,
    folder,
    events,
    logged,
    copied,
    notifications,
    envelope,
    fromDisplay: (route, input) => app.call({ ...WINDOW, webContentsId: 2 }, route, input) as never,
    async call(route, input) {
      const answer = await envelope(route, input)
      if (!answer.ok) throw new Error(`${route} failed with ${JSON.stringify(answer.error)}`)
      return answer.value
    },
    async refused(route, input) {
      const answer = await envelope(route, input)
      if (answer.ok) throw new Error(`${route} succeeded`)
      return answer.error
    },
  }
}

/** Waits until `look` gives something other than null; fails after `limitMs`. */
export async function eventually<T>(look: () => Promise<T | null>, limitMs = 15_000): Promise<T> {
  const end = performance.now() + limitMs
  for (;;) {
    const seen = await look()
    if (seen !== null) return seen
    if (performance.now() > end) throw new Error('what was waited for did not come')
    await new Promise((done) => setTimeout(done, 50))
  }
}
