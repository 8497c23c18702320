import type { Bounds } from './window-bounds.ts'

/** The smallest window in which every screen still works. */
export const SMALLEST = { width: 900, height: 620 } as const

/** The options of the app's window; every protection that Electron has is named, so that none rests on a default. */
export function windowOptions(bounds: Bounds, preload: string, isPackaged: boolean) {
  return {
    ...(bounds.x === undefined || bounds.y === undefined ? {} : { x: bounds.x, y: bounds.y }),
    width: bounds.width,
    height: bounds.height,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
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
