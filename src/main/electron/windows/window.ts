import { BrowserWindow, screen } from 'electron'
import type { WindowRole } from '../../../shared/contract/plain/rights.ts'
import type { JsonStore } from '../../json-store.ts'
import { APP_URL } from '../origin.ts'
import { placeWindow, readWindowState } from './window-bounds.ts'
import { SMALLEST, windowOptions } from './window-options.ts'

const KEY = 'window'

const roles = new WeakMap<BrowserWindow, WindowRole>()

export interface WindowPlan {
  readonly role: WindowRole
  /** The built preload script. */
  readonly preload: string
  readonly isPackaged: boolean
  readonly developmentOrigin: string | null
  /** Where the window's place is remembered. */
  readonly store: JsonStore
  /** Told when its place could not be written down. */
  failed(error: unknown): void
}

/** Opens the app's window where it was last time, and remembers where it is when it closes. */
export async function openWindow(plan: WindowPlan): Promise<void> {
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const place = placeWindow(readWindowState(plan.store.get(KEY)), areas, SMALLEST)
  const window = new BrowserWindow(windowOptions(place, plan.preload, plan.isPackaged))
  roles.set(window, plan.role)
  if (place.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    try {
      plan.store.set(KEY, { ...window.getNormalBounds(), maximized: window.isMaximized() })
    } catch (error) {
      plan.failed(error)
    }
  })
  await window.loadURL(plan.developmentOrigin === null ? APP_URL : `${plan.developmentOrigin}/`)
}

/** What each open window is for, by the id of its page; a call from anything else is refused. */
export function windowRoles(): ReadonlyMap<number, WindowRole> {
  return new Map(
    BrowserWindow.getAllWindows().flatMap((window) => {
      const role = roles.get(window)
      return role === undefined ? [] : [[window.webContents.id, role] as const]
    }),
  )
}
