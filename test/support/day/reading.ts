import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Stall } from './stalls.ts'

/** What the till's process holds at one moment. */
export interface Reading {
  /** By the day's clock, epoch ms. */
  readonly at: number
  /** Bytes of main's own memory after a full collection: its heap and what that holds outside of it. */
  readonly main: number
  /** Bytes of the whole process, its threads too. */
  readonly whole: number
  /** By its kind, how many of each were open: the fewest of a few looks, because a request under way is no leak. */
  readonly handles: Readonly<Record<string, number>>
  readonly stalls: readonly Stall[]
}

/** Looks at the handles so often, so far apart, ms. */
const LOOKS = 12
const APART_MS = 60

/** Counts the handles that are open all the time. */
export async function countHandles(): Promise<Record<string, number>> {
  const fewest = new Map<string, number>()
  for (let look = 0; look < LOOKS; look += 1) {
    const seen = handlesNow()
    for (const [kind, count] of seen) {
      if (look === 0) fewest.set(kind, count)
      else if (count < (fewest.get(kind) ?? 0)) fewest.set(kind, count)
    }
    for (const kind of fewest.keys()) if (!seen.has(kind)) fewest.delete(kind)
    await wait(APART_MS)
  }
  return Object.fromEntries(fewest)
}

function handlesNow(): Map<string, number> {
  const kinds = new Map<string, number>()
  for (const kind of process.getActiveResourcesInfo()) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  if (process.platform === 'linux') {
    kinds.set('files', readdirSync('/proc/self/fd').length)
    kinds.set('threads', readdirSync('/proc/self/task').length)
  }
  return kinds
}

/** Main's memory after a full collection, and the whole process's, bytes. */
export async function readMemory(): Promise<Pick<Reading, 'main' | 'whole'>> {
  if (!globalThis.gc) throw new Error('the till was started without --expose-gc')
  // What a collection finds is let go of in the turns after it, and then collected by the next.
  for (let again = 0; again < 3; again += 1) {
    globalThis.gc()
    await wait(APART_MS)
  }
  globalThis.gc()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { main: heapUsed + external, whole: rss }
}
