import type { TrailHead } from '../../../shared/contract/shapes/books/trail.ts'
import type { Reading } from '../sqlite/context.ts'
import { BEFORE_FIRST } from '../sqlite/event-chain.ts'
import { all, get } from '../sqlite/sql.ts'

export const HEAD_SQL = 'SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1'
export const HASH_SQL = 'SELECT hash FROM events WHERE seq = ?'

/** Reads the head of the trail as of now, in any book of shape 12 or later; takes no longer in a large book than in a small one. */
export function readHead(reading: Reading): TrailHead {
  const row = get<{ seq: bigint; hash: Buffer | null }>(reading, HEAD_SQL)
  return { entry: Number(row?.seq ?? 0n), hash: row?.hash?.toString('hex') ?? BEFORE_FIRST }
}

/** Tells whether the trail still goes through a head that was kept, printed or exported: the same hash stands at its entry. */
export function goesThrough(reading: Reading, { entry, hash }: TrailHead): boolean {
  if (entry === 0) return hash === BEFORE_FIRST
  return get<{ hash: Buffer | null }>(reading, HASH_SQL, [entry])?.hash?.toString('hex') === hash
}

/** Writes a head as one text, as a closing seals and prints it: its entry and its hash. */
export function sealText({ entry, hash }: TrailHead): string {
  return `${entry}:${hash}`
}

/** The closings that sealed a head of the trail. */
export const SEALED_SQL = 'SELECT trail_head FROM periods WHERE trail_head IS NOT NULL ORDER BY seq'

/** Reads the heads that the closings of the book have sealed, also of those that were reopened. */
export function sealedHeads(reading: Reading): readonly TrailHead[] {
  return all<{ trail_head: string }>(reading, SEALED_SQL).map(({ trail_head }) => {
    const [entry = '', hash = ''] = trail_head.split(':')
    return { entry: Number(entry), hash }
  })
}
