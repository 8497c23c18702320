import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sourceWorkers, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import type { Hurt } from '../support/kills/hurt-worker.ts'

const LONGEST_MS = 60_000

let folder: ReturnType<typeof temporaryFolder>
let app: TestApp
beforeEach(async () => {
  folder = temporaryFolder()
  const ledger = new URL('../support/kills/hurt-worker.ts', import.meta.url)
  app = await startTestApp({ folder: folder.path, workers: { ...sourceWorkers, ledger } })
})
afterEach(async () => {
  await app.app.close()
  folder.clean()
})

const hurt = (how: Hurt) => writeFileSync(join(folder.path, 'hurt'), how)
const problem = async () => (await app.call('app.overview', {})).bookProblem?.code ?? null
const times = (name: string) => app.events.filter((event) => event.name === name).length
const untilReopened = (often = 1) =>
  expect.poll(() => times('book.reopened'), { timeout: LONGEST_MS }).toBe(often)

async function account(): Promise<string> {
  const credentials = { apiKey: 'a key of no worth' }
  return (await app.call('accounts.add', { provider: 'ocpay', label: 'Kept', credentials, settings: {} })).id
}

it.each(['exit', 'loop', 'heap'] as const)(
  'a book whose thread is lost (%s) is opened anew by itself, and says so, with everything in it and writable',
  async (how) => {
    const id = await account()
    hurt(how)
    await untilReopened()
    expect(await problem()).toBeNull()
    expect((await app.call('accounts.list', {})).map((one) => one.id)).toEqual([id])
    await app.call('accounts.update', { id, label: 'Renamed', settings: {} })
    expect((await app.call('accounts.list', {})).map((one) => one.label)).toEqual(['Renamed'])
    expect(app.logged.filter((line) => line.includes('the ledger worker'))).toHaveLength(1)
  },
  LONGEST_MS,
)

it('a thread that cannot be ended and writes nothing is not waited for; only the end of the app cannot be in order', async () => {
  const id = await account()
  hurt('read')
  await untilReopened()
  await app.call('accounts.update', { id, label: 'Renamed', settings: {} })
  await expect(app.app.close()).rejects.toThrow('a lost thread of a book does not end')
  app = await startTestApp({ folder: folder.path })
  expect((await app.call('accounts.list', {})).map((one) => one.label)).toEqual(['Renamed'])
})

it('the thread of a book that is lost a second time within a minute is opened by a person', async () => {
  await account()
  hurt('exit')
  await untilReopened()
  hurt('exit')
  await expect.poll(problem, { timeout: LONGEST_MS }).toBe('BOOK_STOPPED')
  expect((await app.refused('accounts.list', {})).code).toBe('BOOK_STOPPED')
  expect((await app.call('book.switch', { kind: 'live' })).kind).toBe('live')
  expect(await problem()).toBeNull()
  expect(times('book.reopened')).toBe(1)
})

it(
  'a thread that hangs within a write is waited for: two never write, what waits is told, and nothing of it is doubled',
  async () => {
    const id = await account()
    hurt('write')
    await expect.poll(() => existsSync(join(folder.path, 'hurt')), { timeout: LONGEST_MS }).toBe(false)
    const update = app.refused('accounts.update', { id, label: 'Lost', settings: {} })
    expect((await update).code).toBe('BOOK_STOPPED')
    expect((await app.refused('book.switch', { kind: 'live' })).code).toBe('BOOK_STOPPED')
    expect(times('book.reopened')).toBe(0)

    await untilReopened()
    expect(await problem()).toBeNull()
    expect((await app.call('accounts.list', {})).map((one) => one.label)).toEqual(['Kept'])
  },
  LONGEST_MS,
)
