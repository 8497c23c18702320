import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The folder through which a test drives and watches a run (`COUNTERFOIL_STANDIN_CONTROL`); null outside tests.
 *
 * `save-dialog.json` holds the next answers of the save dialog: `{"path": "…"}`, or `{"cancel": true}`.
 * `record.jsonl` receives what the app asked the desktop for, one JSON object per line.
 * `press-notification.json` names a shown notification that is to be pressed: `{"title": "…"}`.
 * `power-event.json` names what the machine does: `{"event": "suspend"}`.
 * `screens.json` names the sizes of the screens that are there from now on: `{"sizes": "1920x1080,1280x800"}`.
 */
function controlFolder(): string | null {
  return process.env.COUNTERFOIL_STANDIN_CONTROL ?? null
}

/** What a save dialog is to answer; null when no test decides it. */
export interface SaveAnswer {
  readonly path?: string
  readonly cancel?: boolean
}

/** Notes something that the app asked of the desktop. */
export function record(what: string, fields: Readonly<Record<string, unknown>>): void {
  const folder = controlFolder()
  if (folder !== null)
    appendFileSync(join(folder, 'record.jsonl'), `${JSON.stringify({ what, ...fields })}\n`)
}

/** Reads the answer that a test has laid out for the save dialog. */
export function preparedSaveAnswer(): SaveAnswer | null {
  const folder = controlFolder()
  const file = folder === null ? null : join(folder, 'save-dialog.json')
  if (file === null || !existsSync(file)) return null
  return JSON.parse(readFileSync(file, 'utf8')) as SaveAnswer
}

const PRESS_EVERY_MS = 100

/** Calls back once when a test presses the notification of that title; outside tests never. */
export function onPressedNotification(title: string, pressed: () => void): void {
  const folder = controlFolder()
  if (folder === null) return
  const file = join(folder, 'press-notification.json')
  const timer = setInterval(() => {
    if (!existsSync(file)) return
    const wanted = JSON.parse(readFileSync(file, 'utf8')) as { readonly title: string }
    if (wanted.title !== title) return
    clearInterval(timer)
    rmSync(file)
    pressed()
  }, PRESS_EVERY_MS)
  timer.unref()
}

/** Calls back with each event of the machine's power that a test lays out; outside tests never. */
export function onPowerEvent(happened: (event: string) => void): void {
  onLaidOut('power-event.json', ({ event = '' }: { readonly event?: string }) => happened(event))
}

/** Calls back with the sizes of the screens whenever a test plugs one in, turns it or takes it away; outside tests never. */
export function onScreens(changed: (sizes: string) => void): void {
  onLaidOut('screens.json', ({ sizes = '' }: { readonly sizes?: string }) => changed(sizes))
}

/** Takes what a test lays out under this name, each time it does. */
function onLaidOut<T>(name: string, take: (content: T) => void): void {
  const folder = controlFolder()
  if (folder === null) return
  const file = join(folder, name)
  setInterval(() => {
    if (!existsSync(file)) return
    const content = JSON.parse(readFileSync(file, 'utf8')) as T
    rmSync(file)
    take(content)
  }, PRESS_EVERY_MS).unref()
}
