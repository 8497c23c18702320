import { LINES_LIMIT, QUANTITY_LIMIT } from '../../shared/contract/plain/limits.ts'
import type { Amount } from '../../shared/contract/shapes/atoms.ts'
import type { Item, LineToSell } from '../../shared/contract/shapes/item.ts'
import type { CurrencyLimits } from '../../shared/contract/shapes/provider.ts'
import { exponentOf } from '../../shared/money/currency.ts'
import {
  decimalsOf,
  type Money,
  moneyFrom,
  parseMoney,
  sum,
  times,
  toDecimal,
} from '../../shared/money/money.ts'
import {
  type AmountKey,
  countsInMinorUnits,
  type EntryFault,
  entryDecimal,
  entryFault,
  entryShown,
  pressKey,
} from './amount.ts'

/** The keys of the keypad with its tape. */
export type TapeKey = AmountKey | '+' | '*'

/** An amount on the tape; `typed` is what Backspace brings back, null where no digit was typed. */
export interface AmountLine {
  readonly kind: 'amount'
  readonly unit: string
  readonly quantity: number
  readonly typed: string | null
}

/** An item on the tape, at the price it was shown with. */
export interface ItemLine {
  readonly kind: 'item'
  readonly itemId: string
  readonly name: string
  readonly price: Amount
  readonly quantity: number
}

export type TapeLine = AmountLine | ItemLine

/**
 * A sale as it is entered: the lines above, and what is being typed beneath them ("1250", "3*", "3*4").
 *
 * It counts as a till does: `*` belongs to the amount before it and is done first, `+` ends a line. So `12+3*4` is
 * 12 + 3×4 = 24. What stands behind `*` is a whole number of pieces, never an amount.
 */
export interface Tape {
  readonly lines: readonly TapeLine[]
  readonly typed: string
}

export const EMPTY_TAPE: Tape = { lines: [], typed: '' }

/** Beyond this many digits before the point nothing more is taken: no till asks for it, and the book stays exact. */
const MOST_WHOLE_DIGITS = 15

/** Says whether the tape takes no further line, not even one that is being typed. */
export function isFull(tape: Tape): boolean {
  return tape.lines.length >= LINES_LIMIT
}

/** Presses one key; a key that does not fit changes nothing, and gives the same tape. */
export function pressTape(tape: Tape, key: TapeKey, limits: CurrencyLimits): Tape {
  const next = pressed(tape, key, limits.decimals)
  return fits(next, limits) ? next : tape
}

function pressed(tape: Tape, key: TapeKey, decimals: number): Tape {
  const { typed } = tape
  if (key === 'clear') return EMPTY_TAPE
  if (key === 'back') return typed === '' ? takeBack(tape) : { ...tape, typed: typed.slice(0, -1) }
  if (key === '+') return endLine(tape, decimals)
  if (key === '*') {
    const fine = !typed.includes('*') && !isNothing(typed, decimals)
    return fine ? { ...tape, typed: `${typed.replace(/\.$/, '')}*` } : tape
  }
  if (isFull(tape)) return tape
  if (!typed.includes('*')) return { ...tape, typed: pressKey(typed, key, decimals) }
  if (key === '.') return tape
  const [amount = '', pieces = ''] = typed.split('*')
  const counted = `${pieces}${key}`.replace(/^0+/, '')
  return Number(counted) > QUANTITY_LIMIT ? tape : { ...tape, typed: `${amount}*${counted}` }
}

function takeBack(tape: Tape): Tape {
  const last = tape.lines.at(-1)
  const typed = last?.kind === 'amount' ? (last.typed ?? '') : ''
  return { lines: tape.lines.slice(0, -1), typed }
}

/** Ends the line that is being typed; an unfinished one ("3*", "0.") stays as it is. */
function endLine(tape: Tape, decimals: number): Tape {
  const line = typedLine(tape.typed, decimals)
  if (!line || isFull(tape)) return tape
  return { lines: [...tape.lines, line], typed: '' }
}

