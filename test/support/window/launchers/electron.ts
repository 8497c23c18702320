import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { electronLaunch, ROOT } from '../../../../tools/launch.ts'
import { type DesktopRequest, IN_ENGLISH, type LaunchedApp, type LaunchOptions } from './launched-app.ts'
import { processesWith, until } from './process-tree.ts'

/** What is meant for Node alone. */
const NODES_OWN: readonly string[] = ['ELECTRON_RUN_AS_NODE', 'NODE_COMPILE_CACHE']

/** Opens the built app on Electron itself. */
export async function launchOnElectron(options: LaunchOptions): Promise<LaunchedApp> {
  const launch = electronLaunch()
  if (launch === null) throw new Error("Electron's binary is not here.")
  const userDataDir = options.userDataDir ?? mkdtempSync(join(tmpdir(), 'counterfoil-data-'))
  const app = await _electron.launch({
    executablePath: launch.command,
    args: [...launch.args, options.appDir ?? ROOT, `--user-data-dir=${userDataDir}`, ...(options.args ?? [])],
    env: { ...definedOnly(process.env), ...IN_ENGLISH, ...options.env },
  })
  const page = await app.firstWindow()
  await watchDesktop(app)
  const child = app.process()
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
    })
  }
  const allGone = () => until('every process has ended', () => processesWith(userDataDir).length === 0)
  return {
    launcher: 'electron',
    page,
    userDataDir,
    pid: child.pid ?? 0,
    output: () => output,
    answerSaveDialog: (path) =>
      app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: filePath === null, filePath: filePath ?? '' })
        dialog.showOpenDialog = async () => ({
          canceled: filePath === null,
          filePaths: filePath === null ? [] : [filePath],
        })
      }, path),
    desktopRequests: () =>
      app.evaluate(() => (globalThis as { desktopRequests?: DesktopRequest[] }).desktopRequests ?? []),
    pressNotification: (title) =>
      app.evaluate((_, wanted) => {
        const { shownNotifications = [] } = globalThis as { shownNotifications?: Electron.Notification[] }
        shownNotifications.find((one) => one.title === wanted)?.emit('click')
      }, title),
    powerEvent: (event) =>
      app.evaluate(({ powerMonitor }, name) => {
        powerMonitor.emit(name)
      }, event),
    async customerPage() {
      const isCustomers = (one: Page) => one.url().endsWith('/customer.html')
      return app.windows().find(isCustomers) ?? app.waitForEvent('window', isCustomers)
    },
    screens: null,
    async close() {
      await app.close()
      await allGone()
    },
    async kill() {
      child.kill('SIGKILL')
      await app.close().catch(() => undefined)
      await allGone()
    },
  }
}

/** Notes what the app asks of the desktop, in the same words as the stand-in. */
async function watchDesktop(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ clipboard, Notification, powerSaveBlocker, shell }) => {
    const noted: DesktopRequest[] = []
    const shown: Electron.Notification[] = []
    Object.assign(globalThis, { desktopRequests: noted, shownNotifications: shown })
    Notification.prototype.show = function show(this: Electron.Notification) {
      noted.push({ what: 'notification', title: this.title, body: this.body })
      shown.push(this)
    }
    const held = new Set<number>()
    powerSaveBlocker.start = (type) => {
      held.add(held.size + 1)
      noted.push({ what: 'power-save-blocker', type, held: held.size })
      return held.size
    }
    powerSaveBlocker.stop = (id) => {
      const was = held.delete(id)
      noted.push({ what: 'power-save-blocker', type: null, held: held.size })
      return was
    }
    clipboard.writeText = async (text) => void noted.push({ what: 'clipboard', text })
    shell.openExternal = async (url) => void noted.push({ what: 'open-external', url })
    shell.showItemInFolder = (path) => void noted.push({ what: 'show-item', path })
  })
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  const found = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(found.filter(([name]) => !NODES_OWN.includes(name)))
}
