import { isThere } from './browser.mjs'
import { readJson, stateFile } from './files.mjs'

/**
 * What opens the app on this machine.
 *
 * @typedef {{ launcher: 'electron', electron: string, browser: string | null }
 *   | { launcher: 'standin', electron: null, browser: string }} Runtime
 */

/**
 * Decides what opens the app.
 *
 * @param {{ electron: string | null, browser: string | null }} found
 * @returns {Runtime | null} null when there is nothing to open it with
 */
export function decideRuntime(found) {
  if (found.electron !== null)
    return { launcher: 'electron', electron: found.electron, browser: found.browser }
  return found.browser === null ? null : { launcher: 'standin', electron: null, browser: found.browser }
}

/**
 * Reads the last decision; null when there is none or what it names is gone.
 *
 * @param {string} root
 * @returns {Runtime | null}
 */
export function readRuntime(root) {
  const found = readJson(stateFile(root, 'runtime.json'))
  if (found === null || typeof found !== 'object') return null
  return decideRuntime({
    electron: isThere(found.electron) ? found.electron : null,
    browser: isThere(found.browser) ? found.browser : null,
  })
}
