import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppFileName, AppFiles } from '../../../../src/main/app/files/app-files.ts'
import { appFiles, temporaryFolder } from '../../../support/app/host.ts'
import { NO_SMALL_DISK, type SmallDisk, smallDisk } from '../../../support/app/small-disk.ts'

let folder: ReturnType<typeof temporaryFolder>
const failures: unknown[] = []
beforeEach(() => {
  folder = temporaryFolder()
  failures.length = 0
})
afterEach(() => folder.clean())

const pathOf = (name: string) => join(folder.path, name)
const open = (): AppFiles => appFiles(folder.path, (error) => failures.push(error))
const onWindows = process.platform === 'win32'
/** The mode of a file, which Windows has none of. */
const mode = (name: string) => (onWindows ? 0o600 : statSync(pathOf(name)).mode & 0o777)

/** What lies in the folder beside the four files themselves. */
function asides(): readonly string[] {
  return readdirSync(folder.path).filter((name) => /^\w+\.\w+-[\dTZ-]+\.json$/.test(name))
}

/** An administrator may open everything: whoever runs the tests as one becomes nobody for this. */
function asAnybody<T>(act: () => T): T {
  const NOBODY = 65_534
  if (process.geteuid?.() !== 0 || !process.seteuid) return act()
  for (const name of ['.', ...readdirSync(folder.path)]) chownSync(pathOf(name), NOBODY, NOBODY)
  process.seteuid(NOBODY)
  try {
    return act()
  } finally {
    process.seteuid(0)
  }
}

const NAMES: readonly AppFileName[] = ['settings', 'vault', 'lists', 'practice', 'window']
const whole = JSON.stringify({ settings: { volume: 0.2 }, vault: {}, snapshot: {} })

const DAMAGED: readonly (readonly [string, Buffer])[] = [
  ['nothing', Buffer.alloc(0)],
  ['zero bytes', Buffer.alloc(700)],
  ['its first half', Buffer.from(whole.slice(0, whole.length / 2))],
  ['words that are no JSON', Buffer.from('settings = 5')],
  ['a list', Buffer.from('[]')],
  ['null', Buffer.from('null')],
  ['a text', Buffer.from('"x"')],
  ['a number', Buffer.from('5')],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['brackets a hundred thousand deep', Buffer.from('['.repeat(100_000))],
]

