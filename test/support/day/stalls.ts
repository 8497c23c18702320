import { closeSync, openSync, readSync } from 'node:fs'
import { PerformanceObserver } from 'node:perf_hooks'

/** How often the event loop is looked at, ms. */
const LOOK_MS = 2

/** A stretch in which the event loop did not turn, ms. */
export interface Stall {
  readonly at: number
  /** As a person at the till would have it. */
  readonly stood: number
  /** Of it, how long the thread could run and the machine ran others. */
  readonly unscheduled: number
  /** Of it, how long the thread ran; what is neither is waiting, for a disk or because the machine held the process back. */
  readonly ran: number
  /** Of it, how long the garbage collector had the thread. */
  readonly collected: number
  /** The calls that were under way. */
  readonly calls: readonly string[]
}

/** Watches whether the event loop of the main thread turns. */
export interface StallWatch {
  /** Forgets the stretch until now: what a measurement itself takes is not the app's. */
  skip(): void
  /** The stalls since the last time. */
  take(): readonly Stall[]
  end(): void
}

/** Begins to watch; a stall is told where the loop stood longer than `limitMs`. `calls` names what is under way. */
export function watchStalls(limitMs: number, calls: () => readonly string[]): StallWatch {
  const queued = openRunQueue()
  let stalls: Stall[] = []
  let collected = 0
  const collector = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) collected += duration
  })
  collector.observe({ entryTypes: ['gc'] })
  const read = () => ({ at: performance.now(), cpu: cpuMs(), queued: queued.ms(), collected })
  let last = read()

  const timer = setInterval(() => {
    const now = read()
    const stood = now.at - last.at - LOOK_MS
    const unscheduled = now.queued - last.queued
    if (stood > limitMs) {
      stalls.push({
        at: Date.now(),
        stood: rounded(stood),
        unscheduled: rounded(unscheduled),
        ran: rounded(now.cpu - last.cpu),
        collected: rounded(now.collected - last.collected),
        calls: calls(),
      })
    }
    last = now
  }, LOOK_MS)

  return {
    skip() {
      last = read()
    },
    take() {
      const taken = stalls
      stalls = []
      return taken
    },
    end() {
      clearInterval(timer)
      collector.disconnect()
      queued.close()
    },
  }
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** How long the main thread has waited for a processor, as Linux counts it; 0 where it is not told. */
function openRunQueue(): { ms(): number; close(): void } {
  let file: number
  try {
    file = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r')
  } catch {
    return { ms: () => 0, close: () => undefined }
  }
  const bytes = Buffer.alloc(100)
  return {
    ms() {
      const length = readSync(file, bytes, 0, bytes.length, 0)
      return Number(bytes.toString('latin1', 0, length).split(' ')[1]) / 1e6
    },
    close: () => closeSync(file),
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10
}
