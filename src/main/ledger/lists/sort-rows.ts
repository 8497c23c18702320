import { MOST_PARTS, type OrderKeys } from './order-keys.ts'

/** A digit has so many bits. */
const BITS = 16
const DIGITS = 2 ** BITS

/** Tells which of two rows comes first, below nothing for the first one; two that are alike stay in the order of their keys. */
export type Compare = (a: number, b: number) => number

/** Sorts all rows by their keys, digit for digit from the last one; a digit that all have in common takes one look. */
export function sortRows(count: number, { parts, read }: OrderKeys): Uint32Array {
  let [rows, sorted] = [new Uint32Array(count), new Uint32Array(count)]
  for (let row = 0; row < count; row += 1) rows[row] = row
  const key = new Uint32Array(count)
  const into = new Float64Array(MOST_PARTS)
  for (let part = parts - 1; part >= 0; part -= 1) {
    for (let row = 0; row < count; row += 1) {
      read(row, into)
      key[row] = into[part] as number
    }
    for (let shift = 0; shift < 32; shift += BITS) {
      if (!sortByDigit(rows, sorted, key, shift)) continue
      const before = rows
      rows = sorted
      sorted = before
    }
  }
  return rows
}

/** Gives false where all have the same digit, and nothing is to be done. */
function sortByDigit(rows: Uint32Array, sorted: Uint32Array, key: Uint32Array, shift: number): boolean {
  const places = new Uint32Array(DIGITS)
  for (let row = 0; row < rows.length; row += 1) {
    const digit = ((key[row] as number) >>> shift) & (DIGITS - 1)
    places[digit] = (places[digit] as number) + 1
  }
  const first = ((key[0] ?? 0) >>> shift) & (DIGITS - 1)
  if (places[first] === rows.length) return false
  let place = 0
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const many = places[digit] as number
    places[digit] = place
    place += many
  }
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number
    const digit = ((key[row] as number) >>> shift) & (DIGITS - 1)
    const to = places[digit] as number
    sorted[to] = row
    places[digit] = to + 1
  }
  return true
}

/** Compares two rows by their keys. */
export function comparing({ parts, read }: OrderKeys): Compare {
  const [one, other] = [new Float64Array(MOST_PARTS), new Float64Array(MOST_PARTS)]
  return (a, b) => {
    read(a, one)
    read(b, other)
    for (let part = 0; part < parts; part += 1) {
      const difference = (one[part] as number) - (other[part] as number)
      if (difference !== 0) return difference
    }
    return 0
  }
}

/**
 * Puts rows that are new, or whose keys have changed, into their place among rows that are sorted.
 *
 * @param moved those of them that were there before; the others stay as they are
 */
export function mergeRows(
  sorted: Uint32Array,
  changed: readonly number[],
  moved: ReadonlySet<number>,
  compare: Compare,
): Uint32Array {
  const rest = moved.size === 0 ? sorted : without(sorted, moved)
  const inOrder: Compare = (a, b) => compare(a, b) || a - b
  const coming = changed.toSorted(inOrder)
  const merged = new Uint32Array(rest.length + coming.length)
  let from = 0
  for (const [n, row] of coming.entries()) {
    const to = placeOf(rest, row, from, inOrder)
    merged.set(rest.subarray(from, to), from + n)
    merged[to + n] = row
    from = to
  }
  merged.set(rest.subarray(from), from + coming.length)
  return merged
}

function without(sorted: Uint32Array, moved: ReadonlySet<number>): Uint32Array {
  const stays = new Uint8Array(sorted.length).fill(1)
  for (const row of moved) stays[row] = 0
  const rest = new Uint32Array(sorted.length)
  let place = 0
  for (let at = 0; at < sorted.length; at += 1) {
    const row = sorted[at] as number
    rest[place] = row
    place += stays[row] as number
  }
  return rest.subarray(0, place)
}

function placeOf(sorted: Uint32Array, row: number, from: number, inOrder: Compare): number {
  let [low, high] = [from, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (inOrder(sorted[middle] as number, row) < 0) low = middle + 1
    else high = middle
  }
  return low
}
