import { BrowserWindow } from 'electron'
import type { WindowRole } from '../../../shared/contract/plain/rights.ts'

const roles = new WeakMap<BrowserWindow, WindowRole>()

/** Notes what a window is for, before its page is loaded. */
export function noteRole(window: BrowserWindow, role: WindowRole): void {
  roles.set(window, role)
}

/** Gives the open windows of one kind. */
export function windowsOf(role: WindowRole): readonly BrowserWindow[] {
  return BrowserWindow.getAllWindows().filter((window) => roles.get(window) === role)
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
