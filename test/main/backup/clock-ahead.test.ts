import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Backups, createBackups } from '../../../src/main/backup/backups.ts'
import type { SecondFolder } from '../../../src/main/backup/second-folder.ts'
import { writeBackupWitness } from '../../../src/main/ledger/copies/backup-witness.ts'
import type { BackupOrder, BackupWitness } from '../../../src/main/ledger/port/copies/backups.ts'
import { eventually } from '../../support/app/host.ts'
import { manualTime } from '../../support/app/manual-time.ts'

const BOOK_ID = '019a0000-0000-7000-8000-0123456789ab'
const HOUR = 3_600_000

let folder: string
let commit: number
let ahead: number
let chosen: SecondFolder | null
/** Told of each backup that is brought to the second folder, and ends once it is told to. */
let carried: { readonly name: string; readonly end: () => void }[]
let time: ReturnType<typeof manualTime>
let backups: Backups

/** A file that stands for a backup, with the witness of a real one. */
async function write({ folder: place, name, reason, madeAt }: BackupOrder) {
  const path = join(place, `${name}.sqlite.zst`)
  const totals = { commit, invoices: 1, receipts: 0, events: 1, lastEventId: null, lastNumber: 1 }
  const book = { bookId: BOOK_ID, kind: 'live', tillCode: 'CF', shape: 1, lastSale: null, sums: [] } as const
  const file = { bookBytes: 4, fileBytes: 4, sha256: '0'.repeat(64) }
  const witness: BackupWitness = { ...book, ...totals, ...file, reason, madeAt }
  mkdirSync(place, { recursive: true })
  await writeBackupWitness(path, witness)
  writeFileSync(path, 'book')
  return { ok: true as const, value: { path, witness } }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-'))
  writeFileSync(join(folder, 'live.sqlite'), 'book')
  commit = 1
  ahead = 0
  chosen = null
  carried = []
  time = manualTime(Date.UTC(2026, 10, 29, 12))
  backups = createBackups({
    clock: { now: () => time.clock.now() + ahead, monotonic: time.clock.monotonic },
    timers: time.timers,
    make: (order) => ({
      finished: order.unlessCommit === commit ? Promise.resolve({ ok: true, value: null }) : write(order),
      cancel: () => undefined,
    }),
    carry({ backup }) {
      const { promise, resolve } = Promise.withResolvers<{ ok: true; value: string }>()
      // Only the first is held up.
      if (carried.length > 0) resolve({ ok: true, value: backup })
      carried.push({ name: backup, end: () => resolve({ ok: true, value: backup }) })
      return { finished: promise, cancel: () => undefined }
    },
    secondFolder: {
      get: () => chosen,
      set(one) {
        chosen = one
      },
    },
    tellAway: () => undefined,
    changed: () => undefined,
    failed(error) {
      throw error
    },
  })
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const book = () => ({
  ...{ kind: 'live' as const, path: join(folder, 'live.sqlite'), id: BOOK_ID, zone: 'UTC' },
  isOwed: () => false,
})
const listed = async () =>
  (await backups.state({ kind: 'live', bookId: BOOK_ID }, book().path)).here.backups.length

it('given the clock went ahead and was set right, none but the hourly ones are made', async () => {
  backups.begin(book())
  ahead = 400 * 24 * HOUR
  await backups.make(book(), 'hand')
  ahead = 0
  commit = 2
  time.pass(HOUR)
  await eventually(async () => ((await listed()) === 2 ? true : null))
  for (let looks = 0; looks < 6; looks++) {
    commit += 1
    time.pass(300_000)
    // What is asked for in between waits for its turn: by then the look is done.
    await backups.make({ ...book(), path: join(dirname(folder), 'none', 'live.sqlite') }, 'hand')
  }
  expect(await listed()).toBe(2)
})

it.each<[string, () => SecondFolder | null]>([
  ['none', () => null],
  ['another', () => ({ path: join(folder, 'other'), lastAt: null, awaySince: null, told: false })],
])(
  'a second folder that the owner leaves for %s while a backup is brought there does not come back',
  async (_, next) => {
    const stick = join(folder, 'stick')
    for (const one of [stick, join(folder, 'other')]) mkdirSync(one)
    backups.begin(book())
    await backups.make(book(), 'hand')
    chosen = { path: stick, lastAt: null, awaySince: null, told: false }
    backups.follow()
    await eventually(async () => (carried.length === 1 ? true : null))
    chosen = next()
    carried[0]?.end()
    await backups.make(book(), 'hand')
    expect(chosen?.path).toBe(next()?.path)
  },
)
