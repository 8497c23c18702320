import { BrowserWindow, screen } from 'electron'
import type { JsonStore } from '../../json-store.ts'
import { APP_URL } from '../origin.ts'
import { noteRole } from './open-windows.ts'
import { placeWindow, readWindowState } from './window-bounds.ts'
import { SMALLEST, windowOptions } from './window-options.ts'

const KEY = 'window'

export interface WindowPlan {
  /** The built preload script. */
  readonly preload: string
  readonly isPackaged: boolean
  readonly developmentOrigin: string | null
  /** Where the window's place is remembered. */
  readonly store: JsonStore
  /** Told when its place could not be written down. */
  failed(error: unknown): void
}

/** Opens the till's window where it was last time, and remembers where it is when it closes; `opened` gets it once its page is on its way. */
export async function openWindow(plan: WindowPlan, opened: (window: BrowserWindow) => void): Promise<void> {
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const place = placeWindow(readWindowState(plan.store.get(KEY)), areas, SMALLEST)
  const window = new BrowserWindow(windowOptions(place, plan.preload, plan.isPackaged))
  noteRole(window, 'till')
  if (place.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    try {
      plan.store.set(KEY, { ...window.getNormalBounds(), maximized: window.isMaximized() })
    } catch (error) {
      plan.failed(error)
    }
  })
  const loaded = window.loadURL(plan.developmentOrigin === null ? APP_URL : `${plan.developmentOrigin}/`)
  // Whatever opens beside it comes after it: a cashier waits for the till's page.
  opened(window)
  await loaded
}
