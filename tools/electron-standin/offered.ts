import { theApp } from './api/app.ts'
import { dialog, shell } from './api/desktop.ts'
import { ipcMain } from './api/ipc-main.ts'
import { NotificationClass } from './api/notification.ts'
import { defaultSession, protocol } from './api/session.ts'
import { Menu, nativeTheme, net, powerMonitor, powerSaveBlocker, safeStorage, screen } from './api/system.ts'
import { webContents, writeClipboard } from './api/web-contents.ts'
import { BrowserWindowStandIn } from './api/window.ts'
import { record } from './record.ts'
import { absent, strict } from './strict.ts'

const clipboard = {
  async writeText(text: string) {
    record('clipboard', { text })
    await writeClipboard(text)
  },
} satisfies Partial<Electron.Clipboard>

/** Everything the stand-in offers, by the name under which Electron exports it. */
const OFFERED = {
  app: theApp(),
  BrowserWindow: BrowserWindowStandIn,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  Notification: NotificationClass,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session: { defaultSession },
  shell,
  webContents,
} satisfies Partial<Record<keyof typeof Electron.CrossProcessExports, object>>

/** The names that Electron exports to the main process and that the stand-in lacks. */
export const ABSENT = [
  'BaseWindow',
  'BrowserView',
  'ClipboardItem',
  'ImageView',
  'IpcMainServiceWorker',
  'LanguageModelUtility',
  'MenuItem',
  'MessageChannelMain',
  'ShareMenu',
  'TouchBar',
  'Tray',
  'View',
  'WebContentsView',
  'autoUpdater',
  'contentTracing',
  'crashReporter',
  'desktopCapturer',
  'globalShortcut',
  'inAppPurchase',
  'localAIHandler',
  'nativeImage',
  'netLog',
  'parentPort',
  'pushNotifications',
  'sharedTexture',
  'systemPreferences',
  'utilityProcess',
  'webFrameMain',
  'webUtils',
] as const satisfies readonly (keyof typeof Electron.CrossProcessExports)[]

/** Names of the renderer's half: in the main process they are undefined, and libraries test for that. */
const UNDEFINED = ['contextBridge', 'ipcRenderer', 'webFrame']

/** The names the stand-in implements. */
export const OFFERED_NAMES: readonly string[] = Object.keys(OFFERED)

/** Classes that hand out strict instances, and are strict themselves. */
const STRICT_ALREADY: ReadonlySet<string> = new Set(['BrowserWindow', 'Notification'])

/** The module `electron` as the app receives it. */
export const electron: Readonly<Record<string, unknown>> = Object.fromEntries([
  ...Object.entries(OFFERED).map(([name, value]) => [
    name,
    STRICT_ALREADY.has(name) ? value : strict(name, value),
  ]),
  ...ABSENT.map((name) => [name, absent(name)]),
  ...UNDEFINED.map((name) => [name, undefined]),
])

/** The text of an ES module with one export per name. */
export function moduleSource(from: string): string {
  const lines = Object.keys(electron).map(
    (name) => `export const ${name} = electron[${JSON.stringify(name)}]`,
  )
  return [`import { electron } from ${JSON.stringify(from)}`, ...lines, 'export default electron'].join('\n')
}
