import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NODE_FLAGS } from '../node-flags.mjs'
import { forget, readJson, stateFile, writeJson } from './files.mjs'
import { nodeProblem } from './node-version.mjs'
import { SetupProblem, say } from './say.mjs'

/** The packages whose install script may run; everything else is installed with scripts off. */
const MAY_RUN_SCRIPTS = ['node']

/**
 * What the installed packages depend on: the lockfile, and the machine they were fetched for.
 *
 * @param {string} lockfile the text of package-lock.json
 * @param {{ platform: string, arch: string }} machine
 */
export function dependencyKey(lockfile, machine) {
  const hash = createHash('sha256').update(lockfile.replaceAll('\r\n', '\n')).digest('hex')
  return { lockfile: hash, platform: machine.platform, arch: machine.arch }
}

/**
 * Says whether the packages must be installed again; a missing or half-written stamp means yes.
 *
 * @param {ReturnType<typeof dependencyKey>} wanted
 * @param {unknown} stamp
 */
export function isStale(wanted, stamp) {
  if (stamp === null || typeof stamp !== 'object') return true
  const found = /** @type {Record<string, unknown>} */ (stamp)
  return Object.entries(wanted).some(([name, value]) => found[name] !== value)
}

/**
 * How npm is started: beside the running Node where it can be found, else by name.
 *
 * Windows only starts `npm.cmd` through a shell, so the script is run with Node itself wherever possible.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {string} platform
 * @param {string} execPath the running Node
 * @param {(path: string) => boolean} exists
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(env, platform, execPath, exists) {
  const script = env.npm_execpath
  if (script?.endsWith('.js') && /npm-cli\.js$/.test(script) && exists(script)) {
    return { command: execPath, args: [script], shell: false }
  }
  return platform === 'win32'
    ? { command: 'npm.cmd', args: [], shell: true }
    : { command: 'npm', args: [], shell: false }
}

/**
 * The pinned Node inside node_modules.
 *
 * @param {string} root
 * @param {string} platform
 */
export function pinnedNode(root, platform) {
  return join(root, 'node_modules', 'node', 'bin', platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * Installs the packages from the lockfile when it changed since the last complete install.
 *
 * @param {string} root
 */
export function installDependencies(root) {
  const wanted = dependencyKey(readFileSync(join(root, 'package-lock.json'), 'utf8'), process)
  const stamp = stateFile(root, 'dependencies.json')
  if (!isStale(wanted, readJson(stamp)) && existsSync(pinnedNode(root, process.platform))) return
  forget(stamp)
  say('installing the packages of package-lock.json (npm ci)')
  npm(root, ['ci', '--loglevel=error'])
  for (const name of MAY_RUN_SCRIPTS) {
    say(`running the one allowed install script (${name})`)
    npm(root, ['rebuild', name, '--ignore-scripts=false', '--loglevel=error'])
  }
  checkPinnedNode(root)
  writeJson(stamp, wanted)
}

/**
 * @param {string} root
 * @param {string[]} args
 */
function npm(root, args) {
  const npm = npmCommand(process.env, process.platform, process.execPath, existsSync)
  const ran = spawnSync(npm.command, [...npm.args, ...args], {
    cwd: root,
    shell: npm.shell,
    stdio: ['ignore', 2, 2],
  })
  if (ran.status === 0) return
  const why = ran.error ? ran.error.message : `it ended with ${ran.status ?? ran.signal}`
  throw new SetupProblem(
    `"npm ${args.join(' ')}" did not succeed (${why}). Nothing was marked as installed: look at npm's words above, then run the same command again.`,
  )
}

/**
 * @param {string} root
 */
function checkPinnedNode(root) {
  const wanted = readJson(join(root, 'package.json')).devDependencies.node
  const ran = spawnSync(pinnedNode(root, process.platform), [...NODE_FLAGS, '--version'], {
    encoding: 'utf8',
  })
  const found = ran.stdout?.trim() ?? ''
  if (ran.status === 0 && found === `v${wanted}` && nodeProblem(found, 24) === null) return
  throw new SetupProblem(
    `The pinned Node ${wanted} does not run on this machine (${found || ran.error?.message || ran.stderr?.trim() || 'no answer'}).`,
  )
}
