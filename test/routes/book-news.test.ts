import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { backUp, sold } from '../support/app/practice-till.ts'

let folder: ReturnType<typeof temporaryFolder>
let app: TestApp | null = null

/** Starts the app of a computer, in the book that was open last. */
async function start(name: string, filePath: string | null = null): Promise<TestApp> {
  await app?.app.close()
  app = null
  app = await startTestApp({ folder: join(folder.path, name), filePath })
  return app
}

/** The same in its practice book. */
async function practising(name: string, filePath: string | null = null): Promise<TestApp> {
  const till = await start(name, filePath)
  await till.call('book.switch', { kind: 'practice' })
  return till
}

const unread = async (till: TestApp) => (await till.call('app.overview', {})).bookNews
const restored = async (till: TestApp) => (await till.call('backups.view', {})).restored

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(async () => {
  await app?.app.close()
  app = null
  folder.clean()
})

it('is told over a restart until it was read, and of a book that was opened as such', async () => {
  const theirs = await practising('theirs')
  await sold(theirs, 1)
  const file = join(folder.path, 'theirs', 'backups', await backUp(theirs))
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
  await till.app.close()
  app = null
  writeFileSync(join(folder.path, 'till', 'practice.sqlite'), 'another thing '.repeat(9_000))
  const again = await start('till')
  expect(await unread(again)).toMatchObject({ what: 'restored' })
  await again.call('book.beginNew', {})
  expect(await unread(again)).toBeNull()
  expect(await restored(again)).toBeNull()
  expect(await unread(await start('till'))).toBeNull()
})
