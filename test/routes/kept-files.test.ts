import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { systemClock } from '../../src/shared/time/clock.ts'
import { filesIn, ownTill } from '../support/app/own-till.ts'
import { backUp, numbersIn, problem, sold } from '../support/app/practice-till.ts'
import { NO_SMALL_DISK, smallDisk } from '../support/app/small-disk.ts'

const own = ownTill()
const book = () => join(own.path, 'practice.sqlite')
const kept = () => join(own.path, 'kept')

/** A clock that a virtual machine, or a battery that is empty, has stopped. */
function stoppedClock() {
  const at = systemClock.now()
  return { ...systemClock, now: () => at }
}

it('where the kept files lie on another disk, what is put aside and what a restore replaces goes there whole', async ({
  skip,
}) => {
  const disk = smallDisk(kept(), '64m')
  if (disk === null) return skip(NO_SMALL_DISK)
  own.afterwards(disk.clean)
  const till = await own.practise()
  await sold(till, 2)
  const name = await backUp(till)
  await till.call('backups.restore', { name })
  expect(await problem(till)).toBeNull()
  await own.close()
  writeFileSync(book(), 'another thing '.repeat(9_000))
  const again = await own.practise()
  expect((await problem(again))?.code).toBe('NOT_A_DATABASE')
  await again.call('book.beginNew', {})
  expect(await problem(again)).toBeNull()
  expect(filesIn(kept()).some((path) => readFileSync(path, 'utf8').startsWith('another thing'))).toBe(true)
})

it('while the clock stands still, two backups and two restores each leave all that was there before them', async () => {
  const till = await own.practise({ clock: stoppedClock() })
  await sold(till, 1)
  const name = await backUp(till)
  await sold(till, 1)
  await till.call('backups.make', {})
  await till.call('backups.restore', { name })
  await till.call('backups.restore', { name })
  const { rows } = await till.call('backups.view', {})
  expect(rows.map(({ reason, sales }) => `${reason} ${sales}`).toSorted()).toEqual([
    'hand 1',
    'hand 2',
    'restore 2',
    'restore 2',
  ])
  expect(filesIn(kept()).filter((path) => basename(path) === 'practice.sqlite')).toHaveLength(2)
})

it('a journal that another program left beside the place of a lost book is kept, and never played into a restored one', async () => {
  const till = await own.practise()
  await sold(till, 3)
  const name = await backUp(till)
  await own.close()
  const other = join(own.path, 'other.sqlite')
  copyFileSync(book(), other)
  // A program that was ended in the middle of a change leaves the pages as they were before it.
  const db = new Database(other)
  db.pragma('journal_mode = DELETE')
  db.pragma('cache_size = 1')
  db.exec('BEGIN; UPDATE invoices SET description = hex(randomblob(4000));')
  copyFileSync(`${other}-journal`, `${book()}-journal`)
  const left = readFileSync(`${book()}-journal`)
  db.close()
  rmSync(book())
  const again = await own.practise()
  expect((await problem(again))?.code).toBe('DATA_MISSING')
  await again.call('backups.restore', { name })
  expect(await problem(again)).toBeNull()
  expect(await numbersIn(again)).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
  expect(filesIn(kept()).some((path) => readFileSync(path).equals(left))).toBe(true)
})

it('what was put aside is told with where it lies, how much there is and how large it is', async () => {
  const till = await own.practise()
  await sold(till, 1)
  const name = await backUp(till)
  expect((await till.call('backups.view', {})).kept).toEqual({ path: kept(), count: 0, bytes: 0 })
  for (let n = 0; n < 2; n++) await till.call('backups.restore', { name })
  const bytes = filesIn(kept()).reduce((sum, path) => sum + statSync(path).size, 0)
  expect((await till.call('backups.view', {})).kept).toEqual({ path: kept(), count: 2, bytes })
  expect(bytes).toBeGreaterThan(100_000)
})
