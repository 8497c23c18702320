import type {
  TrailBreak,
  TrailHead,
  TrailOutcome,
  TrailProgress,
} from '../../../shared/contract/shapes/books/trail.ts'
import { goesThrough, readHead, sealedHeads } from '../history/trail-head.ts'
import type { Reading } from '../sqlite/context.ts'
import { BEFORE_FIRST, EVENT_TEXT_SQL, hashAfter } from '../sqlite/event-chain.ts'
import { get, plainRows } from '../sqlite/sql.ts'
import { createAmounts } from './amounts.ts'
import { readEntries } from './entries.ts'

export interface VerifyPorts {
  /** Told often how much of a part is done. */
  progress(part: TrailProgress['part'], done: number, of: number): void
  /** Asked often; true gives the walk up. */
  cancelled(): boolean
}

export type Walked = Exclude<TrailOutcome, { readonly state: 'unknown' }>

/** So many entries are read at a time, and amounts of so many compared. */
const TOGETHER = 1_000
const COMPARED_TOGETHER = 5_000

/** So many breaks are told one by one; all are counted. */
const MOST_TOLD = 20
/** So many entries are shown above and below a broken one. */
const NEIGHBOURS = 2

/** What stands before every entry that there can be. */
const FIRST_KEY = Number.MIN_SAFE_INTEGER

export const WALK_SQL = `SELECT seq, ${EVENT_TEXT_SQL}, lower(hex(hash)) FROM events NOT INDEXED
  WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${TOGETHER}`

/**
 * Walks the trail of a book from its first entry to the one that is the last as it begins: each is held against its hash, the heads that
 * were `kept` outside of the book, and those that closings sealed, against the entries, and the numbers and amounts of the book against what the entries tell of them.
 *
 * Behind a broken entry it goes on from the hash that is written there. No read lasts, so that the book's journal is folded meanwhile.
 * Null where it was given up. Throws what SQLite throws.
 */
export function walkTrail(
  reading: Reading,
  kept: readonly TrailHead[],
  at: number,
  ports: VerifyPorts,
): Walked | null {
  const began = performance.now()
  // Before the head is read, which then goes at least as far: a month may be closed while the walk goes on.
  const sealed = sealedHeads(reading)
  const head = readHead(reading)
  const found = createBreaks(reading)
  const entries = walkEntries(reading, head, found.add, ports)
  if (entries === null) return null
  for (const one of kept) addKept(reading, head, one, found.add)
  for (const one of sealed) if (!beganAnew(reading, one)) addKept(reading, head, one, found.add)
  if (!compareAmounts(reading, head.entry, found.add, ports)) return null
  const checked = { head, entries, at, tookMs: Math.round(performance.now() - began) }
  const breaks = found.told()
  if (breaks.length === 0) return { state: 'whole', ...checked }
  return { state: 'broken', ...checked, breaks, count: found.count() }
}

type Break = Omit<TrailBreak, 'around'>

/** Collects what does not hold; the first ones by their numbers are told with their neighbours. */
function createBreaks(reading: Reading) {
  let count = 0
  let first: Break[] = []
  return {
    add(one: Break) {
      count += 1
      first = [...first, one].toSorted((a, b) => a.entry - b.entry).slice(0, MOST_TOLD)
    },
    count: () => count,
    told: (): TrailBreak[] =>
      first.map((one) => ({
        ...one,
        around: readEntries(reading, one.entry - NEIGHBOURS - 1, one.until + NEIGHBOURS),
      })),
  }
}

/** Gives how many entries there are; null where it was given up. */
function walkEntries(
  reading: Reading,
  head: TrailHead,
  add: (one: Break) => void,
  ports: VerifyPorts,
): number | null {
  let [last, before, count] = [FIRST_KEY, BEFORE_FIRST, 0]
  let rows: readonly (readonly [number, string, string])[] = []
  do {
    if (ports.cancelled()) return null
    rows = plainRows(reading, WALK_SQL, [last, head.entry])
    for (const [seq, text, written] of rows) {
      const is = hashAfter(before, text)
      if (is !== written) add(brokenAt(Math.max(last, 0), seq, written, is))
      before = written || is
      last = seq
    }
    count += rows.length
    ports.progress('entries', Math.max(last, 0), head.entry)
  } while (rows.length === TOGETHER)
  return count
}

/** Where numbers are left out before an entry that does not fit, those are gone. */
function brokenAt(last: number, seq: number, written: string, is: string): Break {
  const none = { told: null, held: null }
  if (seq > last + 1)
    return { why: 'missing', entry: last + 1, until: seq - 1, should: null, is: null, ...none }
  return { why: 'changed', entry: seq, until: seq, should: written || null, is, ...none }
}

/** A salvage that could not read every entry. */
const BEGAN_ANEW_SQL = `SELECT 1 FROM events NOT INDEXED
  WHERE seq > ? AND kind = 'book_salvaged' AND json_extract(data, '$.eventsMissing') IS NOT 0 LIMIT 1`

/** A trail that a salvage began anew behind lost entries goes through no seal of before; that it did so is an entry of its own. */
function beganAnew(reading: Reading, seal: TrailHead): boolean {
  return !goesThrough(reading, seal) && get(reading, BEGAN_ANEW_SQL, [seal.entry]) !== null
}

/** A head that was kept is the hash of an entry, which no later rewriting of the book can give it. */
function addKept(reading: Reading, head: TrailHead, kept: TrailHead, add: (one: Break) => void): void {
  if (kept.entry > head.entry) {
    add({
      why: 'cut',
      entry: head.entry + 1,
      until: kept.entry,
      should: kept.hash,
      is: null,
      told: null,
      held: null,
    })
  } else if (!goesThrough(reading, kept)) {
    const is = readEntries(reading, kept.entry - 1, kept.entry)[0]?.hash ?? null
    add({
      why: 'rewritten',
      entry: kept.entry,
      until: kept.entry,
      should: kept.hash,
      is,
      told: null,
      held: null,
    })
  }
}

/** Tells whether it came to its end. */
function compareAmounts(
  reading: Reading,
  last: number,
  add: (one: Break) => void,
  ports: VerifyPorts,
): boolean {
  const breaksIn = createAmounts(reading)
  for (let from = 0; from < last; from += COMPARED_TOGETHER) {
    if (ports.cancelled()) return false
    const until = Math.min(from + COMPARED_TOGETHER, last)
    for (const { why, entry, told, held } of breaksIn(from, until))
      add({ why, entry, until: entry, should: null, is: null, told, held })
    ports.progress('amounts', until, last)
  }
  return true
}
