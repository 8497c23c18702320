import type { StoredAmount } from '../../../shared/money/scale.ts'
import { STATUSES } from '../../../shared/status/status.ts'
import type { InvoiceFilter } from '../port/lists.ts'
import { AMOUNTS, CELLS, type Columns, rowOf } from './columns.ts'

/** What a filter cannot tell by the columns. */
export interface FilterSources {
  /** The keys of the accounts with these ids. */
  accounts(ids: readonly string[]): readonly number[]
  /** The keys that the filter's search finds. */
  found(): readonly number[]
  /** When the last money of each invoice came. */
  paidAt(): Float64Array
}

/** Marks with 1 the row of each invoice that a filter leaves. */
export function matchRows(columns: Columns, filter: InvoiceFilter, sources: FilterSources): Uint8Array {
  const { codes, count } = columns
  const mask = filter.search.trim() === '' ? new Uint8Array(count).fill(1) : marked(columns, sources.found())
  const { status, provider, accountId, currency, period, amount } = filter
  const codesOf = <T>(find: (one: T) => number | null, wanted: readonly T[]) =>
    wanted.flatMap((one) => find(one) ?? [])
  if (status.length > 0)
    keepAmong(
      mask,
      columns.status,
      codesOf((one) => STATUSES.indexOf(one), status),
    )
  if (provider.length > 0) keepAmong(mask, columns.provider, codesOf(codes.provider.find, provider))
  if (accountId.length > 0)
    keepAmong(mask, columns.account, codesOf(codes.account.find, sources.accounts(accountId)))
  if (currency.length > 0) keepAmong(mask, columns.currency, codesOf(codes.currency.find, currency))
  if (period && (period.from !== null || period.until !== null))
    keepBetween(mask, period.by === 'created' ? columns.createdAt : sources.paidAt(), period)
  if (amount) {
    if (amount.from) keepAtLeast(mask, columns.amounts, AMOUNTS[amount.of], partsOf(amount.from))
    if (amount.to) keepAtMost(mask, columns.amounts, AMOUNTS[amount.of], partsOf(amount.to))
  }
  if (filter.attention) keepMarked(mask, columns.attention)
  return mask
}

/** Says whether a filter leaves out nothing. */
export function leavesAll(filter: InvoiceFilter): boolean {
  const { search, status, provider, accountId, currency, period, amount, attention } = filter
  const sets = [status, provider, accountId, currency]
  const isOpen = !period || (period.from === null && period.until === null)
  const isAny = !amount || (amount.from === null && amount.to === null)
  return search.trim() === '' && sets.every((one) => one.length === 0) && isOpen && isAny && !attention
}

function marked(columns: Columns, seqs: readonly number[]): Uint8Array {
  const mask = new Uint8Array(columns.count)
  for (const seq of seqs) {
    const row = rowOf(columns, seq)
    if (row >= 0) mask[row] = 1
  }
  return mask
}

function keepAmong(mask: Uint8Array, column: Uint16Array, codes: readonly number[]): void {
  const wanted = new Uint8Array(2 ** 16)
  for (const code of codes) wanted[code] = 1
  for (let row = 0; row < mask.length; row += 1)
    mask[row] = (mask[row] as number) & (wanted[column[row] as number] as number)
}

function keepMarked(mask: Uint8Array, marks: Uint8Array): void {
  for (let row = 0; row < mask.length; row += 1) mask[row] = (mask[row] as number) & (marks[row] as number)
}

/** An invoice without a time is between no two. */
function keepBetween(
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

type Parts = readonly [number, number, number, number]

function partsOf({ whole, frac }: StoredAmount): Parts {
  return [
    Number(whole >> 32n),
    Number(whole & 0xffff_ffffn),
    Number(frac >> 32n),
    Number(frac & 0xffff_ffffn),
  ]
}

function keepAtLeast(mask: Uint8Array, amounts: Uint32Array, at: number, [w, x, y, z]: Parts): void {
  for (let row = 0; row < mask.length; row += 1) {
    if (mask[row] === 0) continue
    const first = row * CELLS + at
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

function keepAtMost(mask: Uint8Array, amounts: Uint32Array, at: number, [w, x, y, z]: Parts): void {
  for (let row = 0; row < mask.length; row += 1) {
    if (mask[row] === 0) continue
    const first = row * CELLS + at
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
