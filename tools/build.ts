import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './launch.ts'
import { NODE_FLAGS } from './node-flags.mjs'

const SOURCES = ['src', 'resources', 'electron.vite.config.ts', 'package-lock.json']
const PRODUCTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** The time of the newest file under a path, in milliseconds; 0 when there is none. */
export function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 0
  if (!found.isDirectory()) return found.mtimeMs
  // A folder's own time tells of files that were taken away.
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Says whether the built app is older than what it is built from, or not there. */
export function isBuildStale(root: string): boolean {
  const times = PRODUCTS.map((path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return Math.min(...times) < Math.max(...SOURCES.map((path) => newest(join(root, path))))
}

/** Builds the app; the answer is electron-vite's exit code, 0 when all is well. */
export function build(): number {
  const cli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const built = spawnSync(process.execPath, [...NODE_FLAGS, cli, 'build'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  })
  return built.status ?? 1
}

/** Builds the app if it is stale. */
export function ensureBuilt(): void {
  if (!isBuildStale(ROOT)) return
  process.stderr.write('building the app\n')
  if (build() !== 0) throw new Error('The app could not be built; the words above say why.')
}
