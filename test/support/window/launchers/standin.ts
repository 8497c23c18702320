import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { ROOT, standInLaunch } from '../../../../tools/launch.ts'
import { type DesktopRequest, IN_ENGLISH, type LaunchedApp, type LaunchOptions } from './launched-app.ts'
import { processesWith, until } from './process-tree.ts'

/** As many windows as any test opens, one after the other. */
const MOST_WINDOWS = 6

/** Opens the built app on the stand-in, without a screen, and connects to its page. */
export async function launchOnStandIn(options: LaunchOptions): Promise<LaunchedApp> {
  const launch = standInLaunch()
  if (launch === null) throw new Error('No browser was found for the stand-in.')
  const userDataDir = options.userDataDir ?? mkdtempSync(join(tmpdir(), 'counterfoil-data-'))
  const control = mkdtempSync(join(tmpdir(), 'counterfoil-control-'))
  // Each window is a browser of its own, which listens on a port of its own.
  const [port = 0, ...morePorts] = await Promise.all(Array.from({ length: MOST_WINDOWS }, freePort))
  const marker = `--remote-debugging-port=${port}`
  const args = [
    ...launch.args,
    options.appDir ?? ROOT,
    '--headless',
    marker,
    `--user-data-dir=${userDataDir}`,
  ]
  const child = spawn(launch.command, [...args, ...(options.args ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...launch.env,
      ...IN_ENGLISH,
      COUNTERFOIL_STANDIN_CONTROL: control,
      COUNTERFOIL_STANDIN_MORE_PORTS: morePorts.join(','),
      ...options.env,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
    })
  }
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  /** A port that no window of this run took may be another run's by now. */
  const taken = new Set([port])
  const allGone = () =>
    until('every process has ended', () =>
      [...taken].every((one) => processesWith(`--remote-debugging-port=${one}`).length === 0),
    )
  const browser = await connect(port, () => child.exitCode !== null).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw new Error(`The app did not open a window.\n${output}`, { cause: error })
  })
  const page = await firstPage(browser)
  const record = join(control, 'record.jsonl')
  /** Written whole before it is seen, and gone once the machine has done it. */
  async function laidOut(name: string, content: object): Promise<void> {
    const file = join(control, name)
    writeFileSync(`${file}.part`, JSON.stringify(content))
    renameSync(`${file}.part`, file)
    await until('the machine has done it', () => !existsSync(file))
  }
  return {
    launcher: 'standin',
    page,
    userDataDir,
    pid: child.pid ?? 0,
    output: () => output,
    async answerSaveDialog(path) {
      const answer = path === null ? { cancel: true } : { path }
      writeFileSync(join(control, 'save-dialog.json'), JSON.stringify(answer))
    },
    async desktopRequests() {
      const lines = existsSync(record) ? readFileSync(record, 'utf8').split('\n').filter(Boolean) : []
      return lines.map((line) => JSON.parse(line) as DesktopRequest)
    },
    async pressNotification(title) {
      writeFileSync(join(control, 'press-notification.json'), JSON.stringify({ title }))
    },
    async powerEvent(event) {
      await laidOut('power-event.json', { event })
    },
    async customerPage() {
      let found: number | null = null
      await until('the customer’s page is there', async () => {
        const open = await Promise.all(morePorts.map(async (one) => ((await hasPage(one)) ? one : null)))
        found = open.find((one) => one !== null) ?? null
        return found !== null
      })
      taken.add(found ?? port)
      return firstPage(await connect(found ?? port, () => child.exitCode !== null))
    },
    screens: (sizes) => laidOut('screens.json', { sizes }),
    async close() {
      await page.close().catch(() => undefined)
      await exited
      await browser.close().catch(() => undefined)
      await allGone()
      rmSync(control, { recursive: true, force: true })
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
      await browser.close().catch(() => undefined)
      await allGone()
    },
  }
}

async function connect(port: number, hasEnded: () => boolean): Promise<Browser> {
  await until('the window’s page is there', async () => {
    if (hasEnded()) throw new Error('The app ended at once.')
    return hasPage(port)
  })
  return chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true })
}

async function hasPage(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/json`).catch(() => null)
  const targets = answer === null ? [] : ((await answer.json()) as { type: string; url: string }[])
  return targets.some(({ type, url }) => type === 'page' && /^https?:/.test(url))
}

async function firstPage(browser: Browser): Promise<Page> {
  const page = browser.contexts()[0]?.pages()[0]
  if (page === undefined) throw new Error('The browser has no page.')
  await page.waitForLoadState('load')
  return page
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