describe.each(NAMES)('%s.json', (name) => {
  it.each(DAMAGED)('that holds %s is kept byte for byte, told, and begun anew', (_what, bytes) => {
    writeFileSync(pathOf(`${name}.json`), bytes, { mode: 0o644 })
    const files = open()
    const [aside = ''] = asides()
    expect(aside).toMatch(new RegExp(`^${name}\\.damaged-`))
    expect(readFileSync(pathOf(aside))).toEqual(bytes)
    expect(mode(aside)).toBe(0o600)
    expect(files.notices()).toEqual([{ id: aside, file: name, what: 'damaged', path: pathOf(aside) }])

    files.stores[name].set('later', 7)
    expect(mode(`${name}.json`)).toBe(0o600)
    const again = open()
    expect(again.stores[name].get('later')).toBe(7)
    expect(again.notices().map(({ id }) => id)).toEqual([aside])
    again.dismiss()
    expect(again.notices()).toEqual([])
    expect(open().notices()).toEqual([])
    expect(readFileSync(pathOf(aside))).toEqual(bytes)
  })

  it('of 50 MB of junk is put aside like any other', () => {
    writeFileSync(pathOf(`${name}.json`), Buffer.alloc(50_000_000, 'junk '))
    expect(open().notices()).toMatchObject([{ file: name, what: 'damaged' }])
    expect(statSync(pathOf(asides()[0] ?? '')).size).toBe(50_000_000)
  })

  it('with a folder in its place: the folder is kept with what is in it, and a file begun', () => {
    mkdirSync(pathOf(`${name}.json`))
    writeFileSync(join(pathOf(`${name}.json`), 'inside'), 'kept')
    const files = open()
    const [aside = ''] = asides()
    expect(files.notices()).toEqual([{ id: aside, file: name, what: 'unreadable', path: pathOf(aside) }])
    expect(readFileSync(join(pathOf(aside), 'inside'), 'utf8')).toBe('kept')
    files.stores[name].set('later', 7)
    expect(open().stores[name].get('later')).toBe(7)
  })

  it('that is a link to nowhere: the link is kept and told, and a file begun', ({ skip }) => {
    if (onWindows) skip('Windows lets only some people make a link')
    symlinkSync(pathOf('nowhere'), pathOf(`${name}.json`))
    const files = open()
    const [aside = ''] = asides()
    expect(files.notices()).toMatchObject([{ file: name, what: 'unreadable' }])
    expect(readlinkSync(pathOf(aside))).toBe(pathOf('nowhere'))
    files.stores[name].set('later', 7)
    expect(lstatSync(pathOf(`${name}.json`)).isSymbolicLink()).toBe(false)
    expect(existsSync(pathOf('nowhere'))).toBe(false)
  })

  it('that is a pipe is not waited for', ({ skip }) => {
    if (onWindows) skip('Windows has no pipe among its files')
    execFileSync('mkfifo', [pathOf(`${name}.json`)])
    expect(open().notices()).toMatchObject([{ file: name, what: 'unreadable' }])
  })

  it('that nobody may open is kept with its mode closed, told, and begun anew', ({ skip }) => {
    if (onWindows) skip('Windows has no modes')
    writeFileSync(pathOf(`${name}.json`), whole)
    chmodSync(pathOf(`${name}.json`), 0o000)
    const files = asAnybody(open)
    const [aside = ''] = asides()
    expect(files.notices()).toEqual([{ id: aside, file: name, what: 'unreadable', path: pathOf(aside) }])
    expect(readFileSync(pathOf(aside), 'utf8')).toBe(whole)
    files.stores[name].set('later', 7)
    expect(open().stores[name].get('later')).toBe(7)
  })

  it('that is a link to a sound file is read and written through the link', ({ skip }) => {
    if (onWindows) skip('Windows lets only some people make a link')
    writeFileSync(pathOf('elsewhere'), '{"later":1}')
    symlinkSync(pathOf('elsewhere'), pathOf(`${name}.json`))
    const files = open()
    expect(files.notices()).toEqual([])
    files.stores[name].set('later', 2)
    expect(JSON.parse(readFileSync(pathOf('elsewhere'), 'utf8'))).toEqual({ later: 2 })
    expect(lstatSync(pathOf(`${name}.json`)).isSymbolicLink()).toBe(true)
  })

  it('that is not there begins empty, without a word', () => {
    expect(open().notices()).toEqual([])
    expect(asides()).toEqual([])
  })

  it('damaged twice keeps both, and tells both', () => {
    for (const text of ['one', 'two']) {
      writeFileSync(pathOf(`${name}.json`), text)
      open()
    }
    const kept = asides().map((aside) => readFileSync(pathOf(aside), 'utf8'))
    // A folder lists its files in any order.
    expect(kept.toSorted()).toEqual(['one', 'two'])
    expect(open().notices().length).toBe(2)
  })

  it('that is damaged while the app runs loses nothing of what was in it', () => {
    const files = open()
    files.stores[name].set('kept', 'yes')
    writeFileSync(pathOf(`${name}.json`), 'torn')
    files.stores[name].set('later', 7)
    expect(JSON.parse(readFileSync(pathOf(`${name}.json`), 'utf8'))).toMatchObject({ kept: 'yes', later: 7 })
    expect(files.notices()).toMatchObject([{ file: name, what: 'damaged' }])
  })

  it('that another copy replaced while the app runs is read anew', () => {
    const files = open()
    files.stores[name].set('later', 7)
    writeFileSync(pathOf(`${name}.json`), '{"later":8,"more":1}')
    expect(files.stores[name].get('later')).toBe(8)
  })
})

