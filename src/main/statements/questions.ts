import {
  STATEMENT_DATES,
  type StatementDates,
  type StatementMark,
} from '../../shared/contract/plain/statements.ts'
import type { ReadDate, ReadTold } from './values.ts'

/** A row of a file that is named: an example, one that was not read, or one that the book does not have. */
export interface NamedRow {
  /** Its place in the file, from 1. */
  readonly row: number
  readonly text: string
}

/** What only whoever wrote a file knows: an example, and where rows contradict each other one of each. */
export interface Question<What extends string> {
  readonly kind: 'ask'
  readonly what: What
  readonly examples: readonly NamedRow[]
  readonly isBoth: boolean
}

/** Hears the rows of a file one by one, and tells what follows from all of them: null where none needs it, a question where none says it. */
export interface Votes<Read, Found, What extends string> {
  take(read: Read, row: NamedRow): void
  found(): Found | null | Question<What>
}

/**
 * The order that every date is a day in; a question where day or month may come first, or where no order is right for all. The year comes
 * first only where some date can be read in no other way: "15-10-26" is of 2026.
 */
export function createDateVotes(): Votes<ReadDate, StatementDates, 'dates'> {
  const either: NamedRow[] = []
  /** Some date is no day in this order. */
  const wrong = new Map<StatementDates, NamedRow>()
  let onlyYear: NamedRow | null = null
  return {
    take(date, row) {
      if (date.kind !== 'orders') return
      const isSame = date.dayFirst === date.monthFirst && date.dayFirst !== null
      if (!isSame && either.length < 2 && isOther(either, row)) either.push(nameOf(row))
      for (const order of STATEMENT_DATES)
        if (date[order] === null && !wrong.has(order)) wrong.set(order, nameOf(row))
      if (date.dayFirst === null && date.monthFirst === null) onlyYear ??= nameOf(row)
    },
    found() {
      if (either.length === 0) return null
      if (onlyYear && !wrong.has('yearFirst')) return 'yearFirst'
      const [noDay, noMonth] = [wrong.get('dayFirst'), wrong.get('monthFirst')]
      if (noMonth && !noDay) return 'dayFirst'
      if (noDay && !noMonth) return 'monthFirst'
      const noYear = onlyYear ? wrong.get('yearFirst') : undefined
      const contradicting = noDay && noMonth ? [noYear ?? noMonth, onlyYear ?? noDay] : null
      return { kind: 'ask', what: 'dates', examples: contradicting ?? either, isBoth: contradicting !== null }
    },
  }
}

/** The mark that some amount shows and none contradicts; a question where one that is unclear is left. */
export function createMarkVotes(): Votes<ReadTold, StatementMark, 'mark'> {
  const unclear: NamedRow[] = []
  const shown = new Map<StatementMark, NamedRow>()
  return {
    take(amount, row) {
      if (amount.kind === 'marks' && unclear.length < 2 && isOther(unclear, row)) unclear.push(nameOf(row))
      if (amount.kind === 'amount' && amount.mark !== null && !shown.has(amount.mark))
        shown.set(amount.mark, nameOf(row))
    },
    found() {
      if (unclear.length === 0) return null
      const [only] = shown.keys()
      if (shown.size === 1 && only) return only
      const examples = shown.size === 2 ? [...shown.values()] : unclear
      return { kind: 'ask', what: 'mark', examples, isBoth: shown.size === 2 }
    },
  }
}

/** A row may have the same in two of its columns, and one example of it is enough. */
function isOther(named: readonly NamedRow[], { row, text }: NamedRow): boolean {
  return named.every((one) => one.row !== row || one.text !== text)
}

function nameOf({ row, text }: NamedRow): NamedRow {
  return { row, text }
}
