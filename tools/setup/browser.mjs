import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { posix, win32 } from 'node:path'
import { SetupProblem, say } from './say.mjs'

/** Older ones lack what the window is written for. */
const OLDEST_CHROMIUM = 120

const LINUX_NAMES = [
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium-browser',
]
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const WINDOWS_APPS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
]

/**
 * Every place where a Chromium, Chrome or Edge may be, best first; what the person named comes before all.
 *
 * @param {string} platform
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string[]}
 */
export function browserCandidates(platform, env) {
  const named = [env.CHROMIUM_PATH, env.CHROME_PATH].filter((path) => path !== undefined && path !== '')
  return /** @type {string[]} */ ([...named, ...usualPlaces(platform, env)])
}

/**
 * @param {string} platform
 * @param {Readonly<Record<string, string | undefined>>} env
 */
function usualPlaces(platform, env) {
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(env.HOME ? [posix.join(env.HOME, 'Applications')] : [])]
    return folders.flatMap((at) => MAC_APPS.map((app) => posix.join(at, `${app}.app/Contents/MacOS/${app}`)))
  }
  if (platform === 'win32') {
    const folders = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA]
    return folders.flatMap((at) => (at ? WINDOWS_APPS.map((app) => win32.join(at, ...app)) : []))
  }
  const folders = [...new Set([...(env.PATH ?? '').split(':'), '/usr/bin', '/usr/local/bin', '/snap/bin'])]
  const usual = LINUX_NAMES.flatMap((name) =>
    folders.filter((at) => at.startsWith('/')).map((at) => posix.join(at, name)),
  )
  // A snap cannot see the folders it is told to use as readily as a plain package: last choice.
  const inSnap = (/** @type {string} */ path) => path.startsWith('/snap/')
  return [...usual.filter((path) => !inSnap(path)), '/opt/google/chrome/chrome', ...usual.filter(inSnap)]
}

/**
 * Reads the major version from what `chromium --version` prints; null when it is something else.
 *
 * @param {string} printed
 */
export function browserMajor(printed) {
  const found = /(?:Chromium|Chrome|Edge)[^\d]*(\d+)\.\d+/.exec(printed)
  return found ? Number(found[1]) : null
}

/**
 * Finds a browser that answers; null when there is none.
 *
 * @returns {string | null}
 */
export function findBrowser() {
  return browserCandidates(process.platform, process.env).find(works) ?? null
}

/**
 * Says whether this path is still a browser, without starting it.
 *
 * @param {unknown} path
 * @returns {path is string}
 */
export function isThere(path) {
  return typeof path === 'string' && path !== '' && existsSync(path)
}

/**
 * @param {string} path
 */
function works(path) {
  if (!isThere(path)) return false
  // On Windows `--version` opens a window instead of answering.
  if (process.platform === 'win32') return true
  try {
    realpathSync(path)
  } catch {
    return false
  }
  const ran = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  const major = browserMajor(ran.stdout ?? '')
  return ran.status === 0 && major !== null && major >= OLDEST_CHROMIUM
}

/**
 * How chromium can be installed here without asking anything; null where it cannot.
 *
 * @param {{ platform: string, osRelease: string, uid: number, hasApt: boolean, hasSudo: boolean }} machine
 * @returns {string[] | null} the words before `apt-get`
 */
export function aptPrefix(machine) {
  const debian = /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(machine.osRelease)
  if (machine.platform !== 'linux' || !debian || !machine.hasApt) return null
  if (machine.uid === 0) return []
  return machine.hasSudo ? ['sudo', '-n'] : null
}

/**
 * What a person is asked to install where setup cannot do it.
 *
 * @param {string} platform
 */
export function browserAdvice(platform) {
  const how =
    platform === 'darwin'
      ? 'Install Google Chrome from google.com/chrome'
      : platform === 'win32'
        ? 'Install Microsoft Edge or Google Chrome'
        : 'Install chromium with your package manager (Debian: "sudo apt-get install chromium")'
  return `Electron's own binary cannot be had here, and no Chromium, Chrome or Edge was found. ${how}, or name one in CHROMIUM_PATH, then run the same command again.`
}

/**
 * Finds a browser, or installs one where that needs no question.
 *
 * @returns {string}
 */
export function ensureBrowser() {
  const found = findBrowser()
  if (found) return found
  const prefix = aptPrefix(thisMachine())
  if (prefix) {
    say('no Chromium, Chrome or Edge found: installing Debian’s chromium with apt-get (some 100 MB)')
    if (apt(prefix, ['update']) && apt(prefix, ['install', '-y', 'chromium'])) {
      const installed = findBrowser()
      if (installed) return installed
    }
    say('apt-get could not provide a chromium that runs')
  }
  throw new SetupProblem(browserAdvice(process.platform))
}

/**
 * @param {string[]} prefix
 * @param {string[]} args
 */
function apt(prefix, args) {
  const [command = '', ...rest] = [...prefix, 'apt-get', ...args]
  say([command, ...rest].join(' '))
  const ran = spawnSync(command, rest, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return ran.status === 0
}

function thisMachine() {
  const answers = (/** @type {string} */ command, /** @type {string[]} */ args) =>
    spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0
  const linux = process.platform === 'linux'
  return {
    platform: process.platform,
    osRelease: linux && existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '',
    uid: process.getuid?.() ?? -1,
    hasApt: linux && answers('apt-get', ['--version']),
    hasSudo: linux && answers('sudo', ['-n', 'true']),
  }
}
