import type { MatrixQuery } from '../../port/lists.ts'
import type { Reading } from '../../sqlite/context.ts'
import { readCommit } from '../../witness/totals.ts'
import { latest } from '../kept.ts'

/** So many stretches are kept. */
const KEPT = 4

/** What the stretches of days that were asked for last come to. */
export interface KeptStretches<T> {
  /** Lets go of all of it where the book has changed. */
  follow(): void
  /** Gives what is kept of a stretch, or makes it. */
  of(query: MatrixQuery, make: () => T): T
}

/** Keeps what follows from the book of `reading`; null for what follows from the days alone. */
export function createKeptStretches<T>(reading: Reading | null): KeptStretches<T> {
  const kept = new Map<string, T>()
  let asOf = -1
  return {
    follow() {
      const commit = reading ? readCommit(reading) : asOf
      if (commit !== asOf) kept.clear()
      asOf = commit
    },
    of: ({ from, to, zone }, make) => latest(kept, `${from} ${to} ${zone}`, KEPT, make),
  }
}
