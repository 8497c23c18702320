import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { readOptions } from './options.ts'
import { boot } from './runtime.ts'

const OFFERED = new URL('./offered.ts', import.meta.url).href
const MODULE = 'electron-stand-in:electron'
const NAMES: ReadonlySet<string> = new Set(['electron', 'electron/main', 'electron/common'])
const PARENT_EVERY_MS = 500
const QUIT_LIMIT_MS = 10_000

/** Runs the app of a folder as Electron would: its main module, with `electron` resolved to the stand-in. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env, process.cwd(), process.platform)
  boot(options)
  // As Electron's: the program, then what it was started with.
  process.argv.splice(1, 1)
  // The package would fetch a binary when something loads it past the hook; with this it gives a path.
  process.env.ELECTRON_OVERRIDE_DIST_PATH ??= import.meta.dirname
  Object.defineProperty(process, 'type', { value: 'browser' })
  const { electron, moduleSource } = await import('./offered.ts')
  registerHooks({
    resolve: (specifier, context, next) =>
      NAMES.has(specifier) ? { url: MODULE, format: 'module', shortCircuit: true } : next(specifier, context),
    load: (url, context, next) =>
      url === MODULE
        ? { format: 'module', source: moduleSource(OFFERED), shortCircuit: true }
        : next(url, context),
  })
  const app = electron.app as { quit(): void; exit(code: number): void; whenReady(): Promise<void> }
  const leave = () => {
    setTimeout(() => app.exit(1), QUIT_LIMIT_MS).unref()
    app.quit()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)
  endWithParent(leave)
  await import(pathToFileURL(options.entry).href)
  await app.whenReady()
}

/** Quits when the process that started this one is gone, so that a killed run leaves nothing behind. */
function endWithParent(leave: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (isAlive(parent) && process.ppid === parent) return
    clearInterval(timer)
    leave()
  }, PARENT_EVERY_MS)
  timer.unref()
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
