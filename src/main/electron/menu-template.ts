import type { MenuItemConstructorOptions } from 'electron'
import type en from '../../shared/words/en.json'
import type { Words } from '../../shared/words/words.ts'

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

type MenuRole = keyof typeof en.menu

/**
 * The application menu: the system gives each role its keys and behaviour, and the catalogue its words, because Electron has English ones alone.
 *
 * Reloading and the developer tools are left out of a packaged app.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  isPackaged: boolean,
  { t }: Pick<Words, 't'>,
): MenuItemConstructorOptions[] {
  const roles = (...names: readonly (MenuRole | null)[]) =>
    names.map((role) => (role === null ? SEPARATOR : { role, label: t(`menu.${role}`) }))
  const menu = (role: MenuRole, ...names: readonly (MenuRole | null)[]) => ({
    ...{ role, label: t(`menu.${role}`), submenu: roles(...names) },
  })
  const isMac = platform === 'darwin'
  // macOS names its first menu after the app, whatever the label is.
  const application: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: roles('about', null, 'services', null, 'hide', 'hideOthers', 'unhide', null, 'quit'),
  }
  const developer = isPackaged ? [] : ([null, 'reload', 'toggleDevTools'] as const)
  return [
    ...(isMac ? [application] : []),
    menu('fileMenu', isMac ? 'close' : 'quit'),
    menu('editMenu', 'undo', 'redo', null, 'cut', 'copy', 'paste', 'delete', null, 'selectAll'),
    menu('viewMenu', 'resetZoom', 'zoomIn', 'zoomOut', null, 'togglefullscreen', ...developer),
    menu('windowMenu', 'minimize', 'zoom', ...(isMac ? ([null, 'front'] as const) : (['close'] as const))),
  ]
}
