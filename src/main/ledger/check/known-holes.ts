import { type KeyRange, rangesFrom } from '../history/ranges.ts'
import type { Reading } from '../sqlite/context.ts'
import { all } from '../sqlite/sql.ts'

/** The rows that a book is known to lack, by table: what could not be read when it was salvaged. */
export type KnownHoles = ReadonlyMap<string, readonly KeyRange[]>

/** Reads which rows a book is known to lack; it goes through every event, and is for a book that lacks some. */
export function knownHoles(reading: Reading): KnownHoles {
  const rows = all<{ name: string; ranges: string }>(
    reading,
    `SELECT data ->> 'table' AS name, data ->> 'rows' AS ranges FROM events
     WHERE kind = 'rows_missing' AND invoice_seq IS NULL ORDER BY seq`,
  )
  const holes = new Map<string, KeyRange[]>()
  for (const { name, ranges } of rows)
    holes.set(name, [...(holes.get(name) ?? []), ...rangesFrom(String(ranges))])
  return holes
}
