import { closeSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { appear, flushFolder } from '../../../../src/main/ledger/copies/names.ts'
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
  letGo()
  await appeared
  expect(readFileSync(path, 'utf8')).toBe('new')
})

it('a file that another program does not let go is told as held, and nothing of it is lost', async ({
  skip,
}) => {
  const { part, path, letGo } = heldFile()
  if (letGo === null) return skip(NO_SMALL_DISK)
  await expect(appear(part, path)).rejects.toMatchObject({ code: 'EBUSY' })
  letGo()
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
