import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedgerClient } from '../../../src/main/ledger/thread/client.ts'
import { closeBook, openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { systemClock, systemTimers } from '../../../src/shared/time/clock.ts'
import { sourceWorkers } from '../../support/app/host.ts'
import { fillBook, fillProviders } from '../../support/shop/before.ts'
import { benchCases, type Mode } from '../../support/shop/bench-cases.ts'
import { drawSchedule, movedTo } from '../../support/shop/schedule.ts'
import { openTill } from './till.ts'

/** What watching costs while nothing changes, in percent of one core. */
export interface IdleRow {
  readonly case: 'idle'
  readonly mode: Mode
  readonly open: number
  readonly seconds: number
  /** What Electron's main thread alone would use of a core. */
  readonly main_thread_percent: number
  /** How much of the time its loop was not waiting; on a machine with other work that counts waiting for a core too. */
  readonly loop_percent: number
  /** The whole process: main thread, the book's worker, collection of garbage. */
  readonly process_percent: number
  readonly calls_per_minute: number
}

const OPEN = 10_000
/** After a start everything is asked once; by lists that takes some minutes, one by one it never ends. */
const SETTLING_MS: Readonly<Record<Mode, number>> = { single: 20_000, list: 200_000, mixed: 200_000 }

/**
 * Lets a watcher run on the real clock with the providers' own limits, the providers in another process.
 *
 * Begins to measure after the first sweep; nobody pays and nothing is sold.
 */
export async function measureIdle(mode: Mode, seconds: number): Promise<IdleRow> {
  const bench = benchCases(true).find((one) => one.mode === mode && one.open === OPEN)
  if (!bench) throw new Error(`there is no case of ${OPEN} open sales in mode ${mode}`)
  const schedule = movedTo(drawSchedule(bench, 1), Date.now())
  const before = fillProviders(schedule, 1)
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-idle-'))
  const path = join(folder, 'live.sqlite')
  const book = { path, kind: 'live', tillCode: 'CF', zone: 'Africa/Algiers', expectedBookId: null } as const
  const filled = await openLedger(book, schedule.start)
  fillBook(filled, bench, schedule, before)
  closeBook(filled.db)
  writeFileSync(join(folder, 'providers.json'), JSON.stringify(before.state))
  const server = fork(new URL('./idle-providers.ts', import.meta.url), [join(folder, 'providers.json')])
  const opened = await openLedgerClient({ ...book, workerUrl: sourceWorkers.ledger })
  if (!opened.ok) throw new Error(opened.closed.code)
  const { ledger } = opened
  let calls = 0
  const defects: unknown[] = []
  const till = openTill({
    ledger,
    clock: systemClock,
    timers: systemTimers,
    fetch: (request) => {
      calls += 1
      return fetch(request)
    },
    credentials: before.state.credentials,
    origin: await originOf(server),
    limits: null,
    changed: () => undefined,
    failed: (error) => defects.push(error),
  })
  try {
    till.start()
    await pause(SETTLING_MS[mode])
    const loop = performance.eventLoopUtilization()
    const cpu = process.cpuUsage()
    const thread = process.threadCpuUsage()
    const began = performance.now()
    const callsBefore = calls
    await pause(seconds * 1000)
    const passed = performance.now() - began
    const used = process.cpuUsage(cpu)
    const main = process.threadCpuUsage(thread)
    const { utilization } = performance.eventLoopUtilization(loop)
    if (defects.length > 0) throw new AggregateError(defects, 'the idle watcher had defects')
    return {
      case: 'idle',
      mode,
      open: OPEN,
      seconds,
      main_thread_percent: percent((main.user + main.system) / 1000 / passed),
      loop_percent: percent(utilization),
      process_percent: percent((used.user + used.system) / 1000 / passed),
      calls_per_minute: Math.round(((calls - callsBefore) / passed) * 60_000),
    }
  } finally {
    await till.stop()
    await ledger.close()
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

function originOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('message', (message) => resolve(String(message)))
    server.once('exit', () => reject(new Error('the simulated providers ended')))
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}

function percent(share: number): number {
  return Math.round(share * 10_000) / 100
}
