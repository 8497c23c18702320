import { BrowserWindow, screen } from 'electron'
import type { JsonStore } from '../json-store.ts'
import { APP_URL } from './origin.ts'
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
}

/** Opens the app's window where it was last time, and remembers where it is when it closes. */
export async function openWindow(plan: WindowPlan): Promise<void> {
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const place = placeWindow(readWindowState(plan.store.get(KEY)), areas, SMALLEST)
  const window = new BrowserWindow(windowOptions(place, plan.preload, plan.isPackaged))
  if (place.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () =>
    plan.store.set(KEY, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  )
  await window.loadURL(plan.developmentOrigin === null ? APP_URL : `${plan.developmentOrigin}/`)
}

/** The ids of the windows that are open; a call from anything else is refused. */
export function windowIds(): ReadonlySet<number> {
  return new Set(BrowserWindow.getAllWindows().map((window) => window.webContents.id))
}
