import { exponentOf } from '../../../shared/money/currency.ts'
import { type Money, money, sameMoney } from '../../../shared/money/money.ts'
import { isStorable } from '../../../shared/money/scale.ts'

const DECIMAL = /^(\d{1,80})(?:\.(\d{1,200}))?$/
/** The digits of which every floating-point number is sure. */
const SURE_DIGITS = 15
/** The most digits that a floating-point number needs; an amount with more was written by somebody who counts exactly. */
const FLOAT_DIGITS = 17
/** Decimals that a price or a payment has; floating point shows beyond them. */
const PAID_DECIMALS = 8
const TOKEN_DECIMALS = 18

/**
 * Reads a plain decimal text of a provider ("19.989999999999998") as money, to the nearest of the currency's decimals.
 *
 * Providers reckon in floating point, so what rounds to an amount is that amount; no number of ours holds it meanwhile.
 * `finest` is the most decimals the provider means, where that is less than the currency has. Null for what no book can
 * hold: a negative or absurd amount, a currency without a usable name.
 */
export function wireMoney(currency: string, text: string, finest = Number.POSITIVE_INFINITY): Money | null {
  return read(currency, text, Math.min(exponentOf(currency), finest), true)
}

/**
 * Reads what arrived: what rounds to `asked` is that, and what floating point made of an amount is that amount; other digits
 * finer than the currency counts are left out, never rounded up. Null where {@link wireMoney} gives null.
 */
export function wireReceived(
  currency: string,
  text: string,
  asked: Money,
  finest = Number.POSITIVE_INFINITY,
): Money | null {
  const near = wireMoney(currency, text, finest)
  if (sameMoney(near, asked)) return near
  const sure = withoutNoise(text)
  return read(currency, sure, exponentOf(currency), sure !== text)
}

/** Reads an integer text of a token's base units ("10000000000000000000" DAI) as {@link wireMoney} reads a decimal one. */
export function wireBaseUnits(currency: string, text: string, decimals: number): Money | null {
  const digits = text.padStart(decimals + 1, '0')
  const point = digits.length - decimals
  return wireMoney(currency, decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`)
}

function read(currency: string, text: string, digits: number, nearest: boolean): Money | null {
  const match = DECIMAL.exec(text)
  if (!match) return null
  const [, whole = '0', fraction = ''] = match
  const counted = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  const up = nearest && (fraction[digits] ?? '0') >= '5' ? 1n : 0n
  const amount = money(currency, (counted + up) * 10n ** BigInt(exponentOf(currency) - digits))
  return isStorable(amount) ? amount : null
}

/** Takes a decimal text that floating point wrote ("49.89999999999999") back to the digits it is sure of; any other text stays. */
function withoutNoise(text: string): string {
  const [whole = '', fraction = ''] = text.split('.')
  const digits = whole + fraction
  const zeros = digits.length - digits.replace(/^0+/, '').length
  const significant = digits.length - zeros
  const byFloat = significant >= SURE_DIGITS && significant <= FLOAT_DIGITS && fraction.length > PAID_DECIMALS
  if (!byFloat && fraction.length <= TOKEN_DECIMALS) return text
  const kept = Math.max(zeros + SURE_DIGITS, whole.length)
  if (kept >= digits.length) return text
  const nearest = BigInt(digits.slice(0, kept)) + ((digits[kept] ?? '0') >= '5' ? 1n : 0n)
  const sure = nearest.toString().padStart(kept, '0')
  // Rounding may have made one more digit before the point.
  const point = whole.length + sure.length - kept
  return kept === whole.length ? sure : `${sure.slice(0, point)}.${sure.slice(point)}`
}
