import type { MenuItemConstructorOptions } from 'electron'

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

function roles(...names: readonly (NonNullable<MenuItemConstructorOptions['role']> | null)[]) {
  return names.map((role) => (role === null ? SEPARATOR : { role }))
}

/**
 * The application menu, made of roles alone: the system gives them their words, keys and behaviour.
 *
 * Reloading and the developer tools are left out of a packaged app.
 */
export function menuTemplate(platform: NodeJS.Platform, isPackaged: boolean): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const developer = isPackaged ? [] : roles(null, 'reload', 'toggleDevTools')
  return [
    ...(isMac ? roles('appMenu') : []),
    { role: 'fileMenu', submenu: roles(isMac ? 'close' : 'quit') },
    {
      role: 'editMenu',
      submenu: roles('undo', 'redo', null, 'cut', 'copy', 'paste', 'delete', null, 'selectAll'),
    },
    {
      role: 'viewMenu',
      submenu: [...roles('resetZoom', 'zoomIn', 'zoomOut', null, 'togglefullscreen'), ...developer],
    },
    { role: 'windowMenu' },
  ]
}
