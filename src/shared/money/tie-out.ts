import { exponentOf, FINEST_EXPONENT } from './currency.ts'
import { attoOf, decimalOfAtto } from './scale.ts'

/** What a statement says beside what the book has; decimals in the major unit, which may be below nothing. */
export interface Beside {
  readonly currency: string
  readonly told: string
  readonly book: string
  /** What the ticked rows come to, with its sign. */
  readonly explained: string
}

/** How a statement and the book stand to each other. */
export interface Standing {
  /** Told less book. */
  readonly difference: string
  /** What is left of it without the ticked rows. */
  readonly open: string
  /** `tied` without a difference, `explained` by ticked rows, `rounding` where the statement has fewer decimals than its currency. */
  readonly state: 'tied' | 'explained' | 'rounding' | 'open'
}

/** No statement is read more coarsely than to the hundredth: "7853" of a shop that counts cents is 7853.00. */
const COARSEST = 2

/** Counts a decimal text, below nothing too, in 10^-18. */
export function signedAtto(decimal: string): bigint {
  const atto = attoOf(decimal.replace(/^-/, ''))
  return decimal.startsWith('-') ? -atto : atto
}

/** Writes so many 10^-18 with the decimals of their currency, below nothing too; finer ones are kept where they say something. */
export function signedDecimal(currency: string, atto: bigint): string {
  const [whole = '0', frac = ''] = decimalOfAtto(atto < 0n ? -atto : atto).split('.')
  const exponent = exponentOf(currency)
  const rest = frac.slice(exponent).replace(/0+$/, '')
  const kept = frac.slice(0, exponent) + rest
  return `${atto < 0n ? '-' : ''}${whole}${kept === '' ? '' : `.${kept}`}`
}

/** Holds a statement against the book, exactly. */
export function standingOf({ currency, told, book, explained }: Beside): Standing {
  const difference = signedAtto(told) - signedAtto(book)
  const open = difference - signedAtto(explained)
  const texts = { difference: signedDecimal(currency, difference), open: signedDecimal(currency, open) }
  if (open === 0n) return { ...texts, state: difference === 0n ? 'tied' : 'explained' }
  return { ...texts, state: isRounding(currency, told, open) ? 'rounding' : 'open' }
}

function isRounding(currency: string, told: string, open: bigint): boolean {
  const decimals = Math.max(COARSEST, told.split('.')[1]?.length ?? 0)
  if (decimals >= Math.min(exponentOf(currency), FINEST_EXPONENT)) return false
  return (open < 0n ? -open : open) < 10n ** BigInt(FINEST_EXPONENT - decimals)
}
