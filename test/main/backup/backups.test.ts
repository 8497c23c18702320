import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type BackupBook, createBackups } from '../../../src/main/backup/backups.ts'
import type { SecondFolder } from '../../../src/main/backup/second-folder.ts'
import { startCopy } from '../../../src/main/ledger/thread/copies-client.ts'
import { sourceWorkers } from '../../support/app/host.ts'
import { type ManualTime, manualTime } from '../../support/app/manual-time.ts'
import { openSale, type TestBook, tempFolder, testBook } from '../../support/books/open-book.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = Date.UTC(2026, 10, 28, 9)

interface Shop {
  readonly time: ManualTime
  readonly book: TestBook
  readonly backups: ReturnType<typeof createBackups>
  readonly of: BackupBook
  readonly told: SecondFolder[]
  owed: boolean
  second: SecondFolder | null
  sell(): void
  /** The reasons of the backups here, the newest first. */
  reasons(): Promise<string[]>
  until(holds: () => Promise<boolean>): Promise<void>
}

let sold = 0

/** A book that is sold into, and what keeps its backups, over a clock that only moves when it is told to. */
async function shop(second: SecondFolder | null = null): Promise<Shop> {
  const time = manualTime(START)
  const book = await testBook()
  const { id } = book.ledger.book()
  const workerUrl = sourceWorkers.copies
  const failures: unknown[] = []
  const own: Shop = {
    ...{ time, book, told: [], owed: false, second },
    of: { kind: 'live', path: book.path, id, zone: 'Africa/Algiers', isOwed: () => own.owed },
    backups: createBackups({
      ...{ clock: time.clock, timers: time.timers, changed: () => undefined },
      failed: (error) => failures.push(error),
      make: (order, onProgress) => startCopy({ workerUrl, job: 'make', order, onProgress }),
      carry: (order) => startCopy({ workerUrl, job: 'carry', order, onProgress: () => undefined }),
      secondFolder: {
        get: () => own.second,
        set(folder) {
          own.second = folder
        },
      },
      tellAway: (folder) => own.told.push(folder),
    }),
    sell() {
      sold += 1
      openSale(book.ledger, { token: `sale-${sold}` }, { ref: `ref-${sold}` })
    },
    async reasons() {
      const { here } = await own.backups.state(
        own.of.kind === 'live' ? { kind: 'live', bookId: id } : { kind: 'practice', bookId: id },
        book.path,
      )
      return here.backups.map(({ reason }) => reason)
    },
    until: (holds) => expect.poll(holds, { timeout: 20_000 }).toBe(true),
  }
  return own
}

const count = (of: Shop, n: number) => of.until(async () => (await of.reasons()).length === n)

it('is made soon after the start where the last is old, then every hour in which the book changed, and in no other', async () => {
  const own = await shop()
  own.sell()
  own.backups.begin(own.of)
  own.time.pass(MINUTE)
  await count(own, 1)
  expect(await own.reasons()).toEqual(['start'])
  // Nothing was sold: looked at every five minutes, and none is made.
  for (let n = 0; n < 14; n += 1) {
    own.time.pass(5 * MINUTE)
    await new Promise((done) => setTimeout(done, 20))
  }
  expect(await own.reasons()).toEqual(['start'])
  own.sell()
  await own.until(async () => {
    own.time.pass(5 * MINUTE)
    await new Promise((done) => setTimeout(done, 200))
    return (await own.reasons()).length === 2
  })
  expect(await own.reasons()).toEqual(['timer', 'start'])
  await own.backups.end()
})

it('is made though the clock was set back behind the last one, and that one stays', async () => {
  const own = await shop()
  own.sell()
  expect((await own.backups.make(own.of, 'hand')).ok).toBe(true)
  const earlier = manualTime(START - 30 * 24 * HOUR)
  const again = await shopOver(own, earlier)
  own.sell()
  again.begin(own.of)
  earlier.pass(MINUTE)
  await count(own, 2)
  await again.end()
  expect((await own.reasons()).toSorted()).toEqual(['hand', 'start'])
})

/** What keeps the backups of the same book, under another clock. */
async function shopOver(own: Shop, time: ManualTime) {
  const workerUrl = sourceWorkers.copies
  return createBackups({
    ...{ clock: time.clock, timers: time.timers, changed: () => undefined, failed: () => undefined },
    make: (order, onProgress) => startCopy({ workerUrl, job: 'make', order, onProgress }),
    carry: (order) => startCopy({ workerUrl, job: 'carry', order, onProgress: () => undefined }),
    secondFolder: { get: () => own.second, set: () => undefined },
    tellAway: () => undefined,
  })
}

