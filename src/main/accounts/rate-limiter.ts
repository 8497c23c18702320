import type { Clock, Timers } from '../../shared/time/clock.ts'
import type { RateLimits } from '../providers/provider.ts'

/** What one account may ask its provider, and what it has asked. */
export interface RateLimiter {
  /**
   * Waits for a turn and takes it; the answer is called when the exchange is over. Rejects when the signal aborts.
   *
   * An urgent one goes before all others, and also while every place is taken: a question that hangs does not hold it up.
   */
  acquire(signal: AbortSignal, urgent?: boolean): Promise<() => void>
  /**
   * Notes a request that does not wait, because a sale must not. It takes no question's place, however long it hangs: only the
   * gap to the next start is kept.
   */
  countOnly(): void
  /** Resolves when a question would have its turn at once, after all that wait for theirs; also when the signal aborts. */
  whenFree(signal: AbortSignal): Promise<void>
  /** Halves the pace for a while, after the provider said that it was too much. */
  slow(): void
  /** What is left of a slower pace, whole ms; null at the usual pace. */
  slowedFor(): number | null
  /** Questions sent in the last minute. */
  callsLastMinute(): number
  readonly limits: RateLimits
}

const MINUTE_MS = 60_000
const SECOND_MS = 1_000
/** Two requests may be so differently long on their way: a minute as the provider counts it is kept as well, ms. */
const ON_THE_WAY_MS = 500

/** Turns that an idle account has saved up, at most. */
const SAVED = 3
const SLOW_MS = 5 * MINUTE_MS
const SLOWEST = 8
/** Another look while every place is taken, ms; the end of an exchange is told anyway. */
const LOOK_AGAIN_MS = 1_000

interface Waiting {
  readonly takes: boolean
  readonly urgent: boolean
  grant(): void
}

/**
 * Keeps one account within its provider's limits, on the monotonic clock.
 *
 * Turns come evenly, not all at the beginning of a minute: an even pace finds a payment soonest.
 */
export function createRateLimiter(limits: RateLimits, clock: Clock, timers: Timers): RateLimiter {
  // A minute has room for the saved turns as well: else it would end in a pause, with a sale on the screen waiting.
  const evenly = MINUTE_MS / Math.max(limits.perMinute - SAVED + 1, 1)
  /** When the questions of the last minute were sent, oldest first. */
  const sent: number[] = []
  const waiting: Waiting[] = []
  let running = 0
  /** When the last request of any kind was sent. */
  let lastAt = Number.NEGATIVE_INFINITY
  /** The moment up to which the even pace is used up. */
  let paidUntil = Number.NEGATIVE_INFINITY
  let slowness = 1
  let slowUntil = Number.NEGATIVE_INFINITY
  let cancelTimer: (() => void) | null = null

  function interval(now: number): number {
    if (now >= slowUntil) slowness = 1
    return evenly * slowness
  }

  /** How long the next request has to wait, ms. */
  function wait(now: number): number {
    while (sent[0] !== undefined && sent[0] <= now - MINUTE_MS - ON_THE_WAY_MS) sent.shift()
    if (running >= limits.concurrency && !waiting.some((one) => one.urgent)) return LOOK_AGAIN_MS
    const even = paidUntil - (SAVED - 1) * interval(now)
    return Math.max(
      0,
      Math.floor(even - now),
      lastAt + limits.gapMs - now,
      full(now, limits.perMinute, MINUTE_MS + ON_THE_WAY_MS),
      full(now, limits.perSecond, SECOND_MS),
    )
  }

  function full(now: number, most: number, span: number): number {
    const first = sent.at(-most)
    return first === undefined || sent.length < most ? 0 : first + span - now
  }

  function take(): () => void {
    const now = clock.monotonic()
    paidUntil = Math.max(paidUntil, now) + interval(now)
    sent.push(now)
    running += 1
    begin(now)
    let over = false
    return () => {
      if (over) return
      over = true
      running -= 1
      serve()
    }
  }

  function begin(now: number): void {
    lastAt = now
    if (cancelTimer) lookAgainAfter(wait(now))
  }

  function lookAgainAfter(ms: number): void {
    cancelTimer?.()
    cancelTimer = timers.after(ms, serve)
  }

  /** Lets those go whose turn it is: first who is urgent, then who takes a turn, last who only asks whether there is one. */
  function serve(): void {
    cancelTimer?.()
    cancelTimer = null
    while (waiting.length > 0) {
      const left = wait(clock.monotonic())
      if (left > 0) {
        lookAgainAfter(left)
        return
      }
      const next = waiting.find((one) => one.urgent) ?? waiting.find((one) => one.takes)
      const [granted] = waiting.splice(next ? waiting.indexOf(next) : 0, 1)
      granted?.grant()
      // Who was told that there is a turn takes it a moment later, or leaves it to the next.
      if (granted && !granted.takes) {
        lookAgainAfter(LOOK_AGAIN_MS)
        return
      }
    }
  }

  function enqueue(
    kind: Omit<Waiting, 'grant'>,
    signal: AbortSignal,
    granted: () => void,
    aborted: () => void,
  ): void {
    const entry: Waiting = {
      ...kind,
      grant() {
        signal.removeEventListener('abort', leave)
        granted()
      },
    }
    function leave() {
      const at = waiting.indexOf(entry)
      if (at >= 0) waiting.splice(at, 1)
      aborted()
      serve()
    }
    if (signal.aborted) {
      aborted()
      return
    }
    signal.addEventListener('abort', leave, { once: true })
    waiting.push(entry)
    serve()
  }

  return {
    limits,
    acquire: (signal, urgent = false) =>
      new Promise((resolve, reject) => {
        enqueue(
          { takes: true, urgent },
          signal,
          () => resolve(take()),
          () => reject(signal.reason),
        )
      }),
    countOnly: () => begin(clock.monotonic()),
    whenFree: (signal) =>
      new Promise((resolve) => {
        enqueue({ takes: false, urgent: false }, signal, resolve, resolve)
      }),
    slow() {
      const now = clock.monotonic()
      slowness = Math.min((now < slowUntil ? slowness : 1) * 2, SLOWEST)
      slowUntil = now + SLOW_MS
    },
    slowedFor() {
      const left = Math.ceil(slowUntil - clock.monotonic())
      return left > 0 ? left : null
    },
    callsLastMinute() {
      const now = clock.monotonic()
      return sent.filter((at) => at > now - MINUTE_MS).length
    },
  }
}
