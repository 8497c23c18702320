import './require-node.mjs'
import { spawn } from 'node:child_process'
import { ensureBuilt } from './build.ts'
import { hasDisplay } from './electron-standin/options.ts'
import { ROOT, usualLaunch } from './launch.ts'

/** Opens the built app and waits until it ends. */
function start(): void {
  const args = process.argv.slice(2)
  if (!hasDisplay(process.platform, process.env) && !args.includes('--headless')) {
    process.stderr.write(
      'This machine has no display, so the window cannot be shown. ' +
        '"npm run tour" does the main job without one and leaves screenshots.\n',
    )
    process.exitCode = 1
    return
  }
  ensureBuilt()
  const launch = usualLaunch()
  const env = { ...process.env, ...launch.env }
  process.stderr.write(
    launch.launcher === 'electron' ? 'opening the app\n' : 'opening the app on the stand-in\n',
  )
  const child = spawn(launch.command, [...launch.args, ROOT, ...args], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
  child.on('close', (code) => process.exit(code ?? 1))
}

start()
