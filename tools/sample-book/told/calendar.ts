import type { Chance } from '../chance.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Algiers is an hour ahead of UTC all year. */
const OFFSET = HOUR

/** The zone of the sample book's business days. */
export const ZONE = 'Africa/Algiers'
/** How many days of business a sample book holds. */
export const DAYS = 3 * 365

/** How much is sold in each hour of a day, from midnight on. */
const USUAL_DAY = [0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 9, 11, 7, 4, 7, 8, 9, 11, 10, 4, 0, 0, 0, 0]
/** On Friday the shop opens after the prayer. */
const FRIDAY = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 6, 9, 10, 8, 5, 0, 0, 0, 0]
/** From Sunday to Saturday, hundredths. */
const WEEKDAYS = [95, 90, 95, 100, 130, 45, 110]
/** From January to December, hundredths. */
const MONTHS = [85, 82, 95, 100, 102, 112, 125, 88, 104, 98, 110, 135]
/** Month and day of the year on which hardly anybody buys. */
const QUIET_DAYS = ['01-01', '05-01', '07-05', '11-01']

/** The last sales lie this close to the end, so that a book holds what is under way just then. */
const LAST_MS = 80_000

/** The beginning of the book's first day, epoch ms. */
export function beginningOf(until: number): number {
  return Math.floor((until + OFFSET) / DAY) * DAY - OFFSET - DAYS * DAY
}

/**
 * Gives the instants of `sales` sales, rising, the last `lastOnes` of them within minutes of `until`.
 *
 * Days are weighed by weekday, season and a shop that grows; hours by when it is open.
 */
export function* instants(
  sales: number,
  until: number,
  lastOnes: number,
  chance: Chance,
): Generator<number, void> {
  const before = sales - lastOnes
  const end = until - (lastOnes + 1) * LAST_MS
  const first = beginningOf(until)
  const days = Array.from({ length: DAYS + 1 }, (_, day) => dayOf(first + day * DAY, day, end))
  const total = days.reduce((sum, day) => sum + day.weight, 0)
  let reached = 0
  let done = 0
  for (const day of days) {
    reached += day.weight
    const upTo = day === days.at(-1) || total === 0 ? before : Math.floor((reached / total) * before)
    const count = upTo - done
    for (let n = 0; n < count; n += 1) {
      yield day.at(((n + chance.int(0, 999_999) / 1_000_000) / count) * day.open)
    }
    done = upTo
  }
  for (let n = 0; n < lastOnes; n += 1) {
    // The very last one has only just been sent.
    const ago = n === lastOnes - 1 ? 200 : (lastOnes - n) * LAST_MS - chance.int(0, LAST_MS / 2)
    yield until - ago
  }
}

interface Day {
  /** How much is sold on it, compared with other days. */
  readonly weight: number
  /** The sum of its hours. */
  readonly open: number
  /** The instant at which `part` of the sum of its hours is reached. */
  at(part: number): number
}

function dayOf(begins: number, number: number, end: number): Day {
  const local = new Date(begins + OFFSET)
  const hours = local.getUTCDay() === 5 ? FRIDAY : USUAL_DAY
  const whole = hours.reduce((sum, hour) => sum + hour, 0)
  const open = hours.reduce((sum, hour, n) => sum + hour * partBefore(begins + n * HOUR, end), 0)
  const quiet = QUIET_DAYS.includes(local.toISOString().slice(5, 10)) ? 10 : 100
  const season = (WEEKDAYS[local.getUTCDay()] ?? 0) * (MONTHS[local.getUTCMonth()] ?? 0) * quiet
  // Over the three years the shop sells twice as much.
  const weight = season * (DAYS + number) * (open / whole)
  return { weight, open, at: (part) => Math.min(instantIn(begins, hours, part), end) }
}

function partBefore(hour: number, end: number): number {
  return Math.min(Math.max((end - hour) / HOUR, 0), 1)
}

function instantIn(begins: number, hours: readonly number[], part: number): number {
  let left = part
  for (const [n, hour] of hours.entries()) {
    if (hour > 0 && left < hour) return begins + n * HOUR + Math.floor((left / hour) * HOUR)
    left -= hour
  }
  return begins + 20 * HOUR
}
