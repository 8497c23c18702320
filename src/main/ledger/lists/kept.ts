/** What one filter leaves, as long as the book stays as it is. */
export interface Matching<By, Sum> {
  readonly mask: Uint8Array
  readonly count: number
  sums: readonly Sum[] | null
  /** In each order that was asked for lately. */
  readonly rows: Map<By, Uint32Array>
}

/** The filters that were asked for lately, with what they leave. */
export interface Kept<Filter, By, Sum> {
  matching(filter: Filter, match: () => Uint8Array): Matching<By, Sum>
  /** The rows of a filter in an order. */
  rows(matching: Matching<By, Sum>, by: By, sorted: () => Uint32Array): Uint32Array
  drop(): void
}

/** So many filters are kept, and so many orders of each. */
const FILTERS = 4
const ORDERS = 2

/** Makes what keeps the last few filters. */
export function createKept<Filter, By, Sum>(): Kept<Filter, By, Sum> {
  const filters = new Map<string, Matching<By, Sum>>()
  return {
    matching(filter, match) {
      const name = JSON.stringify(filter, (_, value) => (typeof value === 'bigint' ? String(value) : value))
      return latest(filters, name, FILTERS, () => {
        const mask = match()
        return { mask, count: counted(mask), sums: null, rows: new Map() }
      })
    },
    rows: ({ mask, count, rows }, by, sorted) =>
      latest(rows, by, ORDERS, () => marked(sorted(), mask, count)),
    drop: () => filters.clear(),
  }
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

function counted(mask: Uint8Array): number {
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
