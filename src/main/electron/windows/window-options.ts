import type { Area, Bounds } from './window-bounds.ts'

/** The smallest window in which every screen still works. */
export const SMALLEST = { width: 900, height: 620 } as const

/** The options of every window of the app; every protection that Electron has is named, so that none rests on a default. */
function ofEveryWindow(bounds: Bounds, preload: string, isPackaged: boolean) {
  return {
    ...(bounds.x === undefined || bounds.y === undefined ? {} : { x: bounds.x, y: bounds.y }),
    width: bounds.width,
    height: bounds.height,
    show: false,
    title: 'Counterfoil',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableBlinkFeatures: 'Auxclick',
      devTools: !isPackaged,
      spellcheck: false,
      // A waiting screen behind another window must still turn green.
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  } as const
}

/** The options of the till's window. */
export function windowOptions(bounds: Bounds, preload: string, isPackaged: boolean) {
  return {
    ...ofEveryWindow(bounds, preload, isPackaged),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
  } as const
}

/** The options of the customer's window: on a screen of its own it is all of that screen, takes no focus and stands in no list of windows. */
export function customerWindowOptions(
  { where, bounds }: { readonly where: 'other' | 'beside'; readonly bounds: Area },
  preload: string,
  isPackaged: boolean,
) {
  const common = { ...ofEveryWindow(bounds, preload, isPackaged), fullscreenable: false }
  if (where === 'beside') return { ...common, minWidth: 480, minHeight: 320 } as const
  return {
    ...common,
    ...{ frame: false, focusable: false, skipTaskbar: true, alwaysOnTop: true, movable: false },
    ...{ resizable: false, minimizable: false, closable: false },
  } as const
}
