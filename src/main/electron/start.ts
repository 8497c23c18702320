import { app, Menu, protocol } from 'electron'
import { PSEUDO_LOCALE } from '../../shared/words/languages.ts'
import type { Words } from '../../shared/words/words.ts'
import { menuTemplate } from './menu-template.ts'
import { APP_SCHEME, developmentOrigin } from './origin.ts'
import { windowsOf } from './windows/open-windows.ts'

/**
 * Does what must happen before Electron is ready: one instance per data folder, the sandbox, the app's own scheme.
 *
 * Answers false when another instance runs; that one comes to the front, and this process must do nothing more.
 */
export function claimApp(): boolean {
  if (!takeLock()) {
    app.exit(0)
    return false
  }
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
  app.on('second-instance', () => focusWindow())
  // The watcher and the book belong to the window: when it closes, everything ends.
  app.on('window-all-closed', () => app.quit())
  return true
}

/** Holds the data folder for a program without a window, and waits until the key store can be asked; false where the app is open. */
export async function holdApp(): Promise<boolean> {
  if (!app.requestSingleInstanceLock()) return false
  await app.whenReady()
  return true
}

/** In development the instance before this one is often still closing, restarted by a change of its code. */
function takeLock(): boolean {
  const inDevelopment = developmentOrigin(process.env.ELECTRON_RENDERER_URL, app.isPackaged) !== null
  for (let tries = inDevelopment ? 30 : 0; tries > 0; tries--) {
    if (app.requestSingleInstanceLock()) return true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  }
  return app.requestSingleInstanceLock()
}

/** Waits until Electron can open windows. */
export async function appReady(): Promise<void> {
  await app.whenReady()
  if (process.platform === 'win32') app.setAppUserModelId('app.counterfoil')
}

/** Sets the menu of the window, in the language of these words; anew whenever another one is spoken. */
export function setMenu(words: Words): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged, words)))
}

/** What the app is told of its surroundings. */
export interface Surroundings {
  readonly version: string
  readonly isPackaged: boolean
  /** The folder for everything the app keeps. */
  readonly userData: string
  /** The development server's origin; null in a built app. */
  readonly developmentOrigin: string | null
}

/** Reads the surroundings. */
export function surroundings(): Surroundings {
  return {
    version: app.getVersion(),
    isPackaged: app.isPackaged,
    userData: app.getPath('userData'),
    developmentOrigin: developmentOrigin(process.env.ELECTRON_RENDERER_URL, app.isPackaged),
  }
}

/** The computer's own languages, the best first; others in development and tests: "ar-DZ,fr", or "en-XA" for the pseudo-language. */
export function systemLanguages(): readonly string[] {
  const others = app.isPackaged ? undefined : process.env.COUNTERFOIL_LANGUAGES
  const own = others ? others.split(',') : app.getPreferredSystemLanguages()
  return others ? own : own.filter((one) => one !== PSEUDO_LOCALE)
}

/** What the app was started with, behind its own name and what is the browser's. */
export function ownArguments(): readonly string[] {
  const given = process.argv.slice(1)
  // Before it is packaged, the folder of the app is named first.
  const behind = app.isPackaged ? 0 : given.findIndex((one) => !one.startsWith('-')) + 1
  const own = given.slice(behind)
  const first = own.findIndex((one) => !one.startsWith('--') || one === '--help')
  return first < 0 ? [] : own.slice(first)
}

/** Ends at once, without a window. */
export function leave(code: number): void {
  app.exit(code)
}

/** The folders a log may lie in. */
export function logFolders(): { readonly data: string; readonly temporary: string } {
  return { data: app.getPath('userData'), temporary: app.getPath('temp') }
}

/** Brings the till's window to the front. */
export function focusWindow(): void {
  const [window] = windowsOf('till')
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