// QwenLM/qwen-code#11803: an editor had put a byte order mark before the settings, and all of them were reset.
it('a file saved by an editor that adds a byte order mark and ends of lines is the same file', () => {
  open().stores.settings.set('settings', { volume: 0.2 })
  const text = readFileSync(pathOf('settings.json'), 'utf8')
  writeFileSync(pathOf('settings.json'), `\uFEFF${text.replaceAll('\n', '\r\n')}\r\n`)
  const files = open()
  expect(files.stores.settings.get('settings')).toEqual({ volume: 0.2 })
  expect(files.notices()).toEqual([])
})

describe('a file that was read in part', () => {
  it('goes on with the rest, keeps the whole beside, and says so', () => {
    const text = JSON.stringify({
      settings: { volume: 'loud', person: 'Samira', fromLater: [1] },
      bookKind: 'both',
      'book-live': { id: 'a' },
    })
    writeFileSync(pathOf('settings.json'), text)
    const files = open()
    const [aside = ''] = asides()
    expect(files.notices()).toMatchObject([{ file: 'settings', what: 'partly', path: pathOf(aside) }])
    expect(readFileSync(pathOf(aside), 'utf8')).toBe(text)
    const left = { settings: { person: 'Samira', fromLater: [1] }, 'book-live': { id: 'a' } }
    expect(JSON.parse(readFileSync(pathOf('settings.json'), 'utf8'))).toEqual(left)
    open()
    expect(asides()).toEqual([aside])
  })

  it.each(['{"settings":5}', '{"settings":[]}', '{"settings":null}'])('%s is one', (text) => {
    writeFileSync(pathOf('settings.json'), text)
    expect(open().notices()).toMatchObject([{ file: 'settings', what: 'partly' }])
    expect(JSON.parse(readFileSync(pathOf('settings.json'), 'utf8'))).toEqual({})
  })
})

describe('a file that would be longer than what is read', () => {
  it('is not written, so that the next start finds what lay there', () => {
    const { stores } = open()
    stores.lists.set('one', 'x')
    expect(() => stores.lists.set('two', '字'.repeat(7_000_000))).toThrow(
      expect.objectContaining({ code: 'FULL' }),
    )
    expect(stores.lists.get('two')).toBeUndefined()
    stores.lists.set('three', '字'.repeat(6_600_000))
    const next = open()
    expect([next.notices(), asides(), failures]).toEqual([[], [], []])
    expect(next.stores.lists.get('one')).toBe('x')
    expect(String(next.stores.lists.get('three'))).toHaveLength(6_600_000)
  })
})

describe('a file of another version or shape', () => {
  it.each([
    ['vault', { vault: { version: 2, more: true } }, 'newer'],
    ['vault', { vault: 5 }, 'damaged'],
    ['vault', { vault: { version: 1, records: {} } }, 'damaged'],
    ['practice', { snapshot: { version: 2 } }, 'newer'],
    ['practice', { snapshot: [] }, 'damaged'],
    [
      'practice',
      {
        snapshot: {
          ...{ version: 1, clockOffsetMs: 0, payments: [] },
          ...{ credentials: {}, daisy: {}, oneshotpay: {}, ocpay: {}, oxapay: {} },
        },
      },
      'damaged',
    ],
    ['window', { window: 'wide' }, 'damaged'],
  ] as const)('%s with %j is put aside as %s', (name, content, what) => {
    const text = JSON.stringify(content)
    writeFileSync(pathOf(`${name}.json`), text)
    expect(open().notices()).toMatchObject([{ file: name, what }])
    expect(readFileSync(pathOf(asides()[0] ?? ''), 'utf8')).toBe(text)
  })
})

