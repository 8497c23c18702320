import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from 'electron'
import { killAll } from '../chromium/browser.ts'
import { KnownEvents, preventable } from '../emitter.ts'
import { runtime } from '../runtime.ts'
import { missing } from '../strict.ts'
import { systemPath } from './paths.ts'
import { takeInstanceLock } from './single-instance.ts'

const EVENTS = [
  'activate',
  'before-quit',
  'browser-window-created',
  'quit',
  'ready',
  'second-instance',
  'web-contents-created',
  'will-quit',
  'window-all-closed',
]

/** What the application needs to know of its windows; set by the window class, so that neither imports the other. */
export interface WindowList {
  /** Asks every window to close; false when one of them refused. */
  closeAll(): Promise<boolean>
}

class StandInApp extends KnownEvents {
  readonly isPackaged = false
  readonly name = runtime().name
  #ready: Promise<void> | null = null
  #paths = new Map<string, string>()
  #windows: WindowList = { closeAll: async () => true }
  #quitting = false
  #hasLock = false

  constructor() {
    super('app', EVENTS)
    const { userDataDir } = runtime()
    if (userDataDir !== null) this.#paths.set('userData', userDataDir)
  }

  attach(windows: WindowList): void {
    this.#windows = windows
  }

  whenReady(): Promise<void> {
    this.#ready ??= new Promise((resolve) => {
      setImmediate(() => {
        this.emit('ready', preventable({}), {})
        resolve()
      })
    })
    return this.#ready
  }

  isReady(): boolean {
    return this.#ready !== null
  }

  getName(): string {
    return runtime().name
  }

  getVersion(): string {
    return runtime().version
  }

  getAppPath(): string {
    return runtime().appPath
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale
  }

  /** As the environment names them: LANGUAGE has several, the others one. */
  getPreferredSystemLanguages(): string[] {
    const { LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env
    const named = LANGUAGE ? LANGUAGE.split(':') : [LC_ALL || LC_MESSAGES || LANG || '']
    return named.map((one) => one.replace(/[.@].*$/, '').replaceAll('_', '-')).filter((one) => one !== '')
  }

  getPath(name: Parameters<App['getPath']>[0]): string {
    const path = this.#paths.get(name) ?? this.#usualPath(name)
    if (path === null) throw missing(`app.getPath('${name}')`)
    if (name === 'userData') mkdirSync(path, { recursive: true, mode: 0o700 })
    return path
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  setAppUserModelId(): void {}

  enableSandbox(): void {}

  focus(): void {}

  requestSingleInstanceLock(): boolean {
    this.#hasLock ||= takeInstanceLock(this.getPath('userData'), ({ argv, cwd }) => {
      this.emit('second-instance', preventable({}), argv, cwd, null)
    })
    return this.#hasLock
  }

  quit(): void {
    if (this.#quitting) return
    const event = preventable({})
    this.emit('before-quit', event)
    if (!event.defaultPrevented) void this.#closeAndQuit()
  }

  exit(code = 0): void {
    killAll()
    this.emit('quit', preventable({}), code)
    process.exit(code)
  }

  /** Called when the last window has closed. */
  allClosed(): void {
    if (this.#quitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  async #closeAndQuit(): Promise<void> {
    this.#quitting = true
    const closed = await this.#windows.closeAll()
    const event = preventable({})
    if (closed) this.emit('will-quit', event)
    this.#quitting = false
    if (closed && !event.defaultPrevented) this.exit(0)
  }

  #usualPath(name: string): string | null {
    const base = systemPath('appData', process.platform, process.env)
    if (name === 'userData' && base !== null) return join(base, runtime().name)
    if (name === 'sessionData') return this.getPath('userData')
    if (name === 'logs') return join(this.getPath('userData'), 'logs')
    return systemPath(name, process.platform, process.env)
  }
}

let made: StandInApp | null = null

/** The one application object. */
export function theApp(): StandInApp {
  made ??= new StandInApp() satisfies Offered
  return made
}

type Offered = Pick<
  App,
  | 'isPackaged'
  | 'name'
  | 'whenReady'
  | 'isReady'
  | 'getName'
  | 'getVersion'
  | 'getAppPath'
  | 'getLocale'
  | 'getPreferredSystemLanguages'
  | 'getPath'
  | 'setPath'
  | 'setAppUserModelId'
  | 'enableSandbox'
  | 'focus'
  | 'requestSingleInstanceLock'
  | 'quit'
  | 'exit'
>
