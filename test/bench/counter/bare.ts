import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { ROOT } from '../../../tools/launch.ts'
import type { LaunchedApp } from '../../support/window/launchers/launched-app.ts'
import { launchUsual } from '../../support/window/launchers/usual.ts'

/** Builds the bare page with the app's own React and opens it in a window of the app's own kind; all of it lies in `folder`. */
export async function openBarePage(folder: string, size: { width: number; height: number }) {
  const page = join(folder, 'page')
  await build({
    root: join(import.meta.dirname, 'bare'),
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir: page, emptyOutDir: true, minify: true, assetsInlineLimit: 0, modulePreload: false },
  })
  const appDir = join(folder, 'app')
  mkdirSync(appDir, { recursive: true })
  const main = relative(appDir, join(import.meta.dirname, 'bare', 'window.ts'))
  const manifest = { name: 'bare-page', version: '0.0.0', type: 'module', main }
  writeFileSync(join(appDir, 'package.json'), JSON.stringify(manifest))
  const app: LaunchedApp = await launchUsual({
    appDir,
    userDataDir: join(folder, 'data'),
    size,
    env: {
      COUNTERFOIL_BARE_PAGE: page,
      COUNTERFOIL_BARE_PRELOAD: join(ROOT, 'out/preload/index.cjs'),
    },
  })
  await app.page.locator('.amount-entry').waitFor()
  return app
}
