const DECIMAL = /^(\d{1,60})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,2}))?$/

/**
 * Counts a decimal text ("12.50", "1e2") in units of 10^-scale.
 *
 * Null when the text is no decimal of zero or more, or is finer than the scale.
 */
export function toUnits(text: string, scale: number): bigint | null {
  const match = DECIMAL.exec(text)
  if (!match) return null
  const fraction = match[2] ?? ''
  const shift = scale - fraction.length + Number(match[3] ?? '0')
  const digits = BigInt((match[1] ?? '') + fraction)
  if (shift >= 0) return digits * 10n ** BigInt(shift)
  const step = 10n ** BigInt(-shift)
  return digits % step === 0n ? digits / step : null
}

/** Writes units of 10^-scale as a decimal text without trailing zeros: "12.5", "7400", "0.000001". */
export function fromUnits(units: bigint, scale: number): string {
  const digits = units.toString().padStart(scale + 1, '0')
  if (scale === 0) return digits
  const fraction = digits.slice(-scale).replace(/0+$/, '')
  return digits.slice(0, -scale) + (fraction === '' ? '' : `.${fraction}`)
}

/** Multiplies two decimal texts, rounded up to `scale` decimals: a payer never sends a dust less than asked. */
export function timesRoundedUp(a: string, b: string, scale: number): string {
  const product = need(a) * need(b)
  const step = 10n ** BigInt(2 * FINE - scale)
  return fromUnits((product + step - 1n) / step, scale)
}

/** Adds decimal texts exactly; an empty list gives "0". */
export function sumOf(texts: readonly string[]): string {
  return fromUnits(
    texts.reduce((total, text) => total + need(text), 0n),
    FINE,
  )
}

/** Orders two decimal texts: negative, zero or positive as `a` is less, equal or more. */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = [need(a), need(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Takes `b` from `a`; the result is never below "0". */
export function lessBy(a: string, b: string): string {
  const rest = need(a) - need(b)
  return fromUnits(rest > 0n ? rest : 0n, FINE)
}

/** Writes a decimal text in its plain shape ("1e2" and "100.0" give "100"); null when it is no decimal. */
export function plainDecimal(text: string): string | null {
  const units = toUnits(text, FINE)
  return units === null ? null : fromUnits(units, FINE)
}

const FINE = 18

function need(text: string): bigint {
  const units = toUnits(text, FINE)
  if (units === null) throw new Error(`not a decimal: ${text}`)
  return units
}
