import type { StoredAmount } from '../../../shared/money/scale.ts'
import { isBlankSearch } from '../../../shared/text/words.ts'
import type { CommonFilter } from '../port/lists.ts'
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

/** Keeps the marks of the rows from an instant until before another, epoch ms; null for no end. A row without a time is between no two. */
export function keepBetween(
  mask: Uint8Array,
  at: Float64Array,
  { from, until }: { readonly from: number | null; readonly until: number | null },
): void {
  const [first, end] = [from ?? Number.NEGATIVE_INFINITY, until ?? Number.POSITIVE_INFINITY]
  for (let row = 0; row < mask.length; row += 1) {
    const one = at[row] as number
    mask[row] = one >= first && one < end ? (mask[row] as number) : 0
  }
}

/** Amounts as they lie in columns: so many cells a row, and where in them the amount begins. */
export interface AmountCells {
  readonly amounts: Uint32Array
  readonly cells: number
  readonly at: number
}

/** Keeps the marks of the rows whose amount lies between two, both included; null for no end. */
export function keepAmounts(
  mask: Uint8Array,
  cells: AmountCells,
  { from, to }: { readonly from: StoredAmount | null; readonly to: StoredAmount | null },
): void {
  if (from) keepAtLeast(mask, cells, partsOf(from))
  if (to) keepAtMost(mask, cells, partsOf(to))
}

type Parts = readonly [number, number, number, number]

function partsOf({ whole, frac }: StoredAmount): Parts {
  return [
    Number(whole >> 32n),
    Number(whole & 0xffff_ffffn),
    Number(frac >> 32n),
    Number(frac & 0xffff_ffffn),
  ]
}

function keepAtLeast(mask: Uint8Array, { amounts, cells, at }: AmountCells, [w, x, y, z]: Parts): void {
  for (let row = 0; row < mask.length; row += 1) {
    if (mask[row] === 0) continue
    const first = row * cells + at
    const greatest = amounts[first] as number
    if (greatest > w) continue
    if (greatest === w) {
      const whole = amounts[first + 1] as number
      if (whole > x) continue
      if (whole === x) {
        const frac = amounts[first + 2] as number
        if (frac > y || (frac === y && (amounts[first + 3] as number) >= z)) continue
      }
    }
    mask[row] = 0
  }
}

function keepAtMost(mask: Uint8Array, { amounts, cells, at }: AmountCells, [w, x, y, z]: Parts): void {
  for (let row = 0; row < mask.length; row += 1) {
    if (mask[row] === 0) continue
    const first = row * cells + at
    const greatest = amounts[first] as number
    if (greatest < w) continue
    if (greatest === w) {
      const whole = amounts[first + 1] as number
      if (whole < x) continue
      if (whole === x) {
        const frac = amounts[first + 2] as number
        if (frac < y || (frac === y && (amounts[first + 3] as number) <= z)) continue
      }
    }
    mask[row] = 0
  }
}
