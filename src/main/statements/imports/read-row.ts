import type { ImportField, ImportReason, ImportWhy } from '../../../shared/contract/plain/imports.ts'
import { DESCRIPTION_LIMIT } from '../../../shared/contract/plain/limits.ts'
import type { StatementDates, StatementMark } from '../../../shared/contract/plain/statements.ts'
import { typedText } from '../../../shared/contract/plain/typed-text.ts'
import { exponentOf, isStorableCode } from '../../../shared/money/currency.ts'
import { LARGEST_WHOLE, moneyFrom, toDecimal, trimZeros } from '../../../shared/money/money.ts'
import { decimalOfAtto } from '../../../shared/money/scale.ts'
import { readTold } from '../values.ts'
import { isSpoiled } from './idents.ts'
import { type DayBounds, type Instants, type ReadInstant, readInstant } from './instants.ts'
import { currencyIn, isShared, otherName, otherSign } from './money-signs.ts'
import type { ImportOrder } from './port.ts'
import { toldStatus } from './statuses.ts'

const DAY_MS = 86_400_000
/** Nothing was sold by a payment link before. */
const FIRST = Date.UTC(2000, 0, 1)
/** The longest texts that are taken, UTF-16 units. */
const LONGEST: Partial<Readonly<Record<ImportField, number>>> = {
  ...{ reference: 200, number: 200, transaction: 200, payer: 200, customer: 200, email: 254 },
  description: DESCRIPTION_LIMIT,
}

/** How the rows of a file are read, once its questions are answered. */
export interface RowWays {
  readonly instants: Instants
  readonly dates: StatementDates | null
  readonly mark: StatementMark | null
  /** Of rows that tell none. */
  readonly currency: string | null
  /** What some column becomes. */
  readonly has: ReadonlySet<ImportField>
  readonly now: number
  readonly closed: ImportOrder['closed']
}

/** The texts of a row by what they become; what is not there is empty. */
export type RowTexts = Readonly<Record<Exclude<ImportField, 'out'>, string>>

/** A row that was read. */
export interface ReadRow {
  /** Null where the file has none. */
  readonly reference: string | null
  /** Of an invoice, which may be one of the book's; null where the file has none. */
  readonly number: string | null
  /** Epoch ms. */
  readonly createdAt: number
  readonly currency: string
  /** A decimal; null where the file says nothing of it. */
  readonly asked: string | null
  readonly paid: {
    readonly at: number
    /** The day that is told without a time; null where one is. */
    readonly day: DayBounds | null
    /** What counts of it, in the currency of the row. */
    readonly amount: string
    /** No column tells it: it is what was asked. */
    readonly isAssumed: boolean
    /** What came, where that is in another currency. */
    readonly came: { readonly currency: string; readonly amount: string } | null
  } | null
  readonly transaction: string | null
  readonly payer: string | null
  readonly customer: string | null
  readonly email: string | null
  readonly description: string
  /** The first day of the closed period that it lies in, which is no matter where the book has it; null where it lies in none. */
  readonly closed: string | null
}

export type RowRead =
  | { readonly ok: true; readonly row: ReadRow }
  /** Its reference where it has one, so that what belongs to it waits for it. */
  | { readonly ok: false; readonly why: ImportWhy; readonly reference: string | null }

/** Thrown and caught within this file: a row has one trouble, the first that is met. */
class Trouble extends Error {
  readonly why: ImportWhy
  constructor(reason: ImportReason, text: string | null = null) {
    super(reason)
    this.why = { reason, text: text === null ? null : text.slice(0, 100), line: null }
  }
}

/** Reads one row whole, or says what of it cannot be. */
export function readRow(texts: RowTexts, ways: RowWays): RowRead {
  try {
    return { ok: true, row: rowOf(texts, ways) }
  } catch (error) {
    if (error instanceof Trouble)
      return { ok: false, why: error.why, reference: typedText(texts.reference || texts.number) || null }
    throw error
  }
}

function rowOf(texts: RowTexts, ways: RowWays): ReadRow {
  const said = (field: keyof RowTexts) => saidIn(texts, field)
  const number = identIn(texts, 'number')
  const reference = identIn(texts, 'reference') ?? number
  const [created, paidAt] = [dateIn(texts.created, ways), dateIn(texts.paid, ways)]
  const currency = currencyOf(texts.currency, ways.currency)
  const other = otherOf(texts.receivedIn, currency)
  const asked = amountIn(texts.asked, currency, ways)
  const received = amountIn(texts.received, other ?? currency, ways)
  const transaction = identIn(texts, 'transaction')
  const came = cameOf(texts, { asked, received, hasPaidDate: paidAt !== null, transaction }, ways)
  const amount = came === null || other === null ? came : countedOf(texts.status, asked, other)
  const at = paidAt ?? created
  if (at === null) throw new Trouble('noDate')
  // A day without a time stands at noon: it may seem to lie behind the payment of its morning.
  if (amount !== null && created !== null && created - at > DAY_MS)
    throw new Trouble('paidBefore', texts.paid)
  const createdAt = created === null ? at : amount === null ? created : Math.min(created, at)
  return {
    ...{
      reference,
      number: number ?? reference,
      createdAt,
      currency,
      asked,
      transaction,
      payer: said('payer'),
    },
    paid:
      amount === null
        ? null
        : {
            at,
            day: ways.instants.day(readInstant(paidAt === null ? texts.created : texts.paid), ways.dates),
            amount,
            isAssumed: received === null || other !== null,
            came: other === null || received === null ? null : { currency: other, amount: received },
          },
    ...{ customer: said('customer'), email: said('email'), description: said('description') ?? '' },
    closed: closedAt(created, ways) ?? closedAt(paidAt, ways),
  }
}

