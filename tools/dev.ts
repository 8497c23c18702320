import './require-node.mjs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT, usualLaunch } from './launch.ts'
import { NODE_FLAGS } from './node-flags.mjs'

/** Runs electron-vite's development server with whatever opens the app here. */
const launch = usualLaunch()
const cli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
const [first, ...rest] = launch.args
const env = {
  ...process.env,
  ...launch.env,
  ELECTRON_EXEC_PATH: launch.command,
  // electron-vite starts "<binary> <entry> <arguments>": for the stand-in, Node with its flags and then the script.
  ...(launch.launcher === 'standin' && first !== undefined ? { ELECTRON_ENTRY: first } : {}),
}
const appArgs = launch.launcher === 'standin' ? [...rest, ROOT] : launch.args
const words = ['dev', '--watch', '--', ...appArgs, ...process.argv.slice(2)]
const child = spawn(process.execPath, [...NODE_FLAGS, cli, ...words], {
  cwd: ROOT,
  stdio: 'inherit',
  env,
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
const parent = process.ppid
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
child.on('close', (code) => process.exit(code ?? 1))
