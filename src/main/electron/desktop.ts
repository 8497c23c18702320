import { join } from 'node:path'
import type { OpenDialogOptions } from 'electron'
import {
  app,
  clipboard,
  dialog,
  Notification,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  shell,
} from 'electron'
import { onlineEdge } from './connectivity.ts'
import { classifyExternalUrl } from './external-url.ts'
import { quitSequence } from './quit-sequence.ts'
import { focusWindow } from './start.ts'
import { windowsOf } from './windows/open-windows.ts'

const LOOK_FOR_NETWORK_MS = 15_000

/** Asks where to save a file; null when the person closed the dialog. */
export async function saveDialog(suggestedName: string): Promise<string | null> {
  const [window] = windowsOf('till')
  const options = { defaultPath: join(app.getPath('documents'), suggestedName) }
  const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
  return answer.canceled || answer.filePath === '' ? null : answer.filePath
}

/** Asks for a folder, which may be made there; null when the person closed the dialog. */
export async function folderDialog(): Promise<string | null> {
  return chosen({ properties: ['openDirectory', 'createDirectory'] })
}

/** Asks for a file that is there; null when the person closed the dialog. */
export async function fileDialog(): Promise<string | null> {
  return chosen({ properties: ['openFile'] })
}

async function chosen(options: OpenDialogOptions): Promise<string | null> {
  const [window] = windowsOf('till')
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
  return answer.canceled ? null : (answer.filePaths[0] ?? null)
}

/** Copies a text to the clipboard. */
export function copyText(text: string): void {
  clipboard.writeText(text).catch(() => undefined)
}

/** Opens an address in the person's browser if its host is on the list; false when it is refused. */
export function openExternal(address: string, allowedHosts: readonly string[]): boolean {
  const verdict = classifyExternalUrl(address, allowedHosts)
  if (verdict.kind === 'refuse') return false
  shell.openExternal(verdict.url).catch(() => undefined)
  return true
}

/** Shows a file in its folder. */
export function showInFolder(path: string): void {
  shell.showItemInFolder(path)
}

/** Says what stopped the start, where no window can. */
export function showStartProblem(title: string, words: string): void {
  dialog.showErrorBox(title, words)
}

/** Holds the display awake; null while nothing does. */
let awake: number | null = null

/** Keeps the display from going dark while a customer reads from it, or lets it again; twice is once. */
export function keepDisplayAwake(on: boolean): void {
  if (on) awake ??= powerSaveBlocker.start('prevent-display-sleep')
  else if (awake !== null) {
    powerSaveBlocker.stop(awake)
    awake = null
  }
}

/** Makes the window's own colours follow the app's setting. */
export function setTheme(theme: 'system' | 'light' | 'dark'): void {
  nativeTheme.themeSource = theme
}

/** Those on the desktop: one that nothing holds is collected, and its press is then never heard. */
const shownNotifications = new Set<Notification>()

/** Shows a desktop notification; a press on it brings the window to the front, then calls back. */
export function notify(
  { title, body }: { readonly title: string; readonly body: string },
  pressed: () => void,
): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body })
  shownNotifications.add(notification)
  const gone = () => shownNotifications.delete(notification)
  notification.on('close', gone)
  notification.on('failed', gone)
  notification.on('click', () => {
    gone()
    focusWindow()
    pressed()
  })
  notification.show()
}

/** Calls back when the machine wakes up, the person comes back, or the network returns. */
export function onWake(wake: () => void): void {
  powerMonitor.on('resume', wake)
  powerMonitor.on('unlock-screen', wake)
  setInterval(
    onlineEdge(() => net.isOnline(), wake),
    LOOK_FOR_NETWORK_MS,
  ).unref()
}

/** Calls back when the machine goes to sleep or has slept, and when its screen is locked: before anybody else is at it. */
export function onSleep(slept: () => void): void {
  powerMonitor.on('suspend', slept)
  powerMonitor.on('resume', slept)
  powerMonitor.on('lock-screen', slept)
}

/** Closes everything before the process ends, within a limit in milliseconds. */
export function onQuit(close: () => Promise<void>, limitMs = 5_000): void {
  app.on('before-quit', quitSequence({ close, quit: () => app.quit(), exit: endAtOnce, limitMs }))
}

/** An end in order waits for every thread, also for one that is stuck; what is written is safe whenever the process ends. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL')
}
