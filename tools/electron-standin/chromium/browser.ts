import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Connection } from './cdp.ts'
import { type BrowserStart, browserFlags } from './flags.ts'

const WATCHER = fileURLToPath(new URL('./watcher.ts', import.meta.url))

/** A running browser with one window. */
export interface Browser {
  readonly connection: Connection
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>
  /** Asks it to close, and makes it when it does not within a moment. */
  close(): Promise<void>
  /** Ends it at once. */
  kill(): void
}

const running = new Set<Browser>()

/** Ends every browser at once; for the last moment of the process. */
export function killAll(): void {
  for (const browser of running) browser.kill()
}

/** Opens a browser on a fresh profile, with a watcher that ends it when this process is gone. */
export function openBrowser(path: string, start: Omit<BrowserStart, 'profile' | 'root'>): Browser {
  const profile = mkdtempSync(join(profileHome(path), 'counterfoil-standin-'))
  const child = spawn(path, browserFlags({ ...start, profile, root: process.getuid?.() === 0 }), {
    // A group of its own, so that all its processes can be ended together.
    detached: process.platform !== 'win32',
    stdio: [
      'ignore',
      'ignore',
      process.env.COUNTERFOIL_STANDIN_VERBOSE ? 'inherit' : 'ignore',
      'pipe',
      'pipe',
    ],
    env: {
      ...process.env,
      GOOGLE_API_KEY: 'no',
      GOOGLE_DEFAULT_CLIENT_ID: 'no',
      GOOGLE_DEFAULT_CLIENT_SECRET: 'no',
    },
  })
  const watcher = watch(child, profile)
  const connection = new Connection(child.stdio[4] as Readable, child.stdio[3] as Writable)
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      connection.close()
      running.delete(browser)
      watcher.stdin?.destroy()
      resolve()
    }
    child.once('exit', end)
    child.once('error', (error) => {
      process.stderr.write(`The browser ${path} could not be started: ${error.message}\n`)
      end()
    })
  })
  const browser: Browser = {
    connection,
    ended,
    kill: () => killGroup(child),
    close: async () => {
      connection.browser.send('Browser.close').catch(() => undefined)
      const late = setTimeout(() => killGroup(child), 3_000)
      await ended
      clearTimeout(late)
    },
  }
  running.add(browser)
  return browser
}

function watch(browser: ChildProcess, profile: string): ChildProcess {
  const watcher = spawn(process.execPath, [...process.execArgv, WATCHER, String(browser.pid ?? 0), profile], {
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: tmpdir(),
  })
  watcher.stdin?.on('error', () => undefined)
  watcher.unref()
  return watcher
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

/** A snap sees only its own folder. */
function profileHome(path: string): string {
  return path.startsWith('/snap/') ? join(homedir(), 'snap', 'chromium', 'common') : tmpdir()
}
