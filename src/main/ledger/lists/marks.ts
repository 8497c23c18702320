import type { StoredAmount } from '../../../shared/money/scale.ts'
import { isBlankSearch } from '../../../shared/text/words.ts'
import type { CommonFilter } from '../port/lists.ts'
import { type AmountOf, type AmountParts, CUT, HALF, PARTS, partsOf, readParts } from './amounts.ts'
import type { CodedRows, Codes } from './cells.ts'

/** The choices that the filters of all lists have in common: sets, of which an empty one leaves out nothing. */
export const COMMON_CHOICES = ['provider', 'accountId', 'currency', 'item', 'till'] as const
export type CommonChoice = (typeof COMMON_CHOICES)[number]

/** The common choices without anything chosen. */
export const NONE_CHOSEN = { provider: [], accountId: [], currency: [], item: [], till: [] } as const

/** Keeps the marks of the rows of these providers, accounts or currencies; `keysOf` gives the keys of accounts. */
export function keepNamed(
  mask: Uint8Array,
  rows: CodedRows,
  choice: 'provider' | 'accountId' | 'currency',
  filter: CommonFilter,
  keysOf: (accountIds: readonly string[]) => readonly number[],
): void {
  const { codes } = rows
  if (choice === 'provider') keepCoded(mask, rows.provider, codes.provider, filter.provider)
  else if (choice === 'accountId') keepCoded(mask, rows.account, codes.account, keysOf(filter.accountId))
  else keepCoded(mask, rows.currency, codes.currency, filter.currency)
}

/** Keeps the marks of the rows with any of these values. */
export function keepCoded<T>(
  mask: Uint8Array,
  column: Uint16Array,
  codes: Codes<T>,
  wanted: readonly T[],
): void {
  keepAmong(
    mask,
    column,
    wanted.flatMap((one) => codes.find(one) ?? []),
  )
}

/** Says whether what is common to the filters of all lists leaves out nothing. */
export function leavesAllCommon(filter: CommonFilter): boolean {
  const { search, period, amount } = filter
  const isOpen = !period || (period.from === null && period.until === null)
  const isAny = !amount || (amount.from === null && amount.to === null)
  const isUnchosen = COMMON_CHOICES.every((one) => filter[one].length === 0)
  return isBlankSearch(search) && isUnchosen && isOpen && isAny
}

/** Keeps the marks of the rows whose code is among these. */
export function keepAmong(mask: Uint8Array, column: Uint16Array, codes: readonly number[]): void {
  const wanted = new Uint8Array(2 ** 16)
  for (const code of codes) wanted[code] = 1
  for (let row = 0; row < mask.length; row += 1)
    mask[row] = (mask[row] as number) & (wanted[column[row] as number] as number)
}

/** Keeps the marks of the rows that are marked in a column as well. */
export function keepMarked(mask: Uint8Array, marks: Uint8Array): void {
  for (let row = 0; row < mask.length; row += 1) mask[row] = (mask[row] as number) & (marks[row] as number)
}

/** Keeps the marks of the rows from an instant until before another, epoch ms, where no row is before the one above it. */
export function keepStretch(mask: Uint8Array, at: Float64Array, { from, until }: Instants): void {
  const first = from === null ? 0 : firstFrom(at, mask.length, from)
  const end = until === null ? mask.length : firstFrom(at, mask.length, until)
  mask.fill(0, 0, first)
  mask.fill(0, Math.max(first, end))
}

/** Gives the first of `count` rows that is at an instant or later; how many there are where none is. */
function firstFrom(at: Float64Array, count: number, instant: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((at[middle] as number) < instant) low = middle + 1
    else high = middle
  }
  return low
}

/** From an instant until before another, epoch ms; null for no end. */
interface Instants {
  readonly from: number | null
  readonly until: number | null
}

/** Keeps the marks of the rows from an instant until before another. A row without a time is between no two. */
export function keepBetween(mask: Uint8Array, at: Float64Array, { from, until }: Instants): void {
  const [first, end] = [from ?? Number.NEGATIVE_INFINITY, until ?? Number.POSITIVE_INFINITY]
  for (let row = 0; row < mask.length; row += 1) {
    const one = at[row] as number
    mask[row] = one >= first && one < end ? (mask[row] as number) : 0
  }
}

/** Keeps the marks of the rows whose amount lies between two, both included; null for no end. */
export function keepAmounts(
  mask: Uint8Array,
  amount: AmountOf,
  { from, to }: { readonly from: StoredAmount | null; readonly to: StoredAmount | null },
): void {
  const [least, most] = [from ? partsOf(from) : NOTHING, to ? partsOf(to) : BEYOND]
  const far = rowsMarked(mask, amount.rows.far)
  keepNear(mask, amount, least, most)
  const parts = new Float64Array(PARTS)
  for (const row of far) {
    readParts(amount, row, parts)
    mask[row] = isBetween(parts, least, most) ? 1 : 0
  }
}

/** Lists the marked rows with outer parts, which are few. */
function rowsMarked(mask: Uint8Array, far: Uint32Array): readonly number[] {
  const rows: number[] = []
  for (let row = 0; row < mask.length; row += 1) if (far[row] !== 0 && mask[row] === 1) rows.push(row)
  return rows
}

function isBetween(parts: Float64Array, least: AmountParts, most: AmountParts): boolean {
  return !isLess(parts, least) && !isLess(most, parts)
}

const NOTHING: AmountParts = [0, 0, 0, 0]
const BEYOND: AmountParts = [CUT, 0, 0, 0]

/** Keeps rows by the inner parts of their amounts alone: without a branch, which would be foretold wrongly for every other row. */
function keepNear(
  mask: Uint8Array,
  { rows: { many, inner }, nth }: AmountOf,
  [w, x, y, z]: AmountParts,
  [endW, endX, endY]: AmountParts,
): void {
  // The least amount of nine decimals that is not below a finer one.
  const leastFrac = z > 0 ? y + 1 : y
  const least = w > 0 ? Number.POSITIVE_INFINITY : x
  const most = endW > 0 ? Number.POSITIVE_INFINITY : endX
  for (let row = 0; row < mask.length; row += 1) {
    const at = (row * many + nth) * HALF
    const whole = inner[at] as number
    const frac = inner[at + 1] as number
    const isAbove = Number(whole > least) | (Number(whole === least) & Number(frac >= leastFrac))
    const isBelow = Number(whole < most) | (Number(whole === most) & Number(frac <= endY))
    mask[row] = (mask[row] as number) & isAbove & isBelow
  }
}

function isLess(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  for (let part = 0; part < PARTS; part += 1) {
    const more = (one[part] as number) - (other[part] as number)
    if (more !== 0) return more < 0
  }
  return false
}
