import { WAIT_EDGES_S } from '../../../../shared/contract/plain/lists/wait-edges.ts'
import { UNTOLD } from './waits.ts'

/** How many took so long, and how soon the half and 95 of 100 of them were there, s. */
export interface WaitsOf {
  readonly receipts: number
  readonly half: number
  readonly most: number
}

/** Counts waits as they come, by their stretches and account by account. */
export interface WaitCounts {
  /** Counts the wait of one receipt; `account` is any short number of its account. */
  add(account: number, seconds: number): void
  readonly counts: Uint32Array
  untold(): number
  /** Gives what was counted of each account. */
  byAccount(): ReadonlyMap<number, WaitsOf>
}

/** Waits up to a day are counted second by second, so that nothing is sorted; the few beyond are kept. */
const COUNTED = 86_400

interface Own {
  count: number
  readonly bySecond: Uint32Array
  readonly beyond: number[]
}

/** Begins to count. */
export function createWaitCounts(): WaitCounts {
  const counts = new Uint32Array(WAIT_EDGES_S.length + 1)
  const accounts: (Own | undefined)[] = []
  let untold = 0
  return {
    counts,
    untold: () => untold,
    add(account, seconds) {
      if (seconds === UNTOLD) {
        untold += 1
        return
      }
      let own = accounts[account]
      if (!own) {
        own = { count: 0, bySecond: new Uint32Array(COUNTED), beyond: [] }
        accounts[account] = own
      }
      own.count += 1
      if (seconds < COUNTED) own.bySecond[seconds] = (own.bySecond[seconds] as number) + 1
      else own.beyond.push(seconds)
      let edge = 0
      while (edge < WAIT_EDGES_S.length && seconds > (WAIT_EDGES_S[edge] as number)) edge += 1
      counts[edge] = (counts[edge] as number) + 1
    },
    byAccount: () =>
      new Map(
        accounts.flatMap((own, account) =>
          own
            ? [[account, { receipts: own.count, half: within(own, 50), most: within(own, 95) }] as const]
            : [],
        ),
      ),
  }
}

/** The shortest time within which so many of 100 were there. */
function within({ count, bySecond, beyond }: Own, percent: number): number {
  let left = placeWithin(count, percent)
  for (let second = 0; second < COUNTED; second += 1) {
    left -= bySecond[second] as number
    if (left <= 0) return second
  }
  return Uint32Array.from(beyond).sort()[left - 1] as number
}

/** Gives which of so many is the last of `percent` of 100, from 1 on. */
export function placeWithin(count: number, percent: number): number {
  return Math.max(1, Math.ceil((count * percent) / 100))
}
