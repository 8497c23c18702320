import { openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readMark, readyAt } from '../../../src/main/app/restore.ts'
import { systemClock } from '../../../src/shared/time/clock.ts'
import { tempFolder } from '../../support/books/open-book.ts'

it('the mark of a restore that is not done yet is whole until that of the next one has its place', async () => {
  const path = join(tempFolder(), 'live.sqlite')
  const before = { file: '1 2 3 4 5', backup: 'before', madeAt: 1, aside: null }
  writeFileSync(`${path}.restore.json`, JSON.stringify(before))
  writeFileSync(`${path}.part`, 'the book')
  const held = openSync(`${path}.restore.json`, 'r')
  await readyAt(
    path,
    { file: '6 7 8 9 0', backup: 'now', madeAt: 2 },
    {
      clock: systemClock,
      backUp: () => Promise.reject(new Error('there is no book to back up')),
    },
  ).place()
  expect(readMark(path)).toMatchObject({ backup: 'now' })
  expect(JSON.parse(readFileSync(held, 'utf8'))).toEqual(before)
})

it('a restore that cannot put its book in place leaves what one before it has still to do, and no mark where there was none', async () => {
  const path = join(tempFolder(), 'live.sqlite')
  const before = { file: '1 2 3 4 5', backup: 'before', madeAt: 1, aside: '/where/it/is/kept.sqlite' }
  const place = () =>
    readyAt(
      path,
      { file: '6 7 8 9 0', backup: 'now', madeAt: 2 },
      {
        clock: systemClock,
        backUp: () => Promise.reject(new Error('there is no book to back up')),
      },
    ).place()
  // Nothing was laid out.
  await expect(place()).rejects.toThrow('ENOENT')
  expect(readMark(path)).toBeNull()
  writeFileSync(`${path}.restore.json`, JSON.stringify(before))
  await expect(place()).rejects.toThrow('ENOENT')
  expect(readMark(path)).toEqual(before)
})
