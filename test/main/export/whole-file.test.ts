import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type FileOperations, writeWhole } from '../../../src/main/export/whole-file.ts'
import { tempFolder } from '../../support/books/open-book.ts'

const FILE = { targetPath: '/home/a.csv', partPath: '/home/.part' }
const PART = 1
const FOLDER = 2

/** A disk that writes down what is done to it, and fails where it is told to. */
function recorder(
  fails: Partial<Record<keyof FileOperations, string>> = {},
  bytesAtOnce = Number.POSITIVE_INFINITY,
) {
  const done: string[] = []
  const content: number[] = []
  function note(what: keyof FileOperations, ...values: readonly unknown[]): void {
    done.push([what, ...values].join(' '))
    const code = fails[what]
    if (code !== undefined) throw Object.assign(new Error(code), { code })
  }
  const disk: FileOperations = {
    create: (path) => {
      note('create', path)
      return PART
    },
    openFolder: (path) => {
      note('openFolder', path)
      return FOLDER
    },
    write: (file, bytes, from) => {
      note('write', file)
      const taken = bytes.subarray(from, from + bytesAtOnce)
      content.push(...taken)
      return taken.length
    },
    setMode: (file, mode) => note('setMode', file, mode.toString(8)),
    flush: (file) => note('flush', file),
    close: (file) => note('close', file),
    rename: (from, to) => note('rename', from, to),
    remove: (path) => note('remove', path),
  }
  return { disk, done, text: () => Buffer.from(content).toString('utf8') }
}

const hello = (write: (text: string) => void) => {
  write('ق hello')
  return true
}

test('a whole file is flushed and closed before it takes its name, and its folder is flushed after', () => {
  const { disk, done } = recorder()
  expect(writeWhole(FILE, hello, disk)).toBe(true)
  expect(done).toEqual([
    'create /home/.part',
    'write 1',
    'flush 1',
    'close 1',
    'rename /home/.part /home/a.csv',
    ...(process.platform === 'win32' ? [] : ['openFolder /home', 'flush 2', 'close 2']),
  ])
})

test('a file that replaces another takes its permissions while it is still hidden', () => {
  const { disk, done } = recorder()
  writeWhole({ ...FILE, mode: 0o640 }, hello, disk)
  expect(done.slice(2, 5)).toEqual(['setMode 1 640', 'flush 1', 'close 1'])
})

test('a disk that takes a few bytes at a time gets them all', () => {
  const { disk, done, text } = recorder({}, 3)
  writeWhole(FILE, hello, disk)
  expect(text()).toBe('ق hello')
  expect(done.filter((one) => one === 'write 1')).toHaveLength(3)
})

test('given up, it is closed and removed, and nothing takes the name', () => {
  const { disk, done } = recorder()
  expect(writeWhole(FILE, () => false, disk)).toBe(false)
  expect(done).toEqual(['create /home/.part', 'close 1', 'remove /home/.part'])
})

test.each(['write', 'setMode', 'flush', 'close', 'rename'] as const)(
  'when %s fails, the part is closed once and removed, the failure is told, and nothing takes the name',
  (what) => {
    const { disk, done } = recorder({ [what]: 'ENOSPC' })
    expect(() => writeWhole({ ...FILE, mode: 0o600 }, hello, disk)).toThrow('ENOSPC')
    expect(done.filter((one) => one === 'close 1')).toHaveLength(1)
    expect(done.at(-1)).toBe('remove /home/.part')
    expect(done.some((one) => one.startsWith('rename'))).toBe(what === 'rename')
    expect(done.some((one) => one.startsWith('openFolder'))).toBe(false)
  },
)

test('what cannot be created is told, and nothing is removed that another made', () => {
  const { disk, done } = recorder({ create: 'EEXIST' })
  expect(() => writeWhole(FILE, hello, disk)).toThrow('EEXIST')
  expect(done).toEqual(['create /home/.part'])
})

test.skipIf(process.platform === 'win32')(
  'a folder that cannot be flushed leaves a whole file all the same',
  () => {
    const { disk, done } = recorder({ openFolder: 'EACCES' })
    expect(writeWhole(FILE, hello, disk)).toBe(true)
    expect(done.at(-1)).toBe('openFolder /home')
  },
)

test.skipIf(process.platform === 'win32')(
  'on a real disk a new file is for its person alone, while it grows too',
  () => {
    const folder = tempFolder()
    const file = { targetPath: join(folder, 'a.csv'), partPath: join(folder, '.part') }
    let growing = 0
    const before = process.umask(0)
    try {
      writeWhole(file, (write) => {
        write('hello')
        growing = statSync(file.partPath).mode & 0o777
        return true
      })
    } finally {
      process.umask(before)
    }
    expect([growing, statSync(file.targetPath).mode & 0o777]).toEqual([0o600, 0o600])
  },
)

test('a part that lies there already is not written over', () => {
  const folder = tempFolder()
  const file = { targetPath: join(folder, 'a.csv'), partPath: join(folder, '.part') }
  writeFileSync(file.partPath, 'of another export')
  expect(() => writeWhole(file, hello)).toThrow('EEXIST')
  expect([readFileSync(file.partPath, 'utf8'), readdirSync(folder)]).toEqual(['of another export', ['.part']])
})
