import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BackupWitness } from '../../../../src/main/ledger/port/copies/backups.ts'
import { startCheck } from '../../../../src/main/ledger/thread/check-client.ts'
import { startCopy } from '../../../../src/main/ledger/thread/copies-client.ts'
import { isJobStuck } from '../../../../src/main/ledger/thread/run-job.ts'
import { startSalvage } from '../../../../src/main/ledger/thread/salvage-client.ts'
import { deadDisk, NO_DEAD_DISK } from '../../../support/app/dead-disk.ts'
import { sourceWorkers } from '../../../support/app/host.ts'
import { tempFolder } from '../../../support/books/open-book.ts'
import { startReceiptsExport } from '../../../support/books/receipts-file.ts'
import { richBook } from '../../../support/books/rich-book.ts'
import type { JobHurt } from '../../../support/kills/hurt-job-worker.ts'

const PATIENCE = { spinMs: 800, silentMs: 800, slowMs: 60_000, givenUpMs: 300 }
const LONG = { ...PATIENCE, spinMs: 60_000, silentMs: 60_000 }

/** Gives a worker that does this to itself. */
function hurtBy(how: JobHurt): URL {
  process.env.JOB_HURT = how
  return new URL('../../../support/kills/hurt-job-worker.ts', import.meta.url)
}
const quiet = () => undefined

/** Every kind of job, of a thread that is hurt, in a folder. */
const JOBS = {
  check: ({ folder, ...how }: Start) => startCheck({ ...how, path: join(folder, 'live.sqlite') }),
  make: ({ folder, ...how }: Start) =>
    startCopy({
      ...{ ...how, job: 'make' },
      order: {
        ...{ book: join(folder, 'live.sqlite'), folder, name: 'live-1', reason: 'hand' },
        ...{ madeAt: 1, unlessCommit: null },
      },
    }),
  layOut: ({ folder, ...how }: Start) =>
    startCopy({
      ...{ ...how, job: 'layOut' },
      order: { backup: join(folder, 'b.zst'), target: join(folder, 'live.sqlite.part'), witness: null },
    }),
  bundle: ({ folder, ...how }: Start) =>
    startCopy({
      ...{ ...how, job: 'bundle' },
      order: {
        ...{ backup: join(folder, 'b.zst'), witness: {} as BackupWitness, target: join(folder, 'x.zip') },
        ...{ part: join(folder, 'x.part'), mode: null, settings: '', keys: null, readme: '', madeAt: 1 },
      },
    }),
  salvage: ({ folder, ...how }: Start) =>
    startSalvage({
      ...how,
      order: {
        ...{ from: join(folder, 'live.sqlite'), to: join(folder, 'live.sqlite.part'), at: 1, by: null },
        origin: { kind: 'live', tillCode: 'CF', zone: 'UTC' },
      },
      ...{ bookId: null, witnessPath: join(folder, 'live.witness') },
    }),
  export: ({ folder, ...how }: Start) =>
    startReceiptsExport({
      ...{ ...how, bookPath: join(folder, 'live.sqlite'), targetPath: join(folder, 'x.csv'), zone: 'UTC' },
      ...{ known: { id: '', lastEvent: 0 }, format: 'csv', sheetName: '', ownFolders: [] },
    }),
} as const

interface Start {
  readonly folder: string
  readonly workerUrl: URL
  readonly patience: typeof PATIENCE
  onProgress(): void
}

const DIED = {
  check: { state: 'unknown' },
  make: { ok: false, code: 'INTERNAL' },
  layOut: { ok: false, code: 'INTERNAL' },
  bundle: { ok: false, code: 'INTERNAL' },
  salvage: { state: 'failed', code: 'INTERNAL' },
  export: { state: 'failed', code: 'INTERNAL' },
} as const
const codeOf = (outcome: object, code: string) => ('code' in outcome ? { ...outcome, code } : outcome)
const KINDS = Object.keys(JOBS) as (keyof typeof JOBS)[]

describe.each(KINDS)('a thread of %s', (kind) => {
  it.each(['exit', 'throw'] as const)('that dies (%s) says so at once, and leaves nothing', async (how) => {
    const folder = tempFolder()
    const start = { folder, workerUrl: hurtBy(how), patience: LONG, onProgress: quiet }
    const { finished } = JOBS[kind](start)
    expect(await finished).toMatchObject(DIED[kind])
    expect(readdirSync(folder)).toEqual([])
  })

  it('that hangs is ended and says so, and leaves nothing', async () => {
    const folder = tempFolder()
    const start = { folder, workerUrl: hurtBy('loop'), patience: PATIENCE, onProgress: quiet }
    const { finished } = JOBS[kind](start)
    expect(await finished).toMatchObject(codeOf(DIED[kind], 'NO_ANSWER'))
    expect(readdirSync(folder)).toEqual([])
    expect(isJobStuck()).toBe(false)
  })

  it('that hangs and is given up is not waited for as long', async () => {
    const start = { folder: tempFolder(), workerUrl: hurtBy('loop'), patience: LONG, onProgress: quiet }
    const running = JOBS[kind](start)
    running.cancel()
    const outcome: object = await running.finished
    if (kind !== 'check') expect(JSON.stringify(outcome).toUpperCase()).toContain('CANCELLED')
  })
})

it('a slow thread on a disk that answers is waited for, though it shows nothing', async () => {
  const start = { folder: tempFolder(), workerUrl: hurtBy('slow'), patience: PATIENCE, onProgress: quiet }
  expect(await JOBS.check(start).finished).toEqual({ state: 'sound', file: 'slow' })
})

it('a backup that goes to a disk which no longer answers is given up, and the next one goes elsewhere', async (context) => {
  const book = await richBook()
  const folder = tempFolder()
  const away = join(folder, 'away')
  mkdirSync(away)
  const make = (to: string, patience = PATIENCE) =>
    startCopy({
      ...{ workerUrl: sourceWorkers.copies, job: 'make', patience, onProgress: quiet },
      order: {
        ...{ book: book.path, folder: to, name: 'live-1', reason: 'hand' },
        ...{ madeAt: 1_795_900_000_000, unlessCommit: null },
      },
    })
  const disk = deadDisk(away)
  if (!disk) return context.skip(NO_DEAD_DISK)
  try {
    // Long enough for the thread to come as far as the disk, on a busy machine too.
    const given = await make(away, { ...PATIENCE, spinMs: 5_000, silentMs: 5_000 }).finished
    expect(given).toMatchObject({ ok: false, code: 'NO_ANSWER' })
    expect(isJobStuck()).toBe(true)
    expect(await make(folder, LONG).finished).toMatchObject({ ok: true })
  } finally {
    disk.revive()
  }
  await expect.poll(isJobStuck).toBe(false)
  expect(existsSync(join(away, 'live-1.sqlite.zst'))).toBe(false)
})