function typedLine(typed: string, decimals: number): AmountLine | null {
  const [amount = '', pieces] = typed.split('*')
  if (isNothing(amount, decimals) || pieces === '') return null
  const quantity = pieces === undefined ? 1 : Number(pieces)
  return { kind: 'amount', unit: entryDecimal(amount, decimals), quantity, typed }
}

function isNothing(amount: string, decimals: number): boolean {
  return /^[0.]*$/.test(entryDecimal(amount, decimals))
}

/** Says whether the tape waits for a number of pieces. */
export function awaitsPieces(tape: Tape): boolean {
  return tape.typed.endsWith('*')
}

/** Says whether anything has been entered. */
export function isBlank(tape: Tape): boolean {
  return tape.lines.length === 0 && tape.typed === ''
}

/** Says whether there is more to show than one typed amount. */
export function isTape(tape: Tape): boolean {
  return tape.lines.length > 0 || tape.typed.includes('*')
}

/** The lines with what is being typed as the last one, also while it is unfinished. */
export function allLines(tape: Tape, decimals: number): readonly TapeLine[] {
  const line = typedLine(tape.typed.replace(/\*$/, ''), decimals)
  return line ? [...tape.lines, line] : tape.lines
}

/** Why something cannot be put on the tape. */
export type NotAdded = 'currency' | 'decimals' | 'pieces' | 'full'
export type Added =
  | { readonly ok: true; readonly tape: Tape }
  | { readonly ok: false; readonly why: NotAdded }

/** Says why an item cannot be sold with these limits; null when it can. */
export function itemFault(price: Amount, limits: CurrencyLimits): 'currency' | 'decimals' | null {
  if (price.currency !== limits.currency) return 'currency'
  return decimalsOf(price.amount) > limits.decimals ? 'decimals' : null
}

/** Adds an item: as many pieces as were typed before with `*`, else one; more of the same join its line. */
export function addItem(tape: Tape, item: Item, limits: CurrencyLimits): Added {
  const fault = itemFault(item.price, limits)
  if (fault) return { ok: false, why: fault }
  const { id, name, price } = item
  const line = (quantity: number): ItemLine => ({ kind: 'item', itemId: id, name, price, quantity })
  return addLine(tape, line, limits, (lines) =>
    lines.findLastIndex(
      (one) => one.kind === 'item' && one.itemId === id && one.price.amount === price.amount,
    ),
  )
}

/** Adds a quick amount, a decimal in the major unit, as {@link addItem} adds an item. */
export function addQuick(tape: Tape, unit: string, limits: CurrencyLimits): Added {
  if (decimalsOf(unit) > limits.decimals) return { ok: false, why: 'decimals' }
  const line = (quantity: number): AmountLine => ({ kind: 'amount', unit, quantity, typed: null })
  return addLine(tape, line, limits, (lines) => {
    const last = lines.at(-1)
    return last?.kind === 'amount' && last.typed === null && last.unit === unit ? lines.length - 1 : -1
  })
}

function addLine(
  tape: Tape,
  line: (quantity: number) => TapeLine,
  limits: CurrencyLimits,
  sameAs: (lines: readonly TapeLine[]) => number,
): Added {
  const pieces = awaitsPieces(tape) ? tape.typed.slice(0, -1) : '1'
  if (!/^\d+$/.test(pieces) || Number(pieces) > QUANTITY_LIMIT) return { ok: false, why: 'pieces' }
  const before = awaitsPieces(tape) ? { ...tape, typed: '' } : endLine(tape, limits.decimals)
  const lines = [...before.lines]
  const index = sameAs(lines)
  const known = lines[index]
  if (known) lines[index] = { ...known, quantity: known.quantity + Number(pieces) }
  else lines.push(line(Number(pieces)))
  const next = { lines, typed: '' }
  const most = Math.max(...lines.map((one) => one.quantity))
  const full = lines.length > LINES_LIMIT || most > QUANTITY_LIMIT || !fits(next, limits)
  return full ? { ok: false, why: 'full' } : { ok: true, tape: next }
}

