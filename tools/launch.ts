import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { NODE_FLAGS } from './node-flags.mjs'
import { readRuntime } from './setup/runtime.mjs'

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))
const STAND_IN = fileURLToPath(new URL('./electron-standin/run.ts', import.meta.url))

/** How the app is opened here. */
export interface Launch {
  readonly launcher: 'electron' | 'standin'
  readonly command: string
  /** Come before the app's folder and its own arguments. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Electron's binary on this machine; null where only the stand-in can be had. */
export function electronLaunch(): Launch | null {
  const runtime = readRuntime(ROOT)
  if (runtime?.launcher !== 'electron') return null
  // As root, as in many containers, Chromium has no sandbox to offer and refuses to start with it.
  const args = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return { launcher: 'electron', command: runtime.electron, args, env: {} }
}

/** The stand-in with the browser that setup found; null where there is none. */
export function standInLaunch(): Launch | null {
  const browser = process.env.CHROMIUM_PATH ?? readRuntime(ROOT)?.browser ?? null
  if (browser === null) return null
  return {
    launcher: 'standin',
    command: execPath,
    args: [...NODE_FLAGS, STAND_IN],
    env: { COUNTERFOIL_STANDIN_BROWSER: browser },
  }
}

/** What opens the app on this machine; throws in words when setup has not run. */
export function usualLaunch(): Launch {
  const launch = electronLaunch() ?? standInLaunch()
  if (launch === null)
    throw new Error('Nothing is set up to open the app with: run "node tools/setup.mjs" first.')
  return launch
}
