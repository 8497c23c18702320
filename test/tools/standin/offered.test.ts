import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { boot } from '../../../tools/electron-standin/runtime.ts'

const root = join(import.meta.dirname, '../../..')
const require = createRequire(import.meta.url)

/** The code that runs on the stand-in in place of Electron: the adapters, the start, and the one library. */
const sources = new Map<string, string>(
  [
    ...readdirSync(join(root, 'src/main/electron'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(root, 'src/main/electron', name)),
    join(root, 'src/main/index.ts'),
    require.resolve('electron-store'),
  ].map((path) => [path, withoutPaths(readFileSync(path, 'utf8'))] as const),
)

/** Leaves out the paths of other imports, whose file names look like uses. */
function withoutPaths(source: string): string {
  return source.replaceAll(/from '\.[^']*'/g, "from ''")
}

/** The values imported from `electron`, types left out. */
function importedNames(source: string): string[] {
  const clauses = [...source.matchAll(/^import \{([^}]*)\} from 'electron'/gm)].map((found) => found[1] ?? '')
  const unpacked = [...source.matchAll(/^const \{([^}]*)\} = electron;?$/gm)].map((found) => found[1] ?? '')
  const names = [...clauses, ...unpacked].flatMap((clause) => clause.split(',')).map((name) => name.trim())
  return names.filter((name) => name !== '' && !name.startsWith('type '))
}

const uses = [...sources].flatMap(([path, source]) =>
  importedNames(source).map((name) => ({
    path,
    name,
    source,
  })),
)

/** Everything reached by dots from a name: `app.getPath`, `session.defaultSession.webRequest`. */
function chains(source: string, name: string): string[][] {
  const found = [...source.matchAll(new RegExp(`(?<![.\\w'])${name}((?:\\.\\w+)+)`, 'g'))]
  return found.map((each) => (each[1] ?? '').split('.').filter(Boolean))
}

function reach(start: unknown, chain: readonly string[]): unknown {
  return chain.reduce((value: unknown, step) => {
    const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function'
    return isObject ? Reflect.get(value, step) : undefined
  }, start)
}

let electron: Readonly<Record<string, unknown>>
let names: { readonly offered: readonly string[]; readonly absent: readonly string[] }

beforeAll(async () => {
  boot({
    appPath: root,
    entry: '',
    name: 'Test',
    version: '1.0.0',
    argv: [],
    userDataDir: '/nowhere',
    headless: true,
    debuggingPort: null,
    browser: null,
  })
  const module = await import('../../../tools/electron-standin/offered.ts')
  electron = module.electron
  names = { offered: module.OFFERED_NAMES, absent: module.ABSENT }
})

describe('what the stand-in offers', () => {
  it('is asked for by the adapters at all', () => {
    expect(uses.length).toBeGreaterThan(10)
    expect(new Set(uses.map(({ name }) => name))).toContain('BrowserWindow')
  })

  it.each(uses.map(({ path, name }) => [name, path.slice(root.length + 1)]))(
    'includes %s, imported by %s',
    (name) => {
      expect(names.offered).toContain(name)
    },
  )

  it('includes everything that is reached from those names', () => {
    for (const { name, source } of uses) {
      for (const chain of chains(source, name)) {
        expect(() => reach(electron[name], chain), `${name}.${chain.join('.')}`).not.toThrow()
        expect(reach(electron[name], chain), `${name}.${chain.join('.')}`).toBeDefined()
      }
    }
  })

  it('includes what the adapters use of a window, its contents and a session', () => {
    const { BrowserWindow, session } = electron as unknown as {
      BrowserWindow: new () => { readonly webContents: object }
      session: { readonly defaultSession: object }
    }
    const window = new BrowserWindow()
    const objects = { window, contents: window.webContents, defaultSession: session.defaultSession }
    for (const source of sources.values()) {
      for (const [name, object] of Object.entries(objects)) {
        for (const chain of chains(source, name)) {
          expect(() => reach(object, chain), `${name}.${chain.join('.')}`).not.toThrow()
        }
      }
    }
  })

  it('knows of every name that Electron exports, so that a lacking one says its name', () => {
    const types = readFileSync(
      require.resolve('electron/package.json').replace('package.json', 'electron.d.ts'),
      'utf8',
    )
    const start = types.indexOf('namespace CrossProcessExports')
    const body = types.slice(start, types.indexOf('\n  }\n', start))
    const exported = [...body.matchAll(/^ {4}(?:const|class) (\w+)/gm)].map((found) => found[1] ?? '')
    const rendererOnly = ['contextBridge', 'ipcRenderer', 'webFrame', 'WebSocket']
    const nested = /^TouchBar./
    expect(exported.length).toBeGreaterThan(40)
    const known = new Set([...names.offered, ...names.absent, ...rendererOnly])
    expect(exported.filter((name) => !known.has(name) && !nested.test(name))).toEqual([])
  })

  it('throws the name of what it lacks, at every depth', () => {
    const from = (chain: string) => reach(electron, chain.split('.'))
    expect(() => from('app.setBadgeCount')).toThrow('The Electron stand-in does not offer app.setBadgeCount')
    expect(() => from('autoUpdater.checkForUpdates')).toThrow('does not offer autoUpdater')
    expect(() => from('BrowserWindow.fromId')).toThrow('does not offer BrowserWindow.fromId')
    expect(() => new (electron.Tray as new () => object)()).toThrow('does not offer Tray')
    const { app } = electron as unknown as { app: { on(event: string, listener: () => void): void } }
    expect(() => app.on('open-url', () => undefined)).toThrow("does not offer app event 'open-url'")
  })

  it('shows notifications, and throws the name of what it lacks of them', () => {
    const { Notification } = electron as unknown as {
      Notification: (new (options: object) => Electron.Notification) & typeof Electron.Notification
    }
    const notification = new Notification({ title: 'Paid late', body: '1.00 EUR' })
    let shown = 0
    notification.on('show', () => {
      shown += 1
    })
    notification.show()
    expect([Notification.isSupported(), notification.title, notification.body, shown]).toEqual([
      true,
      'Paid late',
      '1.00 EUR',
      1,
    ])
    expect(() => notification.urgency).toThrow('does not offer Notification.urgency')
    expect(() => Notification.removeAll()).toThrow('does not offer Notification.removeAll')
    expect(() => notification.on('reply', () => undefined)).toThrow("Notification event 'reply'")
  })

  it('gives the main process no renderer’s half', () => {
    expect(electron.ipcRenderer).toBeUndefined()
    expect(electron.contextBridge).toBeUndefined()
  })
})

describe('the stand-in’s safe storage', () => {
  it('is the weak one of a Linux without a key ring, in all its parts', async () => {
    const storage = electron.safeStorage as {
      getSelectedStorageBackend(): string
      isEncryptionAvailable(): boolean
      isAsyncEncryptionAvailable(): Promise<boolean>
      encryptStringAsync(text: string): Promise<Buffer>
      decryptStringAsync(bytes: Buffer): Promise<{ result: string }>
      encryptString(text: string): Buffer
    }
    expect(storage.getSelectedStorageBackend()).toBe('basic_text')
    expect(storage.isEncryptionAvailable()).toBe(false)
    expect(() => storage.encryptString('x')).toThrow()
    expect(await storage.isAsyncEncryptionAvailable()).toBe(true)
    const sealed = await storage.encryptStringAsync('a key')
    expect(sealed.subarray(0, 3).toString()).toBe('v10')
    expect((await storage.decryptStringAsync(sealed)).result).toBe('a key')
  })
})
