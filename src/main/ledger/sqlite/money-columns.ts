import type { Amount } from '../../../shared/contract/shapes/atoms.ts'
import { type Money, toDecimal } from '../../../shared/money/money.ts'
import { fromStored, toStored } from '../../../shared/money/scale.ts'

/** Reads an amount out of its two columns. */
export function moneyAt(currency: string, whole: bigint, frac: bigint): Money {
  return fromStored(currency, { whole, frac })
}

/** Reads an amount that may be missing. */
export function moneyOrNull(
  currency: string | null,
  whole: bigint | null,
  frac: bigint | null,
): Money | null {
  return currency === null || whole === null || frac === null ? null : moneyAt(currency, whole, frac)
}

/** Splits an amount that may be missing into what is bound to its two columns. */
export function stored(amount: Money | null): {
  readonly whole: bigint | null
  readonly frac: bigint | null
} {
  return amount === null ? { whole: null, frac: null } : toStored(amount)
}

/** Writes an amount as it travels over the border. */
export function asAmount(amount: Money): Amount {
  return { currency: amount.currency, amount: toDecimal(amount) }
}

/** Writes an amount for an event: "49.90 EUR"; null stays null. */
export function inWords(amount: Money | null): string | null {
  return amount && `${toDecimal(amount)} ${amount.currency}`
}
