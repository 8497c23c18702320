import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { CurrencyLimits } from '../../shared/contract/shapes/provider.ts'
import { compare, moneyFrom, parseMoney, trimZeros } from '../../shared/money/money.ts'
import { readAmount } from '../../shared/money/read-amount.ts'

/** The keys of the amount keypad, on the screen and on the keyboard alike. */
export type AmountKey =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '00'
  | '.'
  | 'back'
  | 'clear'

/** The most digits that are taken; what a scanner sends beyond this is ignored. */
const MOST_DIGITS = 15
/** Up to this many decimals digits count in the smallest unit (cents); finer tokens are typed with their point. */
const MINOR_UNIT_DECIMALS = 3

/**
 * Adds one key to the typed text and gives the new text.
 *
 * A text without a point counts in the smallest unit the account takes (`1250` is 12.50 with two decimals); a point
 * turns what was typed before it into whole units. A key that does not fit changes nothing.
 */
export function pressKey(typed: string, key: AmountKey, decimals: number): string {
  if (key === 'clear') return ''
  if (key === 'back') return typed.slice(0, -1)
  if (key === '.') return pressPoint(typed)
  const fraction = typed.split('.')[1]
  if (fraction !== undefined && fraction.length + key.length > decimals) return typed
  const next = typed === '' ? key.replace(/^0+/, '') : typed + key
  return digitsIn(next) > MOST_DIGITS + (next.includes('.') ? decimals : 0) ? typed : next
}

/** A point stays where no decimals are taken, so that the digits behind it add nothing: `1250.00` is never 125,000. */
function pressPoint(typed: string): string {
  if (typed.includes('.')) return typed
  return `${typed === '' ? '0' : typed}.`
}

/**
 * Says whether a key that is not taken would have made another amount: a digit behind the last decimal, or a second point. Who
 * groups thousands with a point or a comma presses such keys. `.00` where no decimals are taken says nothing.
 */
export function isCutOff(typed: string, key: string, decimals: number): boolean {
  const fraction = typed.includes('*') ? undefined : typed.split('.')[1]
  if (fraction === undefined) return false
  if (key === '.') return fraction !== ''
  const isLost = /^[0-9]+$/.test(key) && fraction.length + key.length > decimals
  return isLost && (decimals > 0 || /[1-9]/.test(key))
}

/** Gives the text that begins with this key; null for one that begins no amount. */
export function firstTyped(key: string): string | null {
  if (key === '.') return '0.'
  return /^[0-9]+$/.test(key) ? key.replace(/^0+/, '') : null
}

/** What a pasted text comes to: the typed text it stands for, or why it is none. */
export type Pasted =
  | { readonly kind: 'typed'; readonly typed: string }
  | { readonly kind: 'unclear'; readonly grouped: string; readonly pointed: string }
  | { readonly kind: 'none' | 'tooFine' | 'tooLong' }

/** Reads a pasted amount, which counts in the major unit whatever an account's digits count in: "1250" is 1,250.00. */
export function pasteAmount(text: string, decimals: number): Pasted {
  const read = readAmount(text, decimals)
  if (read.kind === 'none') return read
  // As the keypad shows them: whoever types 1250 where cents count gets 12.50.
  if (read.kind === 'unclear') {
    const [grouped, pointed] = [shownInFull(read.grouped, decimals), shownInFull(read.pointed, decimals)]
    return { kind: 'unclear', grouped, pointed }
  }
  const [whole = '0', fraction = ''] = trimZeros(read.decimal).split('.')
  if (fraction.length > decimals) return { kind: 'tooFine' }
  if (whole.length > MOST_DIGITS - (countsInMinorUnits(decimals) ? decimals : 0)) return { kind: 'tooLong' }
  return { kind: 'typed', typed: shownInFull(read.decimal, decimals) }
}

/** With as many decimals as a till shows where digits count in the smallest unit, and with none to spare elsewhere. */
function shownInFull(decimal: string, decimals: number): string {
  const [whole = '0', fraction = ''] = trimZeros(decimal).split('.')
  const shown = countsInMinorUnits(decimals) ? fraction.padEnd(decimals, '0') : fraction
  return shown === '' ? whole : `${whole}.${shown}`
}

function digitsIn(text: string): number {
  return text.replace('.', '').length
}

/** Gives the typed text as a decimal in the major unit ("12.50"); an empty text is zero. */
export function entryDecimal(typed: string, decimals: number): string {
  if (typed.includes('.')) {
    const [whole = '0', fraction = ''] = typed.split('.')
    return fraction === '' ? whole : `${whole}.${fraction}`
  }
  if (typed === '') return '0'
  if (!countsInMinorUnits(decimals)) return typed
  const digits = typed.padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Gives the text to show large: as {@link entryDecimal}, with a fresh point and the account's decimals kept visible. */
export function entryShown(typed: string, decimals: number): string {
  const decimal = entryDecimal(typed, decimals)
  if (typed.includes('.')) return typed.endsWith('.') ? `${decimal}.` : decimal
  if (countsInMinorUnits(decimals) && decimals > 0 && typed === '') return `0.${'0'.repeat(decimals)}`
  return decimal
}

/** Says whether digits count in the smallest unit, as a till does, or the point must be typed. */
export function countsInMinorUnits(decimals: number): boolean {
  return decimals <= MINOR_UNIT_DECIMALS
}

/** Why an amount cannot be asked for; the words are those of the error code. */
export interface EntryFault {
  readonly code: ErrorCode
  readonly params: Readonly<Record<string, string | number>>
}

/** Checks an amount against the account's limits before Enter; null when it can be asked for. */
export function entryFault(decimal: string, limits: CurrencyLimits): EntryFault | null {
  const { currency, minimum, maximum } = limits
  const parsed = parseMoney(currency, decimal)
  if (!parsed.ok) return { code: 'AMOUNT_TOO_MANY_DECIMALS', params: { currency, decimals: limits.decimals } }
  if (parsed.money.units === 0n) return { code: 'AMOUNT_ZERO', params: {} }
  if (minimum !== null && compare(parsed.money, moneyFrom(currency, minimum)) < 0) {
    return { code: 'AMOUNT_TOO_SMALL', params: { currency, minimum } }
  }
  if (maximum !== null && compare(parsed.money, moneyFrom(currency, maximum)) > 0) {
    return { code: 'AMOUNT_TOO_LARGE', params: { currency, maximum } }
  }
  return null
}
