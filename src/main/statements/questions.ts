import type { StatementDates, StatementMark } from '../../shared/contract/plain/statements.ts'
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

/** The order that every date is a day in; a question where both would do, or none. */
export function createDateVotes(): Votes<ReadDate, StatementDates, 'dates'> {
  const either: NamedRow[] = []
  let onlyDay: NamedRow | null = null
  let onlyMonth: NamedRow | null = null
  return {
    take(date, row) {
      if (date.kind !== 'orders') return
      if (either.length < 2 && isOther(either, row)) either.push(nameOf(row))
      if (date.monthFirst === null) onlyDay ??= nameOf(row)
      if (date.dayFirst === null) onlyMonth ??= nameOf(row)
    },
    found() {
      if (either.length === 0) return null
      if (onlyDay && !onlyMonth) return 'dayFirst'
      if (onlyMonth && !onlyDay) return 'monthFirst'
      const examples = onlyDay && onlyMonth ? [onlyDay, onlyMonth] : either
      return { kind: 'ask', what: 'dates', examples, isBoth: onlyDay !== null }
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
