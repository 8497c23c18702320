import type { StatementDates, StatementMark } from '../../shared/contract/plain/statements.ts'
import type { NamedRow } from './port.ts'
import type { ReadDate, ReadTold } from './values.ts'

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
      if (either.length < 2) either.push(nameOf(row))
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
      if (amount.kind === 'marks' && unclear.length < 2) unclear.push(nameOf(row))
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

function nameOf({ row, text }: NamedRow): NamedRow {
  return { row, text }
}
