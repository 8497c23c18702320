/** The widths of the month's columns, CSS px, and how many of the accounts' are seen at once. */
export interface WholeColumns {
  readonly day: number
  readonly each: number
  readonly seen: number
}

/** The day where its words are short, the account at its least, all of them together, and what needs a person, CSS px. */
const DAY = 84
const LEAST = 150
export const ALL = 60
export const NEEDS = 64

/** Gives widths with which only whole columns stand between the day and all accounts together, in so much room, CSS px; `count` is how many accounts there are, `least` what the words of the days need. */
export function wholeColumns(room: number, count: number, least = 0): WholeColumns {
  const words = Math.max(DAY, least)
  const middle = Math.max(LEAST, Math.floor(room) - words - ALL - NEEDS)
  const seen = Math.max(1, Math.min(count, Math.floor(middle / LEAST)))
  const each = Math.floor(middle / seen)
  return { day: words + middle - each * seen, each, seen }
}

/** Gives how many columns lie before those in sight and behind them, where the grid was scrolled so far aside, CSS px. */
export function besideOf(
  offset: number,
  { each, seen }: WholeColumns,
  count: number,
): { readonly before: number; readonly after: number } {
  const before = Math.min(Math.max(0, count - seen), Math.round(Math.abs(offset) / each))
  return { before, after: Math.max(0, count - seen - before) }
}
