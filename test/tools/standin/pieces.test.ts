import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toAppUrl, toBrowserUrl } from '../../../tools/electron-standin/addresses.ts'
import { systemPath } from '../../../tools/electron-standin/api/paths.ts'
import { browserFlags } from '../../../tools/electron-standin/chromium/flags.ts'
import { hasDisplay, readOptions } from '../../../tools/electron-standin/options.ts'

const schemes = new Set(['app'])

describe('an address with two names', () => {
  it.each([
    ['app://bundle/', 'http://bundle.app.localhost/'],
    ['app://bundle/a/b.js?c=1#d', 'http://bundle.app.localhost/a/b.js?c=1#d'],
    ['app://bundle', 'http://bundle.app.localhost'],
  ])('is %s for the app and %s for the browser', (app, browser) => {
    expect(toBrowserUrl(app, schemes)).toBe(browser)
    expect(toAppUrl(browser, schemes)).toBe(app)
  })

  it.each([
    'https://example.com/',
    'http://localhost:5173/',
    'http://bundle.app.localhost.evil/',
    'http://bundle.app.localhost:81/',
    'http://x.bundle.app.localhost/',
    'http://user@bundle.app.localhost/',
    'http://bundle.other.localhost/',
    'data:text/html,http://bundle.app.localhost/',
  ])('is not made out of %s', (url) => {
    expect(toAppUrl(url, schemes)).toBe(url)
    expect(toBrowserUrl(url, schemes)).toBe(url)
  })
})

describe('the switches of a run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil app '))
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'a', productName: 'A b', version: '1.2.3', main: 'out/x.js' }),
  )
  const read = (...args: string[]) => readOptions([folder, ...args], { DISPLAY: ':0' }, '/', 'linux')

  it('are read as Electron reads them', () => {
    expect(read()).toMatchObject({
      appPath: folder,
      entry: join(folder, 'out/x.js'),
      name: 'A b',
      version: '1.2.3',
      userDataDir: null,
      headless: false,
      debuggingPort: null,
    })
    expect(read('--user-data-dir=/d a', '--headless', '--remote-debugging-port=9222')).toMatchObject({
      userDataDir: '/d a',
      headless: true,
      debuggingPort: 9222,
    })
  })

  it('need no display where there is none', () => {
    expect(readOptions([folder], {}, '/', 'linux').headless).toBe(true)
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
    expect(hasDisplay('darwin', {})).toBe(true)
    expect(hasDisplay('win32', {})).toBe(true)
  })

  it('name in words a folder that holds no app', () => {
    expect(() => readOptions([join(folder, 'nothing')], {}, '/', 'linux')).toThrow('No app to run in')
  })
})

describe('the browser’s switches', () => {
  const start = {
    profile: '/p',
    headless: true,
    root: false,
    width: 800,
    height: 600,
    position: null,
    debuggingPort: null,
    developmentHost: null,
    windowClass: 'Test',
  }

  it('keep the sandbox for everybody but root', () => {
    expect(browserFlags(start)).not.toContain('--no-sandbox')
    expect(browserFlags({ ...start, root: true })).toContain('--no-sandbox')
  })

  it('leave no way to any network, and in development only the one to its server', () => {
    expect(browserFlags(start)).toContain('--proxy-server=http://127.0.0.1:9')
    expect(browserFlags(start)).toContain('--proxy-bypass-list=<-loopback>')
    expect(browserFlags({ ...start, developmentHost: 'localhost:5173' })).toContain(
      '--proxy-bypass-list=<-loopback>;localhost:5173',
    )
  })

  it('open no debugging port unless asked', () => {
    expect(browserFlags(start).join(' ')).not.toContain('remote-debugging-port')
    expect(browserFlags({ ...start, debuggingPort: 9222 })).toContain('--remote-debugging-port=9222')
  })
})

describe('the folders of the system', () => {
  it('are where each system keeps them', () => {
    expect(systemPath('appData', 'linux', {}, '/home/me')).toBe('/home/me/.config')
    expect(systemPath('appData', 'linux', { XDG_CONFIG_HOME: '/x' }, '/home/me')).toBe('/x')
    expect(systemPath('appData', 'darwin', {}, '/Users/me')).toBe('/Users/me/Library/Application Support')
    expect(systemPath('appData', 'win32', { APPDATA: 'C:\\R' }, 'C:\\me')).toBe('C:\\R')
    expect(systemPath('crashDumps', 'linux', {}, '/home/me')).toBeNull()
  })
})
