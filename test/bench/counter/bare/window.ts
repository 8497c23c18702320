import { BrowserWindow } from 'electron'
import { APP_URL } from '../../../../src/main/electron/origin.ts'
import { serveBundle } from '../../../../src/main/electron/serve-bundle.ts'
import { appReady, claimApp } from '../../../../src/main/electron/start.ts'
import { windowOptions } from '../../../../src/main/electron/windows/window-options.ts'

/** A window of the app's own kind around the bare page; its folders come from the environment. */
const { COUNTERFOIL_BARE_PAGE: page = '', COUNTERFOIL_BARE_PRELOAD: preload = '' } = process.env

if (claimApp()) {
  await appReady()
  serveBundle(page)
  const window = new BrowserWindow(windowOptions({ width: 1280, height: 800 }, preload, false))
  window.once('ready-to-show', () => window.show())
  await window.loadURL(APP_URL)
}
