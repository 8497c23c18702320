import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { appear, flushFolder, removePart } from '../../../../src/main/ledger/copies/names.ts'
import { NODE_FLAGS } from '../../../../tools/node-flags.mjs'
import { mountAt } from '../../../support/app/mounts.ts'
import { NO_SMALL_DISK } from '../../../support/app/small-disk.ts'
import { tempFolder } from '../../../support/books/open-book.ts'

/** Files of which Linux says what Windows says of one that a sync client is reading: EBUSY. */
function heldFile() {
  const folder = tempFolder()
  const [part, path, holder] = ['a.part', 'a', 'held'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(part, 'new')
  writeFileSync(path, 'old')
  writeFileSync(holder, 'held')
  return { part, path, letGo: mountAt(holder, path) }
}

it('a file that another program holds gets its name as soon as that lets go', async ({ skip }) => {
  const { part, path, letGo } = heldFile()
  if (letGo === null) return skip(NO_SMALL_DISK)
  const appeared = appear(part, path)
  await setTimeout(300)
  await letGo()
  await appeared
  expect(readFileSync(path, 'utf8')).toBe('new')
})

it('a file that another program does not let go is told as held, and nothing of it is lost', async ({
  skip,
}) => {
  const { part, path, letGo } = heldFile()
  if (letGo === null) return skip(NO_SMALL_DISK)
  await expect(appear(part, path)).rejects.toMatchObject({ code: 'EBUSY' })
  await letGo()
  expect([part, path].map((one) => readFileSync(one, 'utf8'))).toEqual(['new', 'old'])
}, 20_000)

it('a folder whose disk knows no flush of folders, as on many shares, is taken as it is', ({ skip }) => {
  if (process.platform !== 'linux') return skip('a folder that answers so is known of Linux alone')
  const folder = openSync('/proc', 'r')
  expect(() => fsyncSync(folder)).toThrow(expect.objectContaining({ code: 'EINVAL' }))
  closeSync(folder)
  flushFolder('/proc')
  flushFolder(tempFolder())
  expect(() => flushFolder('/no such folder')).toThrow(expect.objectContaining({ code: 'ENOENT' }))
})

/** More than is given back to the disk at once, bytes. */
const LARGE = 40 * 2 ** 20

function largeFile(path: string): void {
  writeFileSync(path, '')
  truncateSync(path, LARGE)
}

describe('what was being written', () => {
  it('is removed where it may be removed and not be written', async () => {
    const part = join(tempFolder(), 'a.part')
    copyFileSync(process.execPath, part)
    expect(statSync(part).size).toBeGreaterThan(LARGE)
    chmodSync(part, 0o555)
    // What runs cannot be written by anybody, not even by root.
    const running = spawn(part, [...NODE_FLAGS, '-e', 'setInterval(() => undefined, 1000)'])
    await once(running, 'spawn')
    try {
      await removePart(part)
    } finally {
      running.kill('SIGKILL')
    }
    expect(existsSync(part)).toBe(false)
  })

  it('takes nothing of what a link at its place leads to, nor of what has another name too', async () => {
    const folder = tempFolder()
    const [own, part] = [join(folder, 'own'), join(folder, 'a.part')]
    largeFile(own)
    for (const link of [symlinkSync, linkSync]) {
      link(own, part)
      await removePart(part)
      expect(existsSync(part)).toBe(false)
      expect(statSync(own).size).toBe(LARGE)
    }
  })

  it('is cut no further once it has another name too, or another file lies in its place', async () => {
    const folder = tempFolder()
    const [own, part, kept] = ['own', 'a.part', 'kept'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    largeFile(own)
    writeFileSync(part, '')
    truncateSync(part, 40 * LARGE)
    const removed = removePart(part)
    await expect.poll(() => statSync(part).size, { interval: 1 }).toBeLessThan(40 * LARGE)
    linkSync(part, kept)
    const size = statSync(kept).size
    rmSync(part)
    symlinkSync(own, part)
    await removed
    expect(statSync(own).size).toBe(LARGE)
    expect(statSync(kept).size).toBeGreaterThan(size - LARGE)
  })
})
