import type { Codes } from '../cells.ts'

/** How many rows a value would leave. */
export interface Counted<Value extends string> {
  readonly value: Value
  readonly count: number
}

/** Which of the choices of a filter leave each row out. */
export interface Missed {
  /** Gives 1 for each row that all choices but this one leave, by its place among them; all of them where the place is -1. */
  without(place: number): Uint8Array
}

/**
 * Looks once for each choice which rows it leaves out, so that the rows that all but one of them leave are known without asking the filter
 * again: `opened` marks those that the rest of the filter leaves, and `keepers` keep each the marks of one choice, null where nothing is
 * chosen. At most 16 choices.
 */
export function missedBy(
  opened: Uint8Array,
  keepers: readonly (((mask: Uint8Array) => void) | null)[],
): Missed {
  const missed = new Uint16Array(opened.length)
  for (const [place, keep] of keepers.entries()) {
    if (!keep) continue
    const own = new Uint8Array(opened.length).fill(1)
    keep(own)
    for (let row = 0; row < own.length; row += 1)
      missed[row] = (missed[row] as number) | (((own[row] as number) ^ 1) << place)
  }
  /** Without a choice that leaves out nothing, it is what the whole filter leaves. */
  let whole: Uint8Array | null = null
  function marks(among: number): Uint8Array {
    const left = new Uint8Array(opened.length)
    for (let row = 0; row < left.length; row += 1)
      left[row] = (missed[row] as number) & among ? 0 : (opened[row] as number)
    return left
  }
  return {
    without(place) {
      if (keepers[place]) return marks(0xffff & ~(1 << place))
      whole ??= marks(0xffff)
      return whole
    },
  }
}

/** Counts the marked rows of each code. */
export function tally(
  column: Uint8Array | Uint16Array | Uint32Array,
  many: number,
  mask: Uint8Array,
): Uint32Array {
  const counts = new Uint32Array(many)
  for (let row = 0; row < mask.length; row += 1) {
    const code = column[row] as number
    counts[code] = (counts[code] as number) + (mask[row] as number)
  }
  return counts
}

/** Writes counts down by the values of their codes, `nameOf` each; without those that would leave nothing, unless `all`. */
export function named<Value, Name extends string>(
  codes: Pick<Codes<Value>, 'values'>,
  counts: Uint32Array,
  nameOf: (value: Value) => Name | null,
  all = false,
): Counted<Name>[] {
  const found = codes.values.flatMap((one, code): Counted<Name>[] => {
    const [value, count] = [nameOf(one), counts[code] ?? 0]
    return value === null || (count === 0 && !all) ? [] : [{ value, count }]
  })
  return found.toSorted(byValue)
}

/** Puts counts in the order of their values' letters. */
export function byValue(a: Counted<string>, b: Counted<string>): number {
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0
}
