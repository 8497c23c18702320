import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NODE_FLAGS } from '../node-flags.mjs'
import { pinnedNode } from './dependencies.mjs'
import { readJson, stateFile, writeJson } from './files.mjs'
import { say } from './say.mjs'

const PROBE_LIMIT_MS = 3_000
const DOWNLOAD_LIMIT_MS = 10 * 60_000
const REMEMBER_MS = 24 * 60 * 60_000

/**
 * Where Electron's binary is fetched from, following the same variables as its own installer.
 *
 * @param {{ version: string, platform: string, arch: string }} wanted
 * @param {Readonly<Record<string, string | undefined>>} env
 */
export function electronUrl(wanted, env) {
  const base =
    env.npm_config_electron_mirror ||
    env.ELECTRON_MIRROR ||
    'https://github.com/electron/electron/releases/download/'
  const folder = (
    env.npm_config_electron_custom_dir ||
    env.ELECTRON_CUSTOM_DIR ||
    `v${wanted.version}`
  ).replace('{{ version }}', wanted.version)
  return `${base}${folder}/electron-v${wanted.version}-${wanted.platform}-${wanted.arch}.zip`
}

/**
 * Says whether the host should be asked: not again within a day of an answer about the same address.
 *
 * @param {unknown} stamp what was remembered
 * @param {{ url: string, now: number }} wanted
 */
export function shouldProbe(stamp, wanted) {
  if (stamp === null || typeof stamp !== 'object') return true
  const { url, at } = /** @type {{ url?: unknown, at?: unknown }} */ (stamp)
  if (url !== wanted.url || typeof at !== 'number') return true
  return at > wanted.now || wanted.now - at > REMEMBER_MS
}

/**
 * The installed binary of the wanted version; null when it is missing or half there.
 *
 * @param {string} root
 * @returns {string | null}
 */
export function electronBinary(root) {
  const home = join(root, 'node_modules', 'electron')
  try {
    const version = readFileSync(join(home, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    const path = join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8').trim())
    return version === readJson(join(home, 'package.json')).version && existsSync(path) ? path : null
  } catch {
    return null
  }
}

/**
 * Finds Electron's binary, or fetches it when its host answers within a short limit.
 *
 * @param {string} root
 * @returns {string | null} null where the stand-in has to do
 */
export function ensureElectron(root) {
  if (process.env.COUNTERFOIL_LAUNCHER === 'standin') return null
  const found = electronBinary(root)
  if (found) return starts(found) ? found : null
  const { version } = readJson(join(root, 'node_modules', 'electron', 'package.json'))
  const url = electronUrl({ version, platform: process.platform, arch: process.arch }, process.env)
  const stamp = stateFile(root, 'electron-host.json')
  if (!shouldProbe(readJson(stamp), { url, now: Date.now() })) return null
  say(`asking for Electron ${version} at ${new URL(url).host} (at most ${PROBE_LIMIT_MS / 1000} s)`)
  if (!answers(root, url)) {
    say('no answer: the stand-in (Node and a Chromium) takes its place; asked again after a day')
    writeJson(stamp, { url, at: Date.now() })
    return null
  }
  say('it answers: fetching Electron')
  const ran = spawnSync(
    pinnedNode(root, process.platform),
    [...NODE_FLAGS, join(root, 'node_modules', 'electron', 'install.js')],
    {
      cwd: root,
      env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
      stdio: ['ignore', 2, 2],
      timeout: DOWNLOAD_LIMIT_MS,
    },
  )
  const fetched = ran.status === 0 ? electronBinary(root) : null
  if (fetched && starts(fetched)) return fetched
  say('Electron could not be fetched or does not start here; the stand-in takes its place for a day')
  writeJson(stamp, { url, at: Date.now() })
  return null
}

/**
 * @param {string} root
 * @param {string} url
 */
function answers(root, url) {
  const ask = `fetch(process.argv[1], { method: 'HEAD', signal: AbortSignal.timeout(${PROBE_LIMIT_MS}) })
    .then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`
  const ran = spawnSync(pinnedNode(root, process.platform), [...NODE_FLAGS, '-e', ask, url], {
    env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
    stdio: 'ignore',
    timeout: PROBE_LIMIT_MS + 2_000,
  })
  return ran.status === 0
}

/**
 * @param {string} binary
 */
function starts(binary) {
  const ran = spawnSync(binary, ['-e', '0'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: 'ignore',
    timeout: 30_000,
  })
  if (ran.status === 0) return true
  say(`Electron's binary is here but does not start (${ran.error?.message ?? `status ${ran.status}`})`)
  return false
}
