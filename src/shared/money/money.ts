import { exponentOf } from './currency.ts'

/** An exact amount: `units` counts the currency's smallest unit (cents, wei), never a fraction of it. */
export interface Money<C extends string = string> {
  readonly currency: C
  readonly units: bigint
}

/** Why a text is not an amount of the currency. */
export type AmountFault = 'not_a_number' | 'too_many_decimals' | 'too_large'

export type ParsedMoney<C extends string = string> =
  | { readonly ok: true; readonly money: Money<C> }
  | { readonly ok: false; readonly fault: AmountFault; readonly decimals: number }

const DECIMAL = /^(\d{1,40})(?:\.(\d{1,60}))?$/
/** The largest whole part a book can hold: SQLite's signed 64-bit integer. */
export const LARGEST_WHOLE = 9_223_372_036_854_775_807n

/** Makes an amount from whole smallest units. */
export function money<C extends string>(currency: C, units: bigint): Money<C> {
  return { currency, units }
}

/** No money at all, in `currency`. */
export function zero<C extends string>(currency: C): Money<C> {
  return { currency, units: 0n }
}

/**
 * Reads a decimal text in the currency's major unit ("12.50") into an exact amount.
 *
 * Refuses signs, exponents, commas, spaces, more decimals than the currency has (trailing zeros are allowed)
 * and amounts the book could not hold.
 */
export function parseMoney<C extends string>(currency: C, text: string): ParsedMoney<C> {
  return parseScaled(currency, text, exponentOf(currency))
}

function parseScaled<C extends string>(currency: C, text: string, exponent: number): ParsedMoney<C> {
  const match = DECIMAL.exec(text)
  if (!match) return { ok: false, fault: 'not_a_number', decimals: exponent }
  const whole = BigInt(match[1] ?? '0')
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  if (fraction.length > exponent) return { ok: false, fault: 'too_many_decimals', decimals: exponent }
  if (whole > LARGEST_WHOLE) return { ok: false, fault: 'too_large', decimals: exponent }
  const units = whole * 10n ** BigInt(exponent) + BigInt(fraction.padEnd(exponent, '0') || '0')
  return { ok: true, money: { currency, units } }
}

/** Reads a decimal text that the program itself wrote; throws where {@link parseMoney} would refuse. */
export function moneyFrom<C extends string>(currency: C, text: string): Money<C> {
  const parsed = parseMoney(currency, text)
  if (!parsed.ok) throw new Error(`not an amount of ${currency}: ${parsed.fault}`)
  return parsed.money
}

/** Gives a decimal text with the other sign; nothing has none. */
export function negated(decimal: string): string {
  if (decimal.startsWith('-')) return decimal.slice(1)
  return /[1-9]/.test(decimal) ? `-${decimal}` : decimal
}

/** Writes the amount in the currency's major unit with all its decimals: "12.50", "7400", "0.000000000000000001". */
export function toDecimal(amount: Money): string {
  const exponent = exponentOf(amount.currency)
  const sign = amount.units < 0n ? '-' : ''
  const digits = (amount.units < 0n ? -amount.units : amount.units).toString().padStart(exponent + 1, '0')
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/** Adds two amounts of one currency; two currencies do not compile, and throw where types were not known. */
export function add<C extends string>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  sameCurrency(a, b)
  return { currency: a.currency, units: a.units + b.units }
}

/** Takes `b` from `a`; the result may be negative. Two currencies throw. */
export function subtract<C extends string>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  sameCurrency(a, b)
  return { currency: a.currency, units: a.units - b.units }
}

/** Takes an amount `quantity` times; a quantity that is not a whole number, zero or more, throws. */
export function times<C extends string>(amount: Money<C>, quantity: number): Money<C> {
  if (!Number.isSafeInteger(quantity) || quantity < 0) throw new Error('a quantity is a whole number')
  return { currency: amount.currency, units: amount.units * BigInt(quantity) }
}

/** Orders two amounts of one currency: negative, zero or positive as `a` is less, equal or more. */
export function compare<C extends string>(a: Money<C>, b: Money<NoInfer<C>>): -1 | 0 | 1 {
  sameCurrency(a, b)
  return a.units < b.units ? -1 : a.units > b.units ? 1 : 0
}

/** Sums amounts of one currency; an empty list gives zero of `currency`. */
export function sum<C extends string>(currency: C, amounts: readonly Money<NoInfer<C>>[]): Money<C> {
  return amounts.reduce<Money<C>>((total, amount) => add<C>(total, amount), zero(currency))
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new Error(`${a.currency} and ${b.currency} cannot be counted together`)
}

/** Says whether two amounts are the same money; null equals null. */
export function sameMoney(a: Money | null, b: Money | null): boolean {
  if (a === null || b === null) return a === b
  return a.currency === b.currency && a.units === b.units
}

/** Takes off the zeros at the end of a decimal text that say nothing: "1250.00" is "1250". */
export function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}

/** Counts the decimals of a decimal text that say something: "12.50" has one. */
export function decimalsOf(decimal: string): number {
  return trimZeros(decimal).split('.')[1]?.length ?? 0
}
