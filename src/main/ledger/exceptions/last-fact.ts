import type { Reading } from '../sqlite/context.ts'
import { get } from '../sqlite/sql.ts'

/** The number of the last fact of the book. */
export function lastFact(reading: Reading): number {
  return Number(get<{ n: bigint | null }>(reading, 'SELECT max(seq) AS n FROM events')?.n ?? 0n)
}
