import { type Money, toDecimal } from '../../../../../shared/money/money.ts'
import { intlNumbers } from '../../../../../shared/words/intl.ts'
import { languageOf } from '../../../../../shared/words/languages.ts'
import { digitsIn, numbersOf } from '../../../../i18n/format.ts'
import { areAmountsHidden, DOTS } from '../../../../i18n/hidden-amounts.ts'

/** From where to where amounts of one currency are drawn, in its smallest units. */
export interface MoneyScale {
  readonly top: bigint
  /** Nothing, or below it. */
  readonly bottom: bigint
}

/** Round numbers in tenths. */
const ROUND = [10n, 15n, 20n, 25n, 30n, 40n, 50n, 60n, 80n, 100n] as const

/** Finds a scale on which all of these have room, with a round end. */
export function scaleOf(units: readonly bigint[]): MoneyScale {
  const highest = units.reduce((most, one) => (one > most ? one : most), 0n)
  const lowest = units.reduce((least, one) => (one < least ? one : least), 0n)
  return { top: roundAbove(highest === 0n && lowest === 0n ? 1n : highest), bottom: -roundAbove(-lowest) }
}

function roundAbove(units: bigint): bigint {
  if (units === 0n) return 0n
  const power = 10n ** BigInt(Math.max(0, String(units).length - 2))
  const found = ROUND.map((one) => (units < 10n ? (one / 10n) * power : one * power)).find(
    (one) => one >= units,
  )
  return found ?? units
}

/** Where an amount lies on its scale: 0 for nothing, 1 for its end; exact enough for any screen. */
export function partOf(units: bigint, { top, bottom }: MoneyScale): number {
  const whole = top - bottom
  return Number((units * 1_000_000n) / (whole === 0n ? 1n : whole)) / 1_000_000
}

/** A line that is drawn across a scale. */
export interface Mark {
  /** Its amount in smallest units, which no other line of the scale has; its text may be dots. */
  readonly key: string
  readonly part: number
  readonly text: string
}

/** Where lines are drawn: at nothing, at both ends and, where it is a round number as well, between. */
export function marksOf(scale: MoneyScale, currency: string, locale: string): readonly Mark[] {
  const { top, bottom } = scale
  const middle = top > 0n && top % 2n === 0n ? [top / 2n] : []
  return [...new Set([bottom, 0n, ...middle, top])].map((units) => ({
    key: String(units),
    part: partOf(units, scale),
    text: roundText({ currency, units }, locale),
  }))
}

/** Writes the end of a scale, which is a round number: "250,000", "25M", "3E17"; dots where amounts are hidden. */
export function roundText(money: Money<string>, locale: string): string {
  if (areAmountsHidden()) return DOTS
  const decimal = toDecimal(money)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
  const digits = decimal.replace(/^-/, '').split('.')[0]?.length ?? 1
  const isTiny = /^-?0\.000/.test(decimal)
  if (digits <= 6 && !isTiny) {
    const [whole = '0', fraction] = decimal.split('.')
    const { numbers, mark } = numbersOf(locale)
    return `${numbers.format(BigInt(whole))}${fraction ? mark + digitsIn(fraction, locale) : ''}`
  }
  const notation = isTiny || digits > 15 ? 'scientific' : 'compact'
  // Half of 2.5M is drawn as well. A round number, and no sum: it may be a double.
  // British English has "25m", which is metres to most.
  const own = languageOf(locale) === 'en' ? 'en-US' : locale
  return intlNumbers(own, { notation, maximumFractionDigits: 2 }).format(Number(decimal))
}
