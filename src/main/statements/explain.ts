import { attoIn } from '../../shared/money/scale.ts'
import type { Candidate, Explained, ExplainOrder, Explanation } from './port.ts'

/** So many are proposed. */
const MOST_SHOWN = 20
/** So many looks at a row are taken: a second or so. What was not looked at then is said. */
export const MOST_LOOKS = 3_000_000

interface Row {
  readonly id: string
  readonly at: number
  /** What it adds to the difference: below nothing where the book has it within the period and the statement lacks it. */
  readonly units: bigint
  readonly fromEdge: number
}

/**
 * Finds the single receipts, pairs and triples that make a difference, exactly or but for the slack of a statement with fewer decimals.
 * Rows of one explanation lie within the given time of each other. Rows near the edges of the period are looked at first, and the time
 * is bounded by the number of looks: `tried` says whether all of them were looked at.
 */
export function explain(order: ExplainOrder, mostLooks = MOST_LOOKS): Explained {
  const { difference, within } = order
  if (difference === 0n)
    return { best: [], singles: 0, pairs: 0, triples: 0, tried: { pairs: true, triples: true } }
  const rows = order.candidates.flatMap((one) => rowOf(one, order))
  const found = new Map<string, Explanation>()
  const looks = { left: mostLooks }
  const near = rows.filter(({ fromEdge }) => fromEdge <= within)
  const search = { ...order, looks, found }
  const take = (rows_: readonly Row[]) => {
    const fromEdge = Math.max(...rows_.map((row) => row.fromEdge))
    const ids = rows_.map(({ id }) => id)
    found.set(ids.toSorted().join(' '), { ids, fromEdge })
  }
  for (const row of rows) if (meets(difference - row.units, order.slack)) take([row])
  const singles = found.size
  // What is near the edges is looked through whole first: there a payment is on one side's month and not on the other's.
  pairsIn(near, search, take)
  triplesIn(near, search, take)
  const pairs = pairsIn(rows, search, take)
  const triples = triplesIn(rows, search, take)
  const all = [...found.values()]
  const of = (many: number) => all.filter(({ ids }) => ids.length === many).length
  return {
    best: all
      .toSorted((a, b) => a.ids.length - b.ids.length || a.fromEdge - b.fromEdge)
      .toSorted((a, b) => Number(a.fromEdge > within) - Number(b.fromEdge > within))
      .slice(0, MOST_SHOWN),
    ...{ singles, pairs: of(2), triples: of(3), tried: { pairs, triples } },
  }
}

function rowOf({ id, paidAt, amount }: Candidate, { from, until, within }: ExplainOrder): Row[] {
  const isIn = paidAt >= from && paidAt < until
  const fromEdge = Math.min(Math.abs(paidAt - from), Math.abs(paidAt - until))
  if (!isIn && fromEdge > within) return []
  const units = attoIn(amount)
  if (units === 0n) return []
  return [{ id, at: paidAt, units: isIn ? -units : units, fromEdge }]
}

function meets(left: bigint, slack: bigint): boolean {
  return (left < 0n ? -left : left) <= slack
}

interface Search extends ExplainOrder {
  readonly looks: { left: number }
  readonly found: Map<string, Explanation>
}

type Take = (rows: readonly Row[]) => void

/** The rows of a window of time by what they add, so that what is missing is found at once. */
function createWindow(slack: bigint) {
  const by = new Map<bigint, Row[]>()
  const step = slack === 0n ? 1n : slack
  const place = (units: bigint) => units / step
  return {
    add(row: Row): void {
      const key = place(row.units)
      const there = by.get(key)
      if (there) there.push(row)
      else by.set(key, [row])
    },
    drop(row: Row): void {
      const there = by.get(place(row.units))
      // The oldest of the same amount lies first.
      if (there?.[0] === row) there.shift()
    },
    /** Gives the rows that make `wanted`, but for the slack. */
    *making(wanted: bigint): Generator<Row> {
      const key = place(wanted)
      // Towards nothing both sides share a place.
      const keys = slack === 0n ? [key] : [key - 2n, key - 1n, key, key + 1n, key + 2n]
      for (const one of keys)
        for (const row of by.get(one) ?? []) if (meets(wanted - row.units, slack)) yield row
    },
  }
}

/** Looks through all pairs of rows within the time of each other; false where there were too many. */
function pairsIn(rows: readonly Row[], { difference, within, slack, looks }: Search, take: Take): boolean {
  const window = createWindow(slack)
  let first = 0
  for (const row of rows) {
    for (; row.at - (rows[first]?.at ?? row.at) > within; first += 1) window.drop(rows[first] as Row)
    for (const other of window.making(difference - row.units)) {
      if (looks.left <= 0) return false
      looks.left -= 1
      take([other, row])
    }
    looks.left -= 1
    if (looks.left <= 0) return false
    window.add(row)
  }
  return true
}

/** Looks through all triples of rows within the time of each other; false where there were too many. */
function triplesIn(rows: readonly Row[], { difference, within, slack, looks }: Search, take: Take): boolean {
  for (const [place, last] of rows.entries()) {
    // Between the first that is near enough and the last one, each middle one looks for what is missing among those before it.
    let first = place
    while (first > 0 && last.at - (rows[first - 1]?.at ?? 0) <= within) first -= 1
    const window = createWindow(slack)
    for (let middle = first; middle < place; middle += 1) {
      const row = rows[middle] as Row
      for (const other of window.making(difference - last.units - row.units)) {
        if (looks.left <= 0) return false
        looks.left -= 1
        take([other, row, last])
      }
      window.add(row)
      looks.left -= 1
      if (looks.left <= 0) return false
    }
  }
  return true
}
