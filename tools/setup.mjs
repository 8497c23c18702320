import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureBrowser, findBrowser, isThere } from './setup/browser.mjs'
import { installDependencies } from './setup/dependencies.mjs'
import { ensureElectron } from './setup/electron.mjs'
import { readJson, stateFile, writeJson } from './setup/files.mjs'
import { oneAtATime } from './setup/lock.mjs'
import { nodeProblem, OLDEST_SETUP_NODE } from './setup/node-version.mjs'
import { decideRuntime } from './setup/runtime.mjs'
import { SetupProblem, say } from './setup/say.mjs'

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * Sets up what is missing: packages, the pinned Node, and something that can open the app.
 *
 * @param {string} [root]
 * @returns {Promise<import('./setup/runtime.mjs').Runtime>}
 */
export async function setUp(root = ROOT) {
  const tooOld = nodeProblem(process.versions.node, OLDEST_SETUP_NODE)
  if (tooOld) throw new SetupProblem(`${tooOld} Install a newer one from nodejs.org and try again.`)
  return oneAtATime(join(root, '.setup', 'lock'), async () => {
    installDependencies(root)
    const remembered = readJson(stateFile(root, 'runtime.json'))
    const electron = ensureElectron(root)
    const browser = rememberedBrowser(remembered) ?? (electron ? findBrowser() : ensureBrowser())
    const runtime = decideRuntime({ electron, browser })
    if (runtime === null) throw new SetupProblem('Nothing was found that could open the app.')
    if (JSON.stringify(runtime) !== JSON.stringify(remembered)) {
      writeJson(stateFile(root, 'runtime.json'), runtime)
      say(`ready: ${runtime.electron ?? `the stand-in, with ${runtime.browser}`}`)
    }
    return runtime
  })
}

/**
 * @param {any} remembered
 * @returns {string | null}
 */
function rememberedBrowser(remembered) {
  const named = process.env.CHROMIUM_PATH || process.env.CHROME_PATH
  if (named && named !== remembered?.browser) return null
  return isThere(remembered?.browser) ? remembered.browser : null
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  setUp().catch((error) => {
    say(error instanceof SetupProblem ? error.message : (error?.stack ?? String(error)))
    process.exitCode = 1
  })
}
