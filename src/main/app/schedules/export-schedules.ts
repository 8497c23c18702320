import { existsSync } from 'node:fs'
import { join, parse } from 'node:path'
import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import {
  type AskedSchedule,
  type ExportSchedule,
  MOST_SCHEDULES,
} from '../../../shared/contract/shapes/books/export-schedule.ts'
import type { ExportRequest } from '../../../shared/contract/shapes/export.ts'
import type { Clock, Timers } from '../../../shared/time/clock.ts'
import type { Days } from '../../../shared/time/days.ts'
import { businessDay } from '../../../shared/time/zone.ts'
import { onItsOwn } from '../../acting.ts'
import type { ExportJobs } from '../../export/jobs.ts'
import { manifestPath } from '../../export/manifest.ts'
import { askedFile } from '../../ipc/asked/asked-export.ts'
import type { Session } from '../../session/session.ts'
import { begunBefore, dueOf, writtenThrough } from './due.ts'

/** The files of the live book that are made by themselves. */
export interface ExportSchedules {
  all(): readonly ExportSchedule[]
  /** Asks for a folder and keeps a schedule; null when the person closed the dialog. Its first file is of the day, or the month, that is not over yet. */
  add(session: Session, asked: AskedSchedule): Promise<Result<readonly ExportSchedule[] | null>>
  remove(id: string): Result<readonly ExportSchedule[]>
  /** Makes what is over and not written, at once: the app began, the machine woke up. */
  wake(): void
  close(): void
}

export interface SchedulePorts {
  readonly clock: Clock
  readonly timers: Timers
  read(): readonly ExportSchedule[]
  /** NOT_KEPT where they hold only until the app closes. */
  keep(schedules: readonly ExportSchedule[]): Result<null>
  /** The open live book; null for any other, and for none. */
  session(): Session | null
  readonly exports: Pick<ExportJobs, 'startAt' | 'nameOf'>
  folderDialog(): Promise<string | null>
  readonly newId: () => string
  failed(error: unknown): void
}

/** A day that is over is noticed within this time, ms. */
const LOOK_MS = 5 * 60_000

/** Makes what looks after the schedules; it begins to look by itself. */
export function createExportSchedules(ports: SchedulePorts): ExportSchedules {
  const { clock, timers } = ports
  let isClosed = false
  let isRunning = false
  let isMeant = false
  let stop = timers.after(LOOK_MS, tick)

  function tick(): void {
    if (isClosed) return
    stop = timers.after(LOOK_MS, tick)
    wake()
  }
  function wake(): void {
    isMeant = true
    if (isRunning || isClosed) return
    isRunning = true
    isMeant = false
    onItsOwn(run)
      .catch(ports.failed)
      .finally(() => {
        isRunning = false
        // Who asked meanwhile may mean a day that was not over then.
        if (isMeant) wake()
      })
  }
  async function run(): Promise<void> {
    const session = ports.session()
    if (session === null || ports.read().length === 0) return
    const { zone } = await session.ledger.book()
    const today = businessDay(clock.now(), zone)
    for (const { id, every, through } of ports.read()) {
      const written = writtenThrough(every, through, today)
      if (written !== through) note(id, { through: written })
    }
    for (const schedule of ports.read())
      for (const days of dueOf(schedule.every, schedule.through, today))
        if (!(await make(session, schedule, days))) break
  }
  function note(id: string, change: Partial<ExportSchedule>): void {
    ports.keep(ports.read().map((one) => (one.id === id ? { ...one, ...change } : one)))
  }
  /** Writes the file of some days; false where it could not be written, or the schedule is gone. */
  async function make(session: Session, schedule: ExportSchedule, days: Days): Promise<boolean> {
    if (isClosed || ports.session() !== session) return false
    if (!ports.read().some(({ id }) => id === schedule.id)) return false
    const book = await session.ledger.book()
    const asked = askedFile(requestOf(schedule, days), book.zone)
    const path = freePath(join(schedule.folder, ports.exports.nameOf(book, asked)))
    const { state, error } = await ports.exports.startAt(session, book, asked, path)
    if (state === 'cancelled' || (state === 'failed' && error === schedule.failed)) return false
    const told = state === 'done' ? { through: days.to ?? schedule.through, failed: null } : { failed: error }
    note(schedule.id, told)
    return state === 'done'
  }

  return {
    all: ports.read,
    async add(session, asked) {
      const folder = await ports.folderDialog()
      if (folder === null) return ok(null)
      const all = ports.read()
      if (all.length >= MOST_SCHEDULES) return refuse('CONFLICT')
      const { zone } = await session.ledger.book()
      const today = businessDay(clock.now(), zone)
      const through = begunBefore(asked.every, today)
      const one = { id: ports.newId(), ...asked, folder, through, failed: null }
      const kept = ports.keep([...all, one])
      return kept.ok ? ok(ports.read()) : kept
    },
    remove(id) {
      const kept = ports.keep(ports.read().filter((one) => one.id !== id))
      return kept.ok ? ok(ports.read()) : kept
    },
    wake,
    close() {
      isClosed = true
      stop()
    },
  }
}

/** A file that lies there, or the manifest of one that was taken away, is never replaced by one that nobody asked for at that moment. */
function freePath(path: string): string {
  const { dir, name, ext } = parse(path)
  let free = path
  for (let n = 2; existsSync(free) || existsSync(manifestPath(free)); n += 1)
    free = join(dir, `${name}_${n}${ext}`)
  return free
}

const NO_SETS = { search: '', provider: [], accountId: [], currency: [], item: [], till: [] }

function requestOf({ kind, preset, language }: ExportSchedule, days: Days): ExportRequest {
  const { from, to } = days
  const written = { zone: null, columns: null, preset, language }
  switch (kind) {
    case 'movements': {
      const filter = { ...NO_SETS, period: { by: 'paid' as const, from, to }, amount: null }
      return { kind, filter, basis: 'paid', ...written }
    }
    case 'invoices': {
      const rest = { status: [], amount: null, attention: false, review: null, tag: [] }
      const filter = { ...NO_SETS, ...rest, period: { by: 'created' as const, from, to } }
      return { kind, filter, basis: 'created', ...written }
    }
    case 'days':
      return {
        kind,
        filter: { from: from ?? '', to: to ?? '', provider: [], accountId: [], currency: [] },
        ...written,
      }
  }
}
