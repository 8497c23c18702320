import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { headersFor, resolveBundleFile } from '../../../src/main/electron/bundle-files.ts'
import { onlineEdge } from '../../../src/main/electron/connectivity.ts'
import { classifyExternalUrl } from '../../../src/main/electron/external-url.ts'
import { menuTemplate } from '../../../src/main/electron/menu-template.ts'
import { decideNavigation } from '../../../src/main/electron/navigation.ts'
import { developmentOrigin, isOwnPage } from '../../../src/main/electron/origin.ts'
import { decidePermission } from '../../../src/main/electron/permissions.ts'
import { quitSequence } from '../../../src/main/electron/quit-sequence.ts'
import { isRequestAllowed } from '../../../src/main/electron/request-filter.ts'
import { describeSender } from '../../../src/main/electron/sender.ts'
import { placeWindow, readWindowState, USUAL } from '../../../src/main/electron/windows/window-bounds.ts'
import { SMALLEST, windowOptions } from '../../../src/main/electron/windows/window-options.ts'
import { loadCatalogue } from '../../../src/shared/words/catalogues.ts'
import { LANGUAGE_IDS } from '../../../src/shared/words/languages.ts'
import { createWords } from '../../../src/shared/words/words.ts'

const DEV = 'http://localhost:5173'

const FOREIGN = [
  'https://example.com/',
  'app://evil/',
  'app://bundle.evil/',
  'app://bundle@evil/',
  'app://user@bundle/',
  'app://bundle:81/',
  'apps://bundle/',
  'https://x/?x=app://bundle/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:app://bundle/1',
  'about:blank',
  'not an address',
  '',
]

describe('the app’s own pages', () => {
  it('are those of its scheme and host', () => {
    expect(isOwnPage('app://bundle/', null)).toBe(true)
    expect(isOwnPage('app://bundle/index.html#/invoices', null)).toBe(true)
  })

  it.each(FOREIGN)('are not "%s"', (address) => {
    expect(isOwnPage(address, null)).toBe(false)
    expect(isOwnPage(address, DEV)).toBe(false)
  })

  it('are the development server’s while there is one, and only then', () => {
    expect(isOwnPage(`${DEV}/`, DEV)).toBe(true)
    expect(isOwnPage(`${DEV}/`, null)).toBe(false)
    expect(isOwnPage('http://localhost:5174/', DEV)).toBe(false)
  })

  it('come from a development server only when unpackaged and on this machine', () => {
    expect(developmentOrigin(`${DEV}/x`, false)).toBe(DEV)
    expect(developmentOrigin(DEV, true)).toBeNull()
    expect(developmentOrigin(undefined, false)).toBeNull()
    expect(developmentOrigin('http://example.com', false)).toBeNull()
    expect(developmentOrigin('https://localhost:5173', false)).toBeNull()
  })
})

describe('navigation', () => {
  it('is allowed to the shown document itself, as a reload is', () => {
    expect(decideNavigation('app://bundle/', 'app://bundle/#/books', null)).toBe('allow')
    expect(decideNavigation(`${DEV}/`, `${DEV}/`, DEV)).toBe('allow')
  })

  it('is denied to another page of the app', () => {
    expect(decideNavigation('app://bundle/other.html', 'app://bundle/', null)).toBe('deny')
    expect(decideNavigation('app://bundle/?x=1', 'app://bundle/', null)).toBe('deny')
  })

  it.each(FOREIGN)('is denied to "%s"', (target) => {
    expect(decideNavigation(target, 'app://bundle/', null)).toBe('deny')
    expect(decideNavigation(target, target, null)).toBe('deny')
  })
})

describe('requests of a window', () => {
  it.each(['app://bundle/a.js', 'devtools://devtools/x', 'data:image/png;base64,x', 'blob:app://bundle/1'])(
    'may be made to %s',
    (address) => expect(isRequestAllowed(address, null)).toBe(true),
  )

  it.each([
    'https://example.com/',
    'http://127.0.0.1/',
    'ws://localhost:5173/',
    'file:///etc/passwd',
    'app://evil/',
    'x',
  ])('may not be made to %s', (address) => expect(isRequestAllowed(address, null)).toBe(false))

  it('may be made to the development server, by socket too', () => {
    expect(isRequestAllowed(`${DEV}/main.tsx`, DEV)).toBe(true)
    expect(isRequestAllowed('ws://localhost:5173/?token=1', DEV)).toBe(true)
    expect(isRequestAllowed('http://localhost:8080/', DEV)).toBe(false)
  })
})

