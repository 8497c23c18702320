import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NODE_FLAGS } from '../../tools/node-flags.mjs'
import { aptPrefix, browserAdvice, browserCandidates, browserMajor } from '../../tools/setup/browser.mjs'
import { dependencyKey, isStale, npmCommand } from '../../tools/setup/dependencies.mjs'
import { electronBinary, electronUrl, shouldProbe } from '../../tools/setup/electron.mjs'
import { readJson, writeJson } from '../../tools/setup/files.mjs'
import { oneAtATime } from '../../tools/setup/lock.mjs'
import { nodeProblem } from '../../tools/setup/node-version.mjs'
import { decideRuntime, readRuntime } from '../../tools/setup/runtime.mjs'

const folder = () => mkdtempSync(join(tmpdir(), 'counterfoil setup '))

describe('the Node that setup runs on', () => {
  it.each(['20.0.0', 'v20.19.5', '24.21.0', '26.1.0'])('takes %s', (version) => {
    expect(nodeProblem(version, 20)).toBeNull()
  })

  it.each(['18.20.1', 'v16.0.0', '0.12.7', 'nonsense'])('refuses %s in words', (version) => {
    expect(nodeProblem(version, 20)).toContain('Node 20 or newer is needed')
  })
})

describe('the packages', () => {
  const machine = { platform: 'linux', arch: 'x64' }
  const key = dependencyKey('{"a":1}\n', machine)

  it('are installed when there is no stamp, or half of one', () => {
    expect(isStale(key, null)).toBe(true)
    expect(isStale(key, {})).toBe(true)
    expect(isStale(key, 'text')).toBe(true)
  })

  it('are left alone while the lockfile is the same, whatever its line ends', () => {
    expect(isStale(key, dependencyKey('{"a":1}\r\n', machine))).toBe(false)
  })

  it('are installed again when the lockfile changed or the folder came from another machine', () => {
    expect(isStale(key, dependencyKey('{"a":2}\n', machine))).toBe(true)
    expect(isStale(key, dependencyKey('{"a":1}\n', { ...machine, arch: 'arm64' }))).toBe(true)
  })

  it('are installed by the npm that started this, else by name, on Windows through a shell', () => {
    const script = '/opt/node/lib/node_modules/npm/bin/npm-cli.js'
    const there = () => true
    expect(npmCommand({ npm_execpath: script }, 'win32', 'node', there)).toEqual({
      command: 'node',
      args: [script],
      shell: false,
    })
    expect(npmCommand({ npm_execpath: '/x/yarn.js' }, 'linux', 'node', there).command).toBe('npm')
    expect(npmCommand({}, 'win32', 'node', there)).toEqual({ command: 'npm.cmd', args: [], shell: true })
  })
})

describe('Electron', () => {
  const wanted = { version: '45.4.1', platform: 'linux', arch: 'x64' }
  const url = electronUrl(wanted, {})

  it('is asked for where its own installer would fetch it', () => {
    expect(url).toBe(
      'https://github.com/electron/electron/releases/download/v45.4.1/electron-v45.4.1-linux-x64.zip',
    )
  })

  it('is asked for at a mirror when one is named', () => {
    const env = { ELECTRON_MIRROR: 'https://mirror.example/', ELECTRON_CUSTOM_DIR: '{{ version }}' }
    expect(electronUrl(wanted, env)).toBe('https://mirror.example/45.4.1/electron-v45.4.1-linux-x64.zip')
  })

  it('is not asked for twice within a day, nor trusted to a stamp of another version or of the future', () => {
    const now = 1_000_000_000_000
    expect(shouldProbe(null, { url, now })).toBe(true)
    expect(shouldProbe({ url, at: now - 60_000 }, { url, now })).toBe(false)
    expect(shouldProbe({ url, at: now - 25 * 3_600_000 }, { url, now })).toBe(true)
    expect(shouldProbe({ url: `${url}x`, at: now }, { url, now })).toBe(true)
    expect(shouldProbe({ url, at: now + 60_000 }, { url, now })).toBe(true)
  })

  it('counts as missing while its binary is only half there', () => {
    const root = folder()
    writeJson(join(root, 'node_modules/electron/package.json'), { version: '45.4.1' })
    writeJson(join(root, 'node_modules/electron/dist/electron'), {})
    expect(electronBinary(root)).toBeNull()
    writeFileSync(join(root, 'node_modules/electron/path.txt'), 'electron')
    writeFileSync(join(root, 'node_modules/electron/dist/version'), '45.4.1')
    expect(electronBinary(root)).toBe(join(root, 'node_modules/electron/dist/electron'))
    writeFileSync(join(root, 'node_modules/electron/dist/version'), '44.0.0')
    expect(electronBinary(root)).toBeNull()
  })
})

