import { existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type DeadDisk, deadDisk, NO_DEAD_DISK } from '../support/app/dead-disk.ts'
import { sourceWorkers, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'

const LONGEST_MS = 60_000

let folder: ReturnType<typeof temporaryFolder>
let app: TestApp | null = null
let disk: DeadDisk | null = null
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  disk?.revive()
  disk = null
  await app?.app.close()
  app = null
  folder.clean()
})

const problem = async (of: TestApp) => (await of.call('app.overview', {})).bookProblem?.code ?? null

/** A till with one account, whose book lies on a disk of its own. */
async function bookElsewhere(): Promise<string> {
  const away = join(folder.path, 'away')
  mkdirSync(away)
  const first = await startTestApp({ folder: folder.path })
  const credentials = { apiKey: 'a key of no worth' }
  await first.call('accounts.add', { provider: 'ocpay', label: 'Kept', credentials, settings: {} })
  await first.app.close()
  renameSync(join(folder.path, 'live.sqlite'), join(away, 'live.sqlite'))
  symlinkSync(join(away, 'live.sqlite'), join(folder.path, 'live.sqlite'))
  return away
}

it(
  'a book whose disk does not answer is said to be so; the other one can be used, and a second look opens it once the disk is back',
  async (context) => {
    const away = await bookElsewhere()
    disk = deadDisk(away)
    if (!disk) return context.skip(NO_DEAD_DISK)
    app = await startTestApp({ folder: folder.path })
    expect(await problem(app)).toBe('NO_ANSWER')
    expect((await app.refused('accounts.list', {})).code).toBe('NO_ANSWER')
    expect((await app.call('book.switch', { kind: 'practice' })).kind).toBe('practice')
    expect(await problem(app)).toBeNull()
    expect(await app.call('accounts.list', {})).toHaveLength(4)
    expect((await app.refused('book.switch', { kind: 'live' })).code).toBe('NO_ANSWER')
    expect(await problem(app)).toBeNull()

    disk.revive()
    disk = null
    await expect
      .poll(async () => (await app?.envelope('book.switch', { kind: 'live' }))?.ok, { timeout: LONGEST_MS })
      .toBe(true)
    expect(await problem(app)).not.toBe('NO_ANSWER')
    await expect.poll(() => app && problem(app), { timeout: LONGEST_MS }).toBeNull()
    expect((await app.call('accounts.list', {})).map(({ label }) => label)).toEqual(['Kept'])
  },
  LONGEST_MS,
)

it(
  'an opening that hangs is given up with words, the other book can be used, and a second look opens it',
  async () => {
    const ledger = new URL('../support/kills/hanging-opening-worker.ts', import.meta.url)
    const first = await startTestApp({ folder: folder.path })
    await first.app.close()
    writeFileSync(join(folder.path, 'hang'), 'live')
    const workers = { ...sourceWorkers, ledger }
    const patience = { spinMs: 7_000, silentMs: 7_000, slowMs: 60_000, givenUpMs: 1_000 }
    app = await startTestApp({ folder: folder.path, workers, patience })
    expect(existsSync(join(folder.path, 'hang'))).toBe(false)
    expect(await problem(app)).toBe('NO_ANSWER')
    expect((await app.call('book.switch', { kind: 'practice' })).kind).toBe('practice')
    expect(app.logged.filter((line) => line.includes('hangs while it opens'))).toHaveLength(1)
    expect((await app.call('book.switch', { kind: 'live' })).kind).toBe('live')
    expect(await problem(app)).toBeNull()
  },
  LONGEST_MS,
)