describe('an address for the person’s own browser', () => {
  const hosts = ['pay.example.com']

  it('is opened on https and a listed host', () => {
    expect(classifyExternalUrl('https://pay.example.com/x?y=1', hosts)).toEqual({
      kind: 'open',
      url: 'https://pay.example.com/x?y=1',
    })
    expect(classifyExternalUrl('https://PAY.example.com/', hosts).kind).toBe('open')
  })

  it.each([
    'http://pay.example.com/',
    'https://evil.pay.example.com/',
    'https://pay.example.com.evil/',
    'https://pay.example.com@evil/',
    'https://user:pass@pay.example.com/',
    'https://pay.example.com:8443/',
    'https://pаy.example.com/',
    'https:\\\\pay.example.com\\x',
    '\\\\server\\share',
    'file:///etc/passwd',
    'smb://pay.example.com/',
    'ms-msdt:/id',
    'javascript:alert(1)',
    ' https://pay.example.com/',
    'https://pay.example.com/\n',
    'https://pay.example.com/\u0000',
    'pay.example.com',
    '',
  ])('is refused: %j', (address) => {
    expect(classifyExternalUrl(address, hosts).kind).toBe('refuse')
  })
})

describe('a file of the bundle', () => {
  const base = mkdtempSync(join(tmpdir(), 'counterfoil bundle '))
  const root = join(base, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  mkdirSync(join(base, 'renderer-evil'))
  writeFileSync(join(root, 'index.html'), 'page')
  writeFileSync(join(root, 'assets/a b.js'), 'script')
  writeFileSync(join(root, 'secret.env'), 'no')
  writeFileSync(join(base, 'renderer-evil/x.js'), 'outside')
  writeFileSync(join(base, 'outside.js'), 'outside')
  if (process.platform !== 'win32') symlinkSync(join(base, 'outside.js'), join(root, 'linked.js'))

  it('is found by its address', async () => {
    expect(await resolveBundleFile('app://bundle/', root)).toMatchObject({ type: 'text/html; charset=utf-8' })
    expect(await resolveBundleFile('app://bundle/assets/a%20b.js?v=1#x', root)).toMatchObject({
      kind: 'file',
      type: 'text/javascript; charset=utf-8',
    })
  })

  it.each([
    'app://bundle/../outside.js',
    'app://bundle/%2e%2e/outside.js',
    'app://bundle/%2e%2e%2foutside.js',
    'app://bundle/..%2foutside.js',
    'app://bundle/..%5coutside.js',
    'app://bundle/%252e%252e/outside.js',
    'app://bundle/../renderer-evil/x.js',
    'app://bundle/%2e%2e%2frenderer-evil/x.js',
    'app://bundle/assets/%00.js',
    'app://bundle/C:%5cwindows/x.js',
    'app://bundle/C:/windows/x.js',
    'app://bundle/%E0%A4%A.js',
    'app://bundle//etc/x.js',
    'app://bundle/linked.js',
    'app://bundle/secret.env',
    'app://bundle/assets',
    'app://bundle/missing.js',
    'app://evil/index.html',
    'app://bundle@evil/index.html',
    'file:///etc/hosts.txt',
    'x',
  ])('is not served for %s', async (address) => {
    expect((await resolveBundleFile(address, root)).kind).toBe('refuse')
  })

  it('comes with headers that forbid guessing its type', () => {
    expect(headersFor('text/css')).toMatchObject({
      'content-type': 'text/css',
      'x-content-type-options': 'nosniff',
    })
  })
})

describe('the window', () => {
  it('is made with every protection named', () => {
    expect(windowOptions(USUAL, '/preload.cjs', true).webPreferences).toEqual({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableBlinkFeatures: 'Auxclick',
      devTools: false,
      spellcheck: false,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    })
    expect(windowOptions(USUAL, '/preload.cjs', false).webPreferences.devTools).toBe(true)
  })

  const screen = { x: 0, y: 0, width: 1920, height: 1080 }
  const second = { x: 1920, y: 0, width: 1280, height: 1024 }

  it('opens where it was, on whichever display that is', () => {
    const state = { x: 2000, y: 50, width: 1000, height: 700, maximized: true }
    expect(placeWindow(state, [screen, second], SMALLEST)).toEqual(state)
  })

  it('comes back to a display that is there when its own has gone', () => {
    const state = { x: 2000, y: 50, width: 1000, height: 700, maximized: false }
    expect(placeWindow(state, [screen], SMALLEST)).toEqual({ width: 1000, height: 700, maximized: false })
  })

  it('never opens with its upper edge out of reach, nor larger than the display', () => {
    const above = placeWindow(
      { x: 10, y: -200, width: 4000, height: 3000, maximized: false },
      [screen],
      SMALLEST,
    )
    expect(above).toEqual({ width: 1920, height: 1080, maximized: false })
    const left = placeWindow(
      { x: -600, y: 10, width: 1000, height: 700, maximized: false },
      [screen],
      SMALLEST,
    )
    expect(left).toMatchObject({ x: 0, y: 10 })
  })

  it.each([
    undefined,
    null,
    'x',
    {},
    { width: '9', height: 9 },
    { width: 1e9, height: 700 },
    { width: Number.NaN, height: 700 },
  ])('opens as usual when what was remembered is %j', (stored) =>
    expect(readWindowState(stored)).toEqual(USUAL),
  )
})

describe('the menu', () => {
  const flat = (platform: NodeJS.Platform, isPackaged: boolean) =>
    JSON.stringify(menuTemplate(platform, isPackaged, createWords('en')))

  it('has Edit, View and Window everywhere, and the application’s own on macOS', () => {
    for (const role of ['editMenu', 'viewMenu', 'windowMenu']) expect(flat('linux', true)).toContain(role)
    expect(flat('darwin', true)).toContain('appMenu')
  })

  it('offers the developer tools only in an unpackaged app', () => {
    expect(flat('linux', true)).not.toMatch(/toggleDevTools|reload/)
    expect(flat('linux', false)).toContain('toggleDevTools')
  })

  it.each(LANGUAGE_IDS)('says each of its entries in %s, in words that are no other’s', async (language) => {
    await loadCatalogue(language)
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const template = menuTemplate(platform, false, createWords(language))
      const own = template.filter(({ role }) => role !== 'appMenu')
      const entries = template.flatMap(({ submenu }) => submenu as readonly MenuItemConstructorOptions[])
      const labels = [...own, ...entries].filter(({ type }) => type !== 'separator')
      expect(labels.every(({ label }) => label && !label.startsWith('menu.'))).toBe(true)
      expect(new Set(labels.map(({ label }) => label)).size).toBeGreaterThanOrEqual(labels.length - 1)
      const { label } = own.find(({ role }) => role === 'editMenu') ?? {}
      expect(label).toBe({ en: 'Edit', fr: 'Édition', ar: 'تحرير' }[language])
    }
  })

  it('always offers zoom', () => {
    for (const role of ['zoomIn', 'zoomOut', 'resetZoom']) expect(flat('win32', true)).toContain(role)
  })
})

