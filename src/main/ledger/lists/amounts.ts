import type { StoredAmount } from '../../../shared/money/scale.ts'
import { type CodedRows, longer } from './cells.ts'

/** Where the whole part of an amount is cut in two. */
export const CUT = 2 ** 32
/** Where its fraction of 10^-18 is cut: hardly any amount has more than nine decimals. */
export const FRACTION_CUT = 1e9

/** An amount as it lies in columns: its whole part and its fraction, each cut in two, the greatest first; each is below 2^32. */
export type AmountParts = readonly [w: number, x: number, y: number, z: number]
export const PARTS = 4

/** The inner two parts of an amount lie in a column; the outer two, which hardly any has, lie apart and close together. */
export const HALF = 2

/** Rows with one amount, or two of the same currency side by side. */
export interface AmountRows extends CodedRows {
  /** So many amounts a row. */
  readonly many: 1 | 2
  inner: Uint32Array
  /** The place of a row's outer parts, from 1 on; 0 where none of its amounts has any. */
  far: Uint32Array
  readonly outer: OuterParts
}

/** The outer parts of the amounts of the rows that have any. */
interface OuterParts {
  cells: Uint32Array
  count: number
}

/** One of the amounts of rows: the first, or the second. */
export interface AmountOf {
  readonly rows: Pick<AmountRows, 'many' | 'inner' | 'outer' | 'far'>
  readonly nth: 0 | 1
}

/** Room for the outer parts of so many rows before any is written. */
const FIRST_FAR = 256

/** Makes amounts for `capacity` rows. */
export function createAmounts(many: 1 | 2, capacity: number) {
  return {
    many,
    inner: new Uint32Array(capacity * many * HALF),
    far: new Uint32Array(capacity),
    outer: { cells: new Uint32Array(FIRST_FAR * many * HALF), count: 0 },
  }
}

/** Makes room for the amounts of `capacity` rows. */
export function growAmounts(rows: AmountRows, capacity: number): void {
  rows.inner = longer(rows.inner, new Uint32Array(capacity * rows.many * HALF))
  rows.far = longer(rows.far, new Uint32Array(capacity))
}

/** Writes the amounts of a row, as many as it has. */
export function writeAmounts(rows: AmountRows, row: number, ...amounts: readonly AmountParts[]): void {
  const isFar = amounts.some(([w, , , z]) => w !== 0 || z !== 0)
  const place = rows.far[row] || (isFar ? placeFor(rows, row) : 0)
  for (const [nth, [w, x, y, z]] of amounts.entries()) {
    rows.inner.set([x, y], (row * rows.many + nth) * HALF)
    if (place > 0) rows.outer.cells.set([w, z], outerAt(rows.many, place, nth))
  }
}

function placeFor({ far, outer, many }: AmountRows, row: number): number {
  outer.count += 1
  const needed = outer.count * many * HALF
  if (needed > outer.cells.length) outer.cells = longer(outer.cells, new Uint32Array(2 * needed))
  far[row] = outer.count
  return outer.count
}

/** Gives where among the cells of outer parts those of an amount begin, by the place of its row. */
export function outerAt(many: number, place: number, nth: number): number {
  return ((place - 1) * many + nth) * HALF
}

/** Reads the parts of an amount of a row into an array, from a place of it on. */
export function readParts({ rows, nth }: AmountOf, row: number, into: Float64Array, from = 0): void {
  const { many, inner, outer, far } = rows
  const at = (row * many + nth) * HALF
  const place = far[row] as number
  into[from] = place === 0 ? 0 : (outer.cells[outerAt(many, place, nth)] as number)
  into[from + 1] = inner[at] as number
  into[from + 2] = inner[at + 1] as number
  into[from + 3] = place === 0 ? 0 : (outer.cells[outerAt(many, place, nth) + 1] as number)
}

/** Adds the outer parts of an amount, which begin at `from` of the cells, to the sums of its parts, which begin at `to`; by plain values, for it is done very often. */
export function addOuter(cells: Uint32Array, from: number, sums: Float64Array, to: number): void {
  sums[to] = (sums[to] as number) + (cells[from] as number)
  sums[to + 3] = (sums[to + 3] as number) + (cells[from + 1] as number)
}

/** Gives the statement's expressions that cut an amount into its parts; `whole` and `frac` are where it lies. */
export function cutParts(whole: string, frac: string): string {
  return `${whole} >> 32, ${whole} & ${CUT - 1}, ${frac} / ${FRACTION_CUT}, ${frac} % ${FRACTION_CUT}`
}

/** Cuts an amount into its parts. */
export function partsOf({ whole, frac }: StoredAmount): AmountParts {
  const cut = BigInt(FRACTION_CUT)
  return [Number(whole >> 32n), Number(whole & 0xffff_ffffn), Number(frac / cut), Number(frac % cut)]
}

/** Brings the sums of the parts of amounts together; each is a whole number. */
export function joinParts(
  ...[w, x, y, z]: readonly [number | bigint, number | bigint, number | bigint, number | bigint]
): StoredAmount {
  return { whole: (BigInt(w) << 32n) + BigInt(x), frac: BigInt(y) * BigInt(FRACTION_CUT) + BigInt(z) }
}