/** Adds pieces to one line or takes some away; a line without a piece is gone. */
export function changePieces(tape: Tape, index: number, by: number, limits: CurrencyLimits): Tape {
  const lines = tape.lines
    .map((line, at) => (at === index ? { ...line, quantity: line.quantity + by } : line))
    .filter((line) => line.quantity > 0)
  const next = { ...tape, lines }
  return lines.some((line) => line.quantity > QUANTITY_LIMIT) || !fits(next, limits) ? tape : next
}

/** The exact sum of one line, in its own currency. */
export function lineSum(line: TapeLine, currency: string): Money {
  const unit =
    line.kind === 'item' ? moneyFrom(line.price.currency, line.price.amount) : amountOf(currency, line.unit)
  return times(unit, line.quantity)
}

/** A typed unit that is finer than the currency counts is told as a fault, and counts nothing meanwhile. */
function amountOf(currency: string, unit: string): Money {
  const parsed = parseMoney(currency, unit)
  return parsed.ok ? parsed.money : { currency, units: 0n }
}

/** The exact sum of the tape in the account's currency; an item priced in another one is left out, and told as a fault. */
export function tapeTotal(tape: Tape, limits: CurrencyLimits): Money {
  const { currency, decimals } = limits
  const sums = allLines(tape, decimals).map((line) => lineSum(line, currency))
  return sum(
    currency,
    sums.filter((one) => one.currency === currency),
  )
}

function fits(tape: Tape, limits: CurrencyLimits): boolean {
  const { currency } = limits
  return tapeTotal(tape, limits).units < 10n ** BigInt(MOST_WHOLE_DIGITS + exponentOf(currency))
}

/** Gives what is asked for, as a decimal with the decimals the account takes. */
export function tapeDecimal(tape: Tape, limits: CurrencyLimits): string {
  if (!isTape(tape)) return entryDecimal(tape.typed, limits.decimals)
  return trimmedDecimal(tapeTotal(tape, limits), limits.decimals)
}

/** Gives the text to show large: one amount as it is typed, or the sum of the tape. */
export function tapeShown(tape: Tape, limits: CurrencyLimits): string {
  return isTape(tape) ? tapeDecimal(tape, limits) : entryShown(tape.typed, limits.decimals)
}

/** Writes an amount without the zeros that an account of `decimals` does not count; what is finer is never cut. */
export function trimmedDecimal(amount: Money, decimals: number): string {
  const [whole = '0', fraction = ''] = toDecimal(amount).split('.')
  const kept = fraction.replace(/0+$/, '')
  const padded = countsInMinorUnits(decimals) ? kept.padEnd(decimals, '0') : kept
  return padded === '' ? whole : `${whole}.${padded}`
}

/** Checks the tape against the account before Enter; null when it can be asked for. */
export function tapeFault(tape: Tape, limits: CurrencyLimits): EntryFault | null {
  const { currency, decimals } = limits
  for (const line of allLines(tape, decimals)) {
    const price = line.kind === 'item' ? line.price : { currency, amount: line.unit }
    const fault = itemFault(price, limits)
    if (fault === 'currency') return { code: 'CURRENCY_NOT_OFFERED', params: { currency: price.currency } }
    if (fault) return { code: 'AMOUNT_TOO_MANY_DECIMALS', params: { currency, decimals } }
  }
  return entryFault(tapeDecimal(tape, limits), limits)
}

/** Gives the lines to keep with the sale; undefined for one plain amount, which says it all itself. */
export function linesToSell(tape: Tape, limits: CurrencyLimits): LineToSell[] | undefined {
  const lines = allLines(tape, limits.decimals)
  const [first] = lines
  if (lines.length === 1 && first?.kind === 'amount' && first.quantity === 1) return undefined
  return lines.map((line) =>
    line.kind === 'item'
      ? { kind: 'item', itemId: line.itemId, unit: line.price.amount, quantity: line.quantity }
      : { kind: 'amount', unit: line.unit, quantity: line.quantity },
  )
}