describe('permissions', () => {
  it.each([
    'media',
    'geolocation',
    'notifications',
    'hid',
    'openExternal',
    'clipboard-read',
    'unknown',
    'made-up',
  ])('are denied: %s', (name) => expect(decidePermission(name)).toBe(false))
})

describe('the sender of a call', () => {
  it('is described by its window, its address and its frame', () => {
    expect(
      describeSender({ sender: { id: 3 }, senderFrame: { url: 'app://bundle/', parent: null } }),
    ).toEqual({
      webContentsId: 3,
      url: 'app://bundle/',
      isMainFrame: true,
      frameMissing: false,
    })
    expect(
      describeSender({ sender: { id: 3 }, senderFrame: { url: 'app://bundle/', parent: {} } }),
    ).toMatchObject({
      isMainFrame: false,
    })
    expect(describeSender({ sender: { id: 3 }, senderFrame: null })).toMatchObject({
      frameMissing: true,
      isMainFrame: false,
      url: '',
    })
  })
})

describe('the end of the app', () => {
  const steps = (close: () => Promise<void>, limitMs = 60_000) => ({
    close: vi.fn(close),
    quit: vi.fn(),
    exit: vi.fn(),
    limitMs,
  })
  const event = () => ({ preventDefault: vi.fn() })

  it('waits until everything is closed, then lets the second request through', async () => {
    const closing = Promise.withResolvers<void>()
    const all = steps(() => closing.promise)
    const onQuit = quitSequence(all)
    const [first, again, last] = [event(), event(), event()]
    onQuit(first)
    onQuit(again)
    expect(first.preventDefault).toHaveBeenCalled()
    expect(again.preventDefault).toHaveBeenCalled()
    expect(all.close).toHaveBeenCalledTimes(1)
    expect(all.quit).not.toHaveBeenCalled()
    closing.resolve()
    await vi.waitFor(() => expect(all.quit).toHaveBeenCalled())
    onQuit(last)
    expect(last.preventDefault).not.toHaveBeenCalled()
  })

  it('ends at once when closing fails or takes too long', async () => {
    for (const all of [
      steps(() => Promise.reject(new Error('x'))),
      steps(() => new Promise(() => undefined), 1),
    ]) {
      quitSequence(all)(event())
      await vi.waitFor(() => expect(all.exit).toHaveBeenCalled())
      expect(all.quit).not.toHaveBeenCalled()
    }
  })
})

describe('the network', () => {
  it('is told of only when it comes back', () => {
    const states = [true, true, false, false, true, true]
    const told = vi.fn()
    const look = onlineEdge(() => states.shift() ?? true, told)
    look()
    look()
    look()
    expect(told).not.toHaveBeenCalled()
    look()
    look()
    expect(told).toHaveBeenCalledTimes(1)
  })
})
