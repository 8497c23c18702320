import { exponentOf, FINEST_EXPONENT, isStorableCode } from './currency.ts'
import { LARGEST_WHOLE, type Money, money } from './money.ts'

/** How an amount lies in the book: whole major units, and the rest counted in 10^-18. Both are exact and sortable. */
export interface StoredAmount {
  readonly whole: bigint
  readonly frac: bigint
}

const ONE = 10n ** BigInt(FINEST_EXPONENT)

/** Says whether a book can hold an amount: zero or more, no larger than its columns, in a currency it can name. */
export function isStorable({ currency, units }: Money): boolean {
  return (
    units >= 0n && units / 10n ** BigInt(exponentOf(currency)) <= LARGEST_WHOLE && isStorableCode(currency)
  )
}

/** Splits an amount (zero or more) into the two integers the book stores; negative amounts throw. */
export function toStored(amount: Money): StoredAmount {
  if (amount.units < 0n) throw new Error('the book holds no negative amount')
  const atto = amount.units * 10n ** BigInt(FINEST_EXPONENT - exponentOf(amount.currency))
  return { whole: atto / ONE, frac: atto % ONE }
}

/** Joins the two stored integers; throws when they hold a finer fraction than the currency has. */
export function fromStored<C extends string>(currency: C, stored: StoredAmount): Money<C> {
  const step = 10n ** BigInt(FINEST_EXPONENT - exponentOf(currency))
  const atto = stored.whole * ONE + stored.frac
  if (atto % step !== 0n) throw new Error(`a stored amount is finer than ${currency} counts`)
  return money(currency, atto / step)
}

/** Reads an integer text of a token's base units ("10000000000000000000" DAI); null when it is no such text. */
export function fromBaseUnits<C extends string>(
  currency: C,
  text: string,
  decimals: number,
): Money<C> | null {
  if (!/^\d{1,60}$/.test(text)) return null
  const shift = exponentOf(currency) - decimals
  const units = BigInt(text)
  if (shift >= 0) return money(currency, units * 10n ** BigInt(shift))
  const step = 10n ** BigInt(-shift)
  return units % step === 0n ? money(currency, units / step) : null
}

/** Writes an amount as an integer text of base units of `decimals`; null when the amount is finer than that. */
export function toBaseUnits(amount: Money, decimals: number): string | null {
  const shift = decimals - exponentOf(amount.currency)
  if (shift >= 0) return (amount.units * 10n ** BigInt(shift)).toString()
  const step = 10n ** BigInt(-shift)
  return amount.units % step === 0n ? (amount.units / step).toString() : null
}

/** Counts an unsigned decimal text in 10^-18, the finest fraction that a book holds; what is finer still is left out. */
export function attoOf(decimal: string): bigint {
  const [whole = '0', frac = ''] = decimal.split('.')
  return BigInt(whole) * ONE + BigInt(frac.slice(0, FINEST_EXPONENT).padEnd(FINEST_EXPONENT, '0'))
}

/** Counts a stored amount in 10^-18. */
export function attoIn({ whole, frac }: StoredAmount): bigint {
  return whole * ONE + frac
}

/** Writes so many 10^-18 (zero or more) as a decimal text with all its decimals. */
export function decimalOfAtto(atto: bigint): string {
  return `${atto / ONE}.${String(atto % ONE).padStart(FINEST_EXPONENT, '0')}`
}

/** Splits an unsigned decimal text, whatever its currency, as the book stores amounts. */
export function storedOf(decimal: string): StoredAmount {
  const atto = attoOf(decimal)
  return { whole: atto / ONE, frac: atto % ONE }
}
