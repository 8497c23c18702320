import type { Clock, Timers } from '../../shared/time/clock.ts'
import { onItsOwn } from '../acting.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import type { ScheduledLink } from '../ledger/port/links.ts'
import type { TrackedLinks } from './tracked-links.ts'

/** Keeps every account's questions going, each account by itself. */
export interface PollLoop {
  start(): void
  /** Takes these invoices from the book anew and looks what is due; none for the whole book. */
  nudge(invoiceIds?: readonly string[]): void
  /** Resolves when nothing is under way any more; call after the signal was aborted. */
  whenIdle(): Promise<void>
}

export interface PollLoopPorts {
  readonly clock: Clock
  readonly timers: Timers
  readonly signal: AbortSignal
  readonly ledger: LedgerClient
  readonly tracked: TrackedLinks
  /** Mends the book's next checks after the wall clock was set. */
  heal(): Promise<void>
  /** Makes due what would now be asked sooner; called after the links were read after the wall clock was set. */
  pullForward(): void
  /** How many questions of an account may be under way at once. */
  concurrency(accountId: string): Promise<number>
  /** Asks one question of an account if there is one; gives how long there is none, ms. */
  askNext(accountId: string): Promise<number>
  failed(error: unknown): void
}

/** The longest sleep between two looks at an account, whatever the clock does meanwhile, ms. */
const LONGEST_SLEEP_MS = 15_000
/** The shortest one, so that nothing spins, ms. */
const SHORTEST_SLEEP_MS = 20
/** How often all tracked links are read from the book anew, ms. */
const READ_ANEW_MS = 600_000
/** Links of one page of that reading. */
const PAGE = 500
/** A wall clock that moved this much against the monotonic one was set, or the machine slept, ms. */
const CLOCK_JUMP_MS = 60_000

interface Slot {
  /** Ends the sleep under way; null while it asks. */
  wake: (() => void) | null
  again: boolean
}

export function createPollLoop(ports: PollLoopPorts): PollLoop {
  const { clock, timers, signal, ledger, tracked } = ports
  const slots = new Map<string, readonly Slot[]>()
  const working = new Set<Promise<void>>()
  const anew = new Set<string>()
  let everything = false
  let readAt = Number.NEGATIVE_INFINITY
  /** What the wall clock was ahead of the monotonic one when last looked at; null before the first look. */
  let drifted: number | null = null
  let reading: Promise<void> | null = null
  let cancelBeat: () => void = () => undefined

  function keep(task: Promise<void>): void {
    const kept = task.catch(ports.failed).finally(() => working.delete(kept))
    working.add(kept)
  }

  function nudge(invoiceIds?: readonly string[]): void {
    if (signal.aborted) return
    if (invoiceIds) for (const id of invoiceIds) anew.add(id)
    else everything = true
    read()
  }

  /** What is asked from here on is nobody's doing, whoever's call has woken it. */
  function read(): void {
    onItsOwn(readNext)
  }

  function readNext(): void {
    if (reading) return
    const task = readAnew().finally(() => {
      reading = null
      if ((everything || anew.size > 0) && !signal.aborted) read()
    })
    reading = task
    keep(task)
  }

  async function readAnew(): Promise<void> {
    const drift = clock.now() - clock.monotonic()
    const jumped = drifted === null || Math.abs(drift - drifted) > CLOCK_JUMP_MS
    drifted = drift
    if (jumped) await ports.heal()
    if (jumped || everything || clock.monotonic() - readAt > READ_ANEW_MS) {
      everything = false
      anew.clear()
      readAt = clock.monotonic()
      tracked.replace(await wholeBook())
      if (jumped) ports.pullForward()
    } else if (anew.size > 0) {
      const ids = [...anew]
      anew.clear()
      tracked.refresh(ids, await ledger.scheduledLinksOf(ids))
    }
    for (const accountId of tracked.accounts()) await tend(accountId)
  }

  async function wholeBook(): Promise<readonly ScheduledLink[]> {
    const links: ScheduledLink[] = []
    let after: number | null = null
    do {
      const page: Awaited<ReturnType<LedgerClient['scheduledLinks']>> = await ledger.scheduledLinks(
        after,
        PAGE,
      )
      links.push(...page.links)
      after = page.next
    } while (after !== null)
    return links
  }

  async function tend(accountId: string): Promise<void> {
    const known = slots.get(accountId)
    if (known) {
      for (const slot of known) {
        slot.again = true
        slot.wake?.()
      }
      return
    }
    const count = await ports.concurrency(accountId)
    const made = Array.from({ length: count }, (): Slot => ({ wake: null, again: true }))
    slots.set(accountId, made)
    for (const slot of made) keep(keepAsking(accountId, slot))
  }

  async function keepAsking(accountId: string, slot: Slot): Promise<void> {
    while (!signal.aborted) {
      slot.again = false
      let idle = LONGEST_SLEEP_MS
      try {
        idle = await ports.askNext(accountId)
      } catch (error) {
        ports.failed(error)
      }
      if (!slot.again && !signal.aborted) await sleep(slot, idle)
    }
  }

  function sleep(slot: Slot, ms: number): Promise<void> {
    if (ms <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const cancel = timers.after(Math.min(Math.max(ms, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS), wake)
      signal.addEventListener('abort', wake)
      slot.wake = wake
      function wake() {
        cancel()
        signal.removeEventListener('abort', wake)
        slot.wake = null
        resolve()
      }
    })
  }

  /** Looks at the clock and, now and then, at the whole book, also while nothing changes. */
  function beat(): void {
    if (signal.aborted) return
    read()
    cancelBeat = timers.after(LONGEST_SLEEP_MS, beat)
  }

  return {
    start() {
      everything = true
      beat()
    },
    nudge,
    async whenIdle() {
      cancelBeat()
      while (working.size > 0) await Promise.allSettled(working)
    },
  }
}
