import './require-node.mjs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT, usualLaunch } from './launch.ts'

/** Runs electron-vite's development server with whatever opens the app here. */
const launch = usualLaunch()
const cli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
const [first, ...rest] = launch.args
const env = {
  ...process.env,
  ...launch.env,
  ELECTRON_EXEC_PATH: launch.command,
  // electron-vite starts "<binary> <entry> <arguments>": for the stand-in the entry is its script, run by Node.
  ...(launch.launcher === 'standin' && first !== undefined ? { ELECTRON_ENTRY: first } : {}),
}
const appArgs = launch.launcher === 'standin' ? [ROOT, ...rest] : launch.args
const child = spawn(process.execPath, [cli, 'dev', '--watch', '--', ...appArgs, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env,
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
const parent = process.ppid
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
child.on('close', (code) => process.exit(code ?? 1))