it('are thinned when another is made, and none of them while a check of the book is owed', async () => {
  const own = await shop()
  const sellAndMake = async () => {
    own.sell()
    await own.backups.make(own.of, 'hand')
  }
  await sellAndMake()
  own.time.pass(HOUR)
  await sellAndMake()
  own.time.pass(70 * 24 * HOUR)
  own.owed = true
  await sellAndMake()
  await new Promise((done) => setTimeout(done, 300))
  expect(await own.reasons()).toHaveLength(3)
  own.owed = false
  own.time.pass(MINUTE)
  await sellAndMake()
  // Of the two of one day the first is gone.
  await count(own, 3)
})

it('says once, after three days, that the second folder is away; the folder here goes on', async () => {
  const stick = join(tempFolder(), 'stick')
  const own = await shop({ path: stick, lastAt: null, awaySince: null, told: false })
  own.sell()
  own.backups.begin(own.of)
  own.time.pass(MINUTE)
  await own.until(async () => own.second?.awaySince !== null)
  const away = own.second?.awaySince ?? 0
  await own.until(async () => {
    own.time.pass(HOUR)
    await new Promise((done) => setTimeout(done, 20))
    return own.told.length > 0
  })
  expect(own.time.clock.now() - away).toBeGreaterThanOrEqual(72 * HOUR)
  for (let day = 0; day < 3; day += 1) {
    own.time.pass(24 * HOUR)
    await new Promise((done) => setTimeout(done, 200))
  }
  expect(own.told).toHaveLength(1)
  mkdirSync(stick)
  await own.until(async () => {
    own.time.pass(5 * MINUTE)
    await new Promise((done) => setTimeout(done, 100))
    return readdirSync(stick).some((name) => name.endsWith('.zst'))
  })
  await own.until(async () => own.second?.awaySince === null)
  expect(own.second).toMatchObject({ awaySince: null, told: false })
  await own.backups.end()
})

it("keeps another shop's backups in the second folder as they are, however old they are", async () => {
  const stick = tempFolder()
  const other = await shop({ path: stick, lastAt: null, awaySince: null, told: false })
  other.sell()
  other.backups.begin(other.of)
  other.time.pass(MINUTE)
  await other.until(async () => readdirSync(stick).length === 2)
  await other.backups.end()
  const before = readdirSync(stick)
  for (let n = 0; n < 1_000; n += 1) writeFileSync(join(stick, `IMG_${n}.jpg`), 'not ours')

  const own = await shop({ path: stick, lastAt: null, awaySince: null, told: false })
  own.time.pass(400 * 24 * HOUR)
  own.sell()
  own.backups.begin(own.of)
  own.time.pass(MINUTE)
  await own.until(async () => readdirSync(stick).length === 1_004)
  await own.backups.end()
  expect(readdirSync(stick)).toEqual(expect.arrayContaining(before))
  expect(
    (await own.backups.state({ kind: 'live', bookId: own.of.id }, own.book.path)).second?.backups,
  ).toHaveLength(1)
})

it('that vanishes while it is listed or copied is told, and what is here is whole', async () => {
  const stick = tempFolder()
  const own = await shop({ path: stick, lastAt: null, awaySince: null, told: false })
  own.sell()
  own.backups.begin(own.of)
  for (let n = 0; n < 3; n += 1) {
    own.sell()
    own.time.pass(1_000)
    await own.backups.make(own.of, 'hand')
    renameSync(stick, `${stick}-away`)
    await own.until(async () => own.second?.awaySince !== null || readdirSync(`${stick}-away`).length > 0)
    renameSync(`${stick}-away`, stick)
  }
  own.time.pass(1_000)
  await own.backups.make(own.of, 'hand')
  await own.until(async () => readdirSync(stick).filter((name) => name.endsWith('.zst')).length === 4)
  await own.backups.end()
  expect(readdirSync(stick).filter((name) => name.endsWith('.part'))).toEqual([])
})

it('says nothing of a book that was replaced once another lies in its place, whatever kept that one from being saved', async () => {
  const own = await shop()
  const failure = async () =>
    (await own.backups.state({ kind: 'live', bookId: own.of.id }, own.book.path)).failure
  const damaged = { ...own.of, path: `${own.book.path}-damaged` }
  writeFileSync(damaged.path, 'no book')
  own.backups.begin(damaged)
  expect((await own.backups.make(damaged, 'hand')).ok).toBe(false)
  expect(await failure()).not.toBeNull()
  own.backups.begin(own.of)
  expect(await failure()).toBeNull()
  // As it is saved before a restore: whoever restores is told, and the head of the list is not.
  expect((await own.backups.make(damaged, 'restore')).ok).toBe(false)
  expect(await failure()).toBeNull()
  await own.backups.end()
})
