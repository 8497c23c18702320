/** What one filter leaves. */
export interface Matching<By, Tally> {
  mask: Uint8Array
  count: number
  tally: Tally | null
  /** In each order that was asked for lately. */
  readonly rows: Map<By, Uint32Array>
}

/** The filters that were asked for lately, with what they leave. */
export interface Kept<Filter, By, Tally> {
  has(filter: Filter): boolean
  matching(filter: Filter, match: () => Uint8Array): Matching<By, Tally>
  /** The rows of a filter in an order. */
  rows(matching: Matching<By, Tally>, by: By, sorted: () => Uint32Array): Uint32Array
  all(): readonly (readonly [Filter, Matching<By, Tally>])[]
  drop(isDropped: (filter: Filter) => boolean): void
}

/** So many filters are kept, and so many orders of each. */
const FILTERS = 6
const ORDERS = 2

/** Makes what keeps the last few filters. */
export function createKept<Filter, By, Tally>(): Kept<Filter, By, Tally> {
  const filters = new Map<string, readonly [Filter, Matching<By, Tally>]>()
  return {
    has: (filter) => filters.has(nameOf(filter)),
    matching(filter, match) {
      const [, matching] = latest(filters, nameOf(filter), FILTERS, () => {
        const mask = match()
        return [filter, { mask, count: countMarked(mask), tally: null, rows: new Map() }]
      })
      return matching
    },
    rows: ({ mask, count, rows }, by, sorted) =>
      latest(rows, by, ORDERS, () => marked(sorted(), mask, count)),
    all: () => [...filters.values()],
    drop(isDropped) {
      for (const [name, [filter]] of filters) if (isDropped(filter)) filters.delete(name)
    },
  }
}

function nameOf(filter: unknown): string {
  return JSON.stringify(filter, (_, value) => (typeof value === 'bigint' ? String(value) : value))
}

/** Gives what stands under a name, or makes it; what was not asked for longest makes room. */
export function latest<N, T>(kept: Map<N, T>, name: N, most: number, make: () => T): T {
  const one = kept.get(name) ?? make()
  kept.delete(name)
  kept.set(name, one)
  const [oldest] = kept.keys()
  if (kept.size > most && oldest !== undefined) kept.delete(oldest)
  return one
}

/** Counts the marks of a mask. */
export function countMarked(mask: Uint8Array): number {
  let count = 0
  for (let row = 0; row < mask.length; row += 1) count += mask[row] as number
  return count
}

function marked(rows: Uint32Array, mask: Uint8Array, count: number): Uint32Array {
  const left = new Uint32Array(count)
  let place = 0
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number
    if (mask[row] === 0) continue
    left[place] = row
    place += 1
  }
  return left
}