function saidIn(texts: RowTexts, field: keyof RowTexts): string | null {
  const text = typedText(texts[field])
  if (text.length > (LONGEST[field] ?? Number.POSITIVE_INFINITY)) throw new Trouble('tooLong', field)
  return text === '' ? null : text
}

/** By what a spreadsheet has spoiled, other sales would be taken for the same one. */
function identIn(texts: RowTexts, field: 'reference' | 'number' | 'transaction'): string | null {
  const text = saidIn(texts, field)
  if (text !== null && isSpoiled(text)) throw new Trouble('spoiled', text)
  return text
}

/** Gives what came: a decimal, or null where nothing did. */
function cameOf(
  texts: RowTexts,
  told: {
    readonly asked: string | null
    readonly received: string | null
    readonly hasPaidDate: boolean
    readonly transaction: string | null
  },
  { has }: RowWays,
): string | null {
  const { asked, received, hasPaidDate, transaction } = told
  const status = texts.status.trim() === '' ? 'none' : toldStatus(texts.status)
  const isSomething = received !== null && !isNothing(received)
  const isMoneySaid = hasPaidDate || transaction !== null
  switch (status) {
    case null:
      throw new Trouble('unknownStatus', texts.status)
    case 'refunded':
      throw new Trouble('refunded', texts.status)
    case 'ended':
      if (isSomething) throw new Trouble('contradicts', texts.status)
      return null
    case 'unpaid':
      // What is to be paid stands where what was paid stands, in more than one provider's words.
      if (isSomething && isMoneySaid) throw new Trouble('contradicts', texts.status)
      return null
    case 'paid':
    case 'part':
      if (received !== null && !isSomething) throw new Trouble('contradicts', texts.status)
      return cameOrAsked(received, status === 'paid' && !has.has('received') ? asked : null)
    case 'none':
      if (received !== null) return isSomething ? received : null
      if (!isMoneySaid) return null
      return cameOrAsked(null, has.has('received') ? null : asked)
  }
}

/** Gives what counts of money in another currency: all that was asked where the status says so; how much a part of it counts is in no file. */
function countedOf(status: string, asked: string | null, other: string): string {
  if (toldStatus(status) !== 'paid') throw new Trouble('inOther', other)
  return cameOrAsked(null, asked)
}

function cameOrAsked(received: string | null, asked: string | null): string {
  const came = received ?? asked
  if (came === null) throw new Trouble('noAmount')
  if (isNothing(came)) throw new Trouble('nothing')
  return came
}

/** Says whether a decimal is nothing. */
export function isNothing(decimal: string): boolean {
  return !/[1-9]/.test(decimal)
}

function dateIn(text: string, { instants, dates, now }: RowWays): number | null {
  const read: ReadInstant = readInstant(text)
  if (read.kind === 'empty') return null
  if (read.kind === 'none')
    throw read.noDay === null ? new Trouble('notADate', text) : new Trouble('noSuchDay', read.noDay)
  const at = instants.in(read, dates)
  if (at === null) throw new Trouble('notADate', text)
  if (at > now + DAY_MS) throw new Trouble('future', text)
  if (at < FIRST) throw new Trouble('longAgo', text)
  return at
}

function closedAt(at: number | null, { closed }: RowWays): string | null {
  return closed.find(({ from, until }) => at !== null && at >= from && at < until)?.firstDay ?? null
}

function currencyOf(text: string, usual: string | null): string {
  if (text.trim() === '') {
    if (usual === null) throw new Trouble('noCurrency')
    return usual
  }
  const code = currencyIn(text)
  if (code === null) throw new Trouble('unknownCurrency', text)
  return code
}

/** Gives the currency of what was received where it is another than that of the row. */
function otherOf(text: string, currency: string): string | null {
  if (text.trim() === '') return null
  const code = currencyIn(text) ?? text.trim().toUpperCase()
  if (!isStorableCode(code) || isShared(text)) throw new Trouble('unknownCurrency', text)
  return code === currency ? null : code
}

function amountIn(text: string, currency: string, { mark }: RowWays): string | null {
  if (text.trim() === '') return null
  const read = readTold(text, exponentOf(currency))
  const beside = otherName(text, currency) ?? otherSign(text, currency)
  if (beside !== null && (read.kind !== 'none' || currencyIn(beside) !== null))
    throw new Trouble('otherCurrency', beside)
  if (read.kind === 'none') throw new Trouble('notAnAmount', text)
  const atto = read.kind === 'amount' ? read.atto : mark === null ? null : read.by[mark]
  if (atto === null) throw new Trouble('notAnAmount', text)
  if (atto < 0n) throw new Trouble('negative', text)
  const decimal = trimZeros(decimalOfAtto(atto))
  const finest = read.kind === 'amount' ? read.decimals : 0
  if ((decimal.split('.')[1]?.length ?? 0) > exponentOf(currency) || finest > 18)
    throw new Trouble('tooManyDecimals', text)
  if (BigInt(decimal.split('.')[0] ?? '0') > LARGEST_WHOLE) throw new Trouble('tooLarge', text)
  return toDecimal(moneyFrom(currency, decimal))
}