describe('the browser', () => {
  it('is first looked for where the person says', () => {
    const env = { CHROMIUM_PATH: '/a', CHROME_PATH: '/b', PATH: '/usr/bin' }
    expect(browserCandidates('linux', env).slice(0, 2)).toEqual(['/a', '/b'])
  })

  it('is looked for where each system keeps it', () => {
    const linux = browserCandidates('linux', { PATH: '/home/me/bin:/usr/bin:relative' })
    expect(linux).toContain('/usr/bin/chromium')
    expect(linux).toContain('/home/me/bin/google-chrome')
    expect(linux.at(-1)).toMatch(/^\/snap\//)
    expect(linux.every((path) => path.startsWith('/'))).toBe(true)
    expect(browserCandidates('darwin', { HOME: '/Users/me' })).toContain(
      '/Users/me/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    )
    expect(browserCandidates('win32', { ProgramFiles: 'C:\\Program Files' })).toContain(
      'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
    )
  })

  it.each([
    ['Chromium 156.0.8078.79 built on Debian GNU/Linux 12', 156],
    ['Google Chrome 140.0.1.2', 140],
    ['Microsoft Edge 141.0.3537.57', 141],
    ['Command "chromium-browser" requires the chromium snap to be installed.', null],
  ])('tells its version from "%s"', (printed, major) => {
    expect(browserMajor(printed)).toBe(major)
  })

  it('is installed with apt only where that needs no question', () => {
    const debian = { platform: 'linux', osRelease: 'ID=debian\n', uid: 0, hasApt: true, hasSudo: false }
    expect(aptPrefix(debian)).toEqual([])
    expect(aptPrefix({ ...debian, osRelease: 'ID=mint\nID_LIKE="ubuntu debian"\n' })).toEqual([])
    expect(aptPrefix({ ...debian, uid: 1000 })).toBeNull()
    expect(aptPrefix({ ...debian, uid: 1000, hasSudo: true })).toEqual(['sudo', '-n'])
    expect(aptPrefix({ ...debian, hasApt: false })).toBeNull()
    expect(aptPrefix({ ...debian, osRelease: 'ID=fedora\n' })).toBeNull()
    expect(aptPrefix({ ...debian, platform: 'darwin' })).toBeNull()
  })

  it.each(['linux', 'darwin', 'win32'])(
    'is asked for in a sentence on %s where setup cannot help',
    (platform) => {
      expect(browserAdvice(platform)).toMatch(/Install .* run the same command again\./)
    },
  )
})

describe('the decision what opens the app', () => {
  it('takes Electron where it is, else the stand-in, else nothing', () => {
    expect(decideRuntime({ electron: '/e', browser: '/b' })).toEqual({
      launcher: 'electron',
      electron: '/e',
      browser: '/b',
    })
    expect(decideRuntime({ electron: null, browser: '/b' })?.launcher).toBe('standin')
    expect(decideRuntime({ electron: null, browser: null })).toBeNull()
  })

  it('is read back, unless what it names has gone', () => {
    const root = folder()
    const file = join(root, 'node_modules/.counterfoil/runtime.json')
    expect(readRuntime(root)).toBeNull()
    writeJson(file, { launcher: 'standin', electron: null, browser: process.execPath })
    expect(readRuntime(root)?.browser).toBe(process.execPath)
    writeJson(file, { launcher: 'standin', electron: null, browser: join(root, 'gone') })
    expect(readRuntime(root)).toBeNull()
  })
})

describe('what setup keeps', () => {
  it('is written whole and leaves no halves beside it', () => {
    const root = folder()
    writeJson(join(root, 'deep/state.json'), { a: 1 })
    expect(readJson(join(root, 'deep/state.json'))).toEqual({ a: 1 })
    expect(readdirSync(join(root, 'deep'))).toEqual(['state.json'])
  })

  it('is made by one process at a time', async () => {
    const lock = join(folder(), 'lock')
    const order: string[] = []
    const work = (name: string) => async () => {
      order.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 20))
      order.push(`${name} ends`)
    }
    await Promise.all([oneAtATime(lock, work('one')), oneAtATime(lock, work('two'))])
    expect(order.map((each) => each.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends'])
  })

  it('is not held up by a lock whose process has died', async () => {
    const lock = join(folder(), 'lock')
    const dead = spawnSync(process.execPath, [...NODE_FLAGS, '-e', '']).pid
    writeFileSync(lock, String(dead))
    expect(await oneAtATime(lock, async () => readFileSync(lock, 'utf8'))).toBe(String(process.pid))
  })
})
