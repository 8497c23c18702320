import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createExportParts } from '../../src/main/app/files/export-parts.ts'
import { sweepDataFolder } from '../../src/main/app/files/sweep.ts'
import { NODE_FLAGS } from '../../tools/node-flags.mjs'
import { temporaryFolder } from '../support/app/folder.ts'

const DYING = fileURLToPath(new URL('../support/kills/dying-file.ts', import.meta.url))

let folder: ReturnType<typeof temporaryFolder>
let elsewhere: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
  elsewhere = temporaryFolder()
})
afterEach(() => {
  folder.clean()
  elsewhere.clean()
})

function fail(error: unknown): never {
  throw error
}

/** Lets a process die while it writes. */
function killIn(what: 'settings' | 'export' | 'migration', target = ''): void {
  const args = ['--no-warnings', DYING, folder.path, what, target]
  const died = spawnSync(process.execPath, [...NODE_FLAGS, ...args], { encoding: 'utf8', timeout: 60_000 })
  expect(died.stderr).toBe('')
  // Windows tells no signal of a process that was ended.
  if (process.platform !== 'win32') expect(died.signal).toBe('SIGKILL')
}

/** What the next start does before it opens anything. */
function sweep(): number {
  return sweepDataFolder(folder.path, fail) + createExportParts(join(folder.path, 'exports'), fail).sweep()
}

function namesIn(path: string): readonly string[] {
  return existsSync(path) ? readdirSync(path).toSorted() : []
}

describe('what a killed process leaves is gone after the next start', () => {
  it('of a settings file', () => {
    killIn('settings')
    expect(namesIn(folder.path)).toEqual([expect.stringMatching(/^settings\.json\.tmp-/)])
    expect(sweep()).toBe(1)
    expect(namesIn(folder.path)).toEqual([])
  })

  it('of an export, in whatever folder it was, and nobody else could read it', () => {
    const target = join(elsewhere.path, 'receipts.csv')
    writeFileSync(target, 'an older export', { mode: 0o600 })
    writeFileSync(join(elsewhere.path, '.counterfoil-0123abcd.part'), 'of another till')
    killIn('export', target)
    const left = namesIn(elsewhere.path)
    expect(left).toHaveLength(3)
    const part = left.find((name) => name.endsWith('.part') && !name.includes('0123abcd')) ?? ''
    if (process.platform !== 'win32') {
      expect(statSync(join(elsewhere.path, part)).mode & 0o777).toBe(0o600)
    }
    expect(sweep()).toBe(1)
    expect(namesIn(elsewhere.path)).toEqual(['.counterfoil-0123abcd.part', 'receipts.csv'])
    expect(namesIn(join(folder.path, 'exports'))).toEqual([])
    expect(sweep()).toBe(0)
  })

  it('of an export to a drive that is not there now, once it is', () => {
    const drive = join(elsewhere.path, 'drive')
    mkdirSync(drive)
    killIn('export', join(drive, 'receipts.csv'))
    const [part = ''] = namesIn(drive)
    rmSync(drive, { recursive: true })
    expect(sweep()).toBe(0)
    mkdirSync(drive)
    writeFileSync(join(drive, part), 'rows')
    expect(sweep()).toBe(1)
    expect(namesIn(drive)).toEqual([])
  })

  it('of a book’s copy before a change of shape', () => {
    killIn('migration')
    const backups = join(folder.path, 'books', 'backups')
    const left = namesIn(backups)
    expect(left).toContainEqual(expect.stringMatching(/^live-pre-\d+-.*\.db\.part$/))
    for (const beside of ['-wal', '-shm', '-journal']) writeFileSync(join(backups, `${left[0]}${beside}`), '')
    expect(sweep()).toBeGreaterThanOrEqual(4)
    expect(namesIn(backups)).toEqual([])
    expect(existsSync(join(folder.path, 'books', 'live.sqlite'))).toBe(true)
  })
})

describe('a start', () => {
  it('removes nothing that is not surely the app’s own', () => {
    const backups = join(folder.path, 'books', 'backups')
    mkdirSync(backups, { recursive: true })
    mkdirSync(join(folder.path, 'vault.json.tmp-0123456789abcdef'))
    const foreign = [
      'notes.json.tmp-0123456789abcdef',
      'settings.json.tmp-old',
      'settings.json.tmp-0123456789abcdef.bak',
      'books/live.sqlite-wal',
      'books/backups/live-pre-4-2026-11-28T08-00-00-000Z.db',
      'books/backups/mine.part',
      'books/backups/live-pre-4-2026-11-28T08-00-00-000Z.db-wal',
    ]
    for (const name of foreign) writeFileSync(join(folder.path, name), 'kept')
    if (process.platform !== 'win32') {
      symlinkSync(
        join(folder.path, 'books/live.sqlite-wal'),
        join(folder.path, 'window.json.tmp-0123456789abcdef'),
      )
    }
    expect(sweep()).toBe(0)
    expect(foreign.filter((name) => !existsSync(join(folder.path, name)))).toEqual([])
  })

  it('removes nothing because of a note that names another file than a part of its own', () => {
    const notes = join(folder.path, 'exports')
    mkdirSync(notes)
    const kept = ['receipts.csv', '.counterfoil-0123abcd.part'].map((name) => join(elsewhere.path, name))
    for (const [n, path] of kept.entries()) {
      writeFileSync(path, 'kept')
      writeFileSync(join(notes, `0000000${n}`), path)
    }
    expect(sweep()).toBe(0)
    expect(kept.map((path) => existsSync(path))).toEqual([true, true])
  })

  it('closes the app’s files to others, and leaves foreign ones as they are', ({ skip }) => {
    if (process.platform === 'win32') return skip('Windows has no modes')
    const modes = (names: readonly string[]) =>
      names.map((name) => (statSync(join(folder.path, name)).mode & 0o777).toString(8))
    mkdirSync(join(folder.path, 'books', 'backups'), { recursive: true })
    for (const name of ['logs', 'witness']) mkdirSync(join(folder.path, name))
    const own = [
      ...['settings.json', 'vault.damaged-2026-11-28T08-00-00-000Z.json', 'logs/counterfoil.log.1'],
      ...['witness/live.witness', 'books/backups/live-pre-4-2026-11-28T08-00-00-000Z.db'],
    ]
    // Whether it is a book at all is not known yet.
    const foreign = ['foreign.json', 'books/live.sqlite']
    for (const name of [...own, ...foreign]) {
      writeFileSync(join(folder.path, name), '')
      chmodSync(join(folder.path, name), 0o644)
    }
    for (const name of ['books', 'logs']) chmodSync(join(folder.path, name), 0o755)
    sweep()
    expect(modes(own)).toEqual(own.map(() => '600'))
    expect(modes(['books', 'logs', 'books/backups'])).toEqual(['700', '700', '700'])
    expect(modes(foreign)).toEqual(['644', '644'])
  })
})
