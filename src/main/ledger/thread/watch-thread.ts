import { doingOf, isWriting, type Pulse, turnsOf } from './pulse.ts'

/** The thread is looked at so often, ms. */
const LOOK_MS = 250
/**
 * A thread that may write and is within a call of the system waits for its disk, and may do so for this long, ms: a commit stands still for
 * seconds where another program copies a large file.
 */
const DISK_MS = 6_000

export interface ThreadWatch {
  readonly pulse: Pulse
  /** Asks the thread for a turn, so that one with nothing to do shows that it could. */
  ping(): void
  /** How long the call of this id may take, ms; 0 names the time between two calls. */
  limitMs(doing: number): number
  /** Told once, when the thread has stood still for longer than it may. */
  hung(): void
  /** Asks how much memory the thread has taken; need not be answered while it stands still. */
  isOverfull(): Promise<boolean>
  /** Told once, when it has taken too much. */
  overfull(): void
}

/**
 * Looks at a thread until it hangs, or until the returned function is called.
 *
 * Time is counted in looks, never by a clock: while the machine sleeps or this thread is busy nothing is looked at, and the other one
 * may have been kept from its work as well.
 */
export function watchThread({ pulse, ping, limitMs, hung, isOverfull, overfull }: ThreadWatch): () => void {
  let seen = turnsOf(pulse)
  let stillMs = 0
  let asking = false
  let ended = false

  function end(): void {
    clearInterval(looks)
    ended = true
  }

  async function askForMemory(): Promise<void> {
    if (asking) return
    asking = true
    const full = await isOverfull()
    asking = false
    if (!full || ended) return
    end()
    overfull()
  }

  const looks = setInterval(() => {
    // Whatever runs code answers at once, be it a loop without an end.
    const isAway = asking
    void askForMemory()
    const turns = turnsOf(pulse)
    if (turns !== seen) {
      seen = turns
      stillMs = 0
      ping()
      return
    }
    stillMs += LOOK_MS
    const limit = limitMs(doingOf(pulse))
    if (stillMs < (isAway && isWriting(pulse) ? Math.max(limit, DISK_MS) : limit)) return
    end()
    hung()
  }, LOOK_MS)
  looks.unref()
  ping()
  return end
}
