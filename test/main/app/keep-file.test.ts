import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { link, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepBeside, moveFile } from '../../../src/main/app/keep-file.ts'
import { temporaryFolder } from '../../support/app/folder.ts'

let folder: ReturnType<typeof temporaryFolder>
let from: string
let to: string

beforeEach(() => {
  folder = temporaryFolder()
  from = join(folder.path, 'live.sqlite')
  to = join(folder.path, 'kept.sqlite')
  writeFileSync(from, 'the book', { mode: 0o600 })
})

afterEach(() => folder.clean())

/** A disk that refuses with a code what it is asked for. */
const refusing = (code: string) => {
  const refuse = () => Promise.reject(Object.assign(new Error(code), { code }))
  return { link: refuse, rename: refuse }
}

describe('keeping a file under a second name', () => {
  it('takes no room where the disk knows such', async () => {
    await keepBeside(from, to)
    expect(statSync(to).ino).toBe(statSync(from).ino)
  })

  // FAT and exFAT on Linux and macOS, SMB shares, FUSE and Windows, a file with too many names, another disk.
  it.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'UNKNOWN', 'EMLINK', 'EXDEV', 'EACCES'])(
    'is a copy for its person alone where the disk answers %s',
    async (code) => {
      await keepBeside(from, to, refusing(code))
      expect(readFileSync(to, 'utf8')).toBe('the book')
      expect(statSync(to).ino).not.toBe(statSync(from).ino)
      if (process.platform !== 'win32') expect(statSync(to).mode & 0o777).toBe(0o600)
    },
  )

  it.each([
    ['knows such', { link, rename }],
    ['knows none', refusing('EPERM')],
  ])('never takes the place of what lies there, on a disk that %s', async (_, disk) => {
    writeFileSync(to, 'kept before')
    await expect(keepBeside(from, to, disk)).rejects.toMatchObject({ code: 'EEXIST' })
    expect(readFileSync(to, 'utf8')).toBe('kept before')
  })
})

describe('moving a file', () => {
  it('to another disk leaves it there alone, whole', async () => {
    await moveFile(from, to, refusing('EXDEV'))
    expect(readdirSync(folder.path)).toEqual(['kept.sqlite'])
    expect(readFileSync(to, 'utf8')).toBe('the book')
  })

  it('is refused where the disk refuses it, and where something lies there; both files stay', async () => {
    await expect(moveFile(from, to, refusing('EACCES'))).rejects.toMatchObject({ code: 'EACCES' })
    expect(readdirSync(folder.path)).toEqual(['live.sqlite'])
    writeFileSync(to, 'kept before')
    await expect(moveFile(from, to)).rejects.toMatchObject({ code: 'EEXIST' })
    expect([from, to].map((path) => readFileSync(path, 'utf8'))).toEqual(['the book', 'kept before'])
  })
})
