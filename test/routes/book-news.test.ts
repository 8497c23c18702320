import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { TestApp } from '../support/app/host.ts'
import { ownTill } from '../support/app/own-till.ts'
import { backUp, sold } from '../support/app/practice-till.ts'

const own = ownTill()

/** Starts the app of a computer, in the book that was open last. */
const start = (name: string, filePath: string | null = null) =>
  own.start({ folder: join(own.path, name), filePath })

/** The same in its practice book. */
const practising = (name: string, filePath: string | null = null) =>
  own.practise({ folder: join(own.path, name), filePath })

const unread = async (till: TestApp) => (await till.call('app.overview', {})).bookNews
const restored = async (till: TestApp) => (await till.call('backups.view', {})).restored

it('is told over a restart until it was read, and of a book that was opened as such', async () => {
  const theirs = await practising('theirs')
  await sold(theirs, 1)
  const file = join(own.path, 'theirs', 'backups', await backUp(theirs))
  const ours = await practising('ours', file)
  await sold(ours, 1)
  expect(await unread(ours)).toBeNull()
  await ours.call('backups.openFile', {})
  expect(await unread(ours)).toMatchObject({ what: 'opened' })

  const again = await start('ours')
  expect(await unread(again)).toMatchObject({ what: 'opened' })
  expect(await restored(again)).toMatchObject({ replaced: 'another' })
  await again.call('backups.newsRead', {})
  expect(await unread(again)).toBeNull()
  // Whoever has read of it finds the whole of it under Backups until the app closes.
  expect(await restored(again)).toMatchObject({ replaced: 'another' })

  const last = await start('ours')
  expect(await unread(last)).toBeNull()
  expect(await restored(last)).toBeNull()
})

it('is told of the book in whose place it was put, and of no other', async () => {
  const till = await practising('till')
  await sold(till, 1)
  const name = await backUp(till)
  await till.call('backups.restore', { name })
  expect(await unread(till)).toMatchObject({ what: 'restored' })
  await till.call('book.switch', { kind: 'live' })
  expect(await unread(till)).toBeNull()
  expect(await restored(till)).toBeNull()
  await till.call('book.switch', { kind: 'practice' })
  expect(await unread(till)).toMatchObject({ what: 'restored' })
})

it('is told no more once a new book was begun in the place of that book', async () => {
  const till = await practising('till')
  await sold(till, 1)
  const name = await backUp(till)
  await till.call('backups.restore', { name })
  await own.close()
  writeFileSync(join(own.path, 'till', 'practice.sqlite'), 'another thing '.repeat(9_000))
  const again = await start('till')
  expect(await unread(again)).toMatchObject({ what: 'restored' })
  await again.call('book.beginNew', {})
  expect(await unread(again)).toBeNull()
  expect(await restored(again)).toBeNull()
  expect(await unread(await start('till'))).toBeNull()
})
