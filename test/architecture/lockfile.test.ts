import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'))

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

interface Entry {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}

/** The packages that may run a script while being installed; each is run by name, after everything is in place. */
const WITH_INSTALL_SCRIPT = ['node']

const manifest = read('package.json') as Manifest
const lock = read('package-lock.json') as { readonly packages: Readonly<Record<string, Entry>> }
const entries = Object.entries(lock.packages).filter(([path]) => path !== '')
const pinned = { ...manifest.dependencies, ...manifest.devDependencies }

describe('the dependencies', () => {
  it('are pinned to exact versions', () => {
    expect(Object.keys(pinned).length).toBeGreaterThan(20)
    const loose = Object.entries(pinned).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    expect(loose).toEqual([])
  })

  it('are locked at the pinned versions', () => {
    const other = Object.entries(pinned).filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
    )
    expect(other).toEqual([])
  })

  it('are all locked with their integrity', () => {
    expect(entries.length).toBeGreaterThan(100)
    const without = entries.filter(([, entry]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? ''))
    expect(without.map(([path]) => path)).toEqual([])
  })

  it('come from a registry over https, never from a repository, a folder or plain http', () => {
    const strange = entries.filter(
      ([, entry]) =>
        entry.link === true ||
        (entry.resolved !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(entry.resolved)),
    )
    expect(strange.map(([path]) => path)).toEqual([])
  })

  it('have an install script only where it is known by name', () => {
    const scripted = entries.filter(([, entry]) => entry.hasInstallScript === true)
    expect(scripted.map(([path]) => path.replace(/^.*node_modules\//, ''))).toEqual(WITH_INSTALL_SCRIPT)
  })

  it('are installed without running scripts, and saved exactly', () => {
    const settings = readFileSync(join(root, '.npmrc'), 'utf8').split('\n')
    expect(settings).toContain('ignore-scripts=true')
    expect(settings).toContain('save-exact=true')
    expect(settings.filter((line) => /token|_auth|password|registry/i.test(line))).toEqual([])
  })
})