describe('a file whose disk does not answer', () => {
  it('is not moved, not written, and read as soon as it can be', ({ skip }) => {
    if (process.platform !== 'linux') skip('only Linux has a file that always fails to be read')
    symlinkSync('/proc/self/mem', pathOf('vault.json'))
    const files = open()
    expect(files.notices()).toMatchObject([{ file: 'vault', what: 'blocked' }])
    expect(files.whyNotInMemory()).toBe('FILE_BLOCKED')
    expect(asides()).toEqual([])
    expect(() => files.stores.vault.set('later', 7)).toThrow(expect.objectContaining({ code: 'BLOCKED' }))
    rmSync(pathOf('vault.json'))
    writeFileSync(pathOf('vault.json'), '{"later":8}')
    // What is written was made without what the file holds, so that it is still refused until somebody has read.
    expect(() => files.stores.vault.set('later', 7)).toThrow(expect.objectContaining({ code: 'BLOCKED' }))
    expect(files.stores.vault.get('later')).toBe(8)
    files.stores.vault.set('later', 7)
    expect(open().stores.vault.get('later')).toBe(7)
    expect(files.whyNotInMemory()).toBeNull()
    expect(failures).toHaveLength(1)
  })
})

describe('settings that are gone though there is a book', () => {
  beforeEach(() => {
    mkdirSync(pathOf('books'))
    writeFileSync(pathOf('books/live.sqlite'), 'a book')
  })

  it('are told until that was read, also after a restart', () => {
    const first = open()
    expect(first.notices()).toMatchObject([{ file: 'settings', what: 'missing' }])
    first.stores.settings.set('bookKind', 'practice')
    const again = open()
    expect(again.notices()).toMatchObject([{ file: 'settings', what: 'missing' }])
    again.dismiss()
    expect(open().notices()).toEqual([])
  })
})

describe('what lies in the way and cannot be moved', () => {
  let disk: SmallDisk | null = null
  afterEach(() => {
    disk?.clean()
    disk = null
  })

  it.for(NAMES)(
    'of %s.json: the app starts without it, says so each time, and refuses to write',
    (name, { skip }) => {
      // A mounted folder cannot be renamed, not even by the administrator.
      disk = smallDisk(pathOf(`${name}.json`), '64k')
      if (disk === null) return skip(NO_SMALL_DISK)
      const files = open()
      expect(files.notices()).toEqual([
        { id: `${name}-blocked`, file: name, what: 'blocked', path: pathOf(`${name}.json`) },
      ])
      expect(files.stores[name].get('later')).toBeUndefined()
      expect(() => files.stores[name].set('later', 7)).toThrow(expect.objectContaining({ code: 'BLOCKED' }))
      expect(files.stores[name].get('later')).toBeUndefined()
      files.dismiss()
      expect(files.notices()).toEqual([])
      expect(open().notices()).toMatchObject([{ what: 'blocked' }])

      disk.clean()
      disk = null
      rmSync(pathOf(`${name}.json`), { recursive: true })
      expect(files.stores[name].get('later')).toBeUndefined()
      files.stores[name].set('later', 7)
      expect(open().stores[name].get('later')).toBe(7)
    },
  )

  it.for(['full', 'readOnly'] as const)(
    'a folder that is %s: what was kept is read, the rest is said',
    (what, { skip }) => {
      disk = smallDisk(folder.path, '64k')
      if (disk === null) return skip(NO_SMALL_DISK)
      open().stores.settings.set('later', 7)
      if (what === 'readOnly') execFileSync('mount', ['-o', 'remount,ro', folder.path])
      else disk.fill()
      const files = open()
      expect(files.notices()).toMatchObject([{ file: 'folder', what, path: folder.path }])
      expect(files.stores.settings.get('later')).toBe(7)
      expect(() => files.stores.settings.set('later', 'x'.repeat(9_000))).toThrow()
      expect(files.stores.settings.get('later')).toBe(7)
    },
  )
})
