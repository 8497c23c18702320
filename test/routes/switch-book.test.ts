import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Log } from '../../src/main/log/log.ts'
import { sourceWorkers, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { NO_SMALL_DISK, type SmallDisk, smallDisk } from '../support/app/small-disk.ts'

let folder: ReturnType<typeof temporaryFolder>
let disk: SmallDisk | null = null
let shop: TestApp | null = null
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await shop?.app.close()
  shop = null
  disk?.clean()
  disk = null
  folder.clean()
})

it('a book that cannot be opened because the disk is full: the reason is told, and the other one is open again', async ({
  skip,
}) => {
  disk = smallDisk(join(folder.path, 'disk'), '4m')
  if (disk === null) return skip(NO_SMALL_DISK)
  shop = await startTestApp({ folder: disk.path })
  await shop.call('accounts.add', {
    ...{ provider: 'ocpay', label: 'Kept', credentials: { apiKey: 'a key of no worth' }, settings: {} },
  })
  disk.fill()
  expect((await shop.refused('book.switch', { kind: 'practice' })).code).toBe('DISK_FULL')
  const overview = await shop.call('app.overview', {})
  expect(overview).toMatchObject({ book: { kind: 'live' }, bookProblem: null })
  expect((await shop.call('accounts.list', {})).map((one) => one.label)).toEqual(['Kept'])

  disk.empty()
  expect((await shop.call('book.switch', { kind: 'practice' })).kind).toBe('practice')
  expect(await shop.call('accounts.list', {})).toHaveLength(4)
})

it('whoever chooses the practice book while the live one is opened anew stays in the practice book', async () => {
  const ledger = new URL('../support/kills/hurt-worker.ts', import.meta.url)
  let chosen: Promise<unknown> | null = null
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    // The first word of the death: the book is being opened anew from here on.
    error: () => {
      chosen ??= Promise.resolve().then(() => shop?.envelope('book.switch', { kind: 'practice' }))
    },
  }
  shop = await startTestApp({ folder: folder.path, workers: { ...sourceWorkers, ledger }, log })
  const app = shop
  writeFileSync(join(folder.path, 'hurt'), 'exit')
  await expect.poll(() => chosen !== null, { timeout: 10_000 }).toBe(true)
  expect(await chosen).toMatchObject({ ok: true, value: { kind: 'practice' } })
  expect(existsSync(join(folder.path, 'hurt'))).toBe(false)
  // What was begun for the live book has ended by then: its thread takes half a second to begin.
  await new Promise((done) => setTimeout(done, 1_500))
  expect(await app.call('app.overview', {})).toMatchObject({ book: { kind: 'practice' }, bookProblem: null })
  expect(await app.call('accounts.list', {})).toHaveLength(4)
})

it('what lies between two books is no trouble of one: whoever asks meanwhile is told of the book that comes', async () => {
  shop = await startTestApp({ folder: folder.path })
  const app = shop
  const told: string[] = []
  let isOver = false
  async function ask(): Promise<void> {
    while (!isOver) {
      const { book, bookProblem } = await app.call('app.overview', {})
      told.push(bookProblem === null ? book.kind : bookProblem.code)
      await setImmediate()
    }
  }
  const asking = ask()
  for (const kind of ['practice', 'live', 'practice'] as const) await app.call('book.switch', { kind })
  isOver = true
  await asking
  expect([...new Set(told)].toSorted()).toEqual(['live', 'practice'])
})
