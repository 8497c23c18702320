import type { ScheduledLink } from '../ledger/port/links.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What decides how soon a link is worth asking about again. */
export interface WaitFacts {
  readonly link: Pick<
    ScheduledLink,
    'createdAt' | 'expiresAt' | 'reading' | 'status' | 'hashMissing' | 'receiptCount'
  >
  readonly now: number
  /** True while a person looks at the sale. */
  readonly viewed: boolean
  /** True while the account's feed tells payments by itself, so that the link's own turn may wait. */
  readonly fed: boolean
  /** How many questions about it failed in a row. */
  readonly failures: number
}

/** No wait is longer than this, ms. */
export const LONGEST_WAIT_MS = 7 * DAY

/** A sale on the screen is asked about this often while it is young, and a little more often at first, ms. */
const VIEWED_MS = 2_500
export const VIEWED_FIRST_MS = 1_800
const FIRST_AGE_MS = 40 * SECOND
/** A sale older than this is asked about no more often for being looked at, ms. */
export const VIEWED_UNTIL_MS = HOUR
/** The same where a feed takes turns with it, ms. */
const VIEWED_FED_MS = 3_400

/**
 * Gives the wait before the next question about a link, ms; null when it need not be asked again.
 *
 * The wait is a part of the link's age, because most payments come early: a customer who took ten minutes waits one more
 * minute at most. Past the end it is a part of the time since then. A sale with money still due never ends: past expiry and
 * after it is given up the waits only grow, to six hours for a week, a day for a season, and then a week. A budget that is
 * spent makes every wait longer, never shorter.
 */
export function nextWait(facts: WaitFacts): number | null {
  const { link, now, viewed, fed, failures } = facts
  const age = Math.max(0, now - link.createdAt)
  const done = isDone(link)
  if (done && age > lastDays(link) * DAY) return null
  const own = done ? doneWait(link, age) : openWait(link, now, age, fed)
  const wait = viewed && age < VIEWED_UNTIL_MS ? Math.min(own, viewedWait(age, fed)) : own
  return Math.min(wait * 2 ** Math.min(failures, 6), LONGEST_WAIT_MS)
}

function viewedWait(age: number, fed: boolean): number {
  if (fed) return VIEWED_FED_MS
  return age < FIRST_AGE_MS ? VIEWED_FIRST_MS : VIEWED_MS
}

/** Says whether nothing more is due, so that a further answer could only tell of refunds and of money paid twice. */
export function isDone(link: Pick<ScheduledLink, 'status'>): boolean {
  return ['paid', 'overpaid', 'paid_late', 'refunded'].includes(link.status)
}

/** A week after its link a sale that is paid has nothing more to tell, unless its transfer is still to come: then a month. */
function lastDays(link: WaitFacts['link']): number {
  return link.hashMissing || link.receiptCount === 0 ? 30 : 7
}

function doneWait(link: WaitFacts['link'], age: number): number {
  if (link.hashMissing || link.receiptCount === 0) return clamp(age / 10, 10 * SECOND, DAY)
  if (age < 2 * HOUR) return 30 * MINUTE
  return age < DAY ? 6 * HOUR : DAY
}

function openWait(link: WaitFacts['link'], now: number, age: number, fed: boolean): number {
  if (link.reading === 'confirming') return clamp(age / 20, 5 * SECOND, HOUR)
  if (age > 90 * DAY) return LONGEST_WAIT_MS
  if (isOver(link, now, age)) {
    return clamp(sinceOver(link, now, age) / 5, 30 * SECOND, age < 7 * DAY ? 6 * HOUR : DAY)
  }
  return fed ? clamp(age / 4, 30 * SECOND, DAY) : clamp(age / 10, 5 * SECOND, DAY)
}

/** Says whether a link asks for money no more, for all that is known; `age` since it was made, ms. */
export function isOver(link: Pick<ScheduledLink, 'status' | 'expiresAt'>, now: number, age: number): boolean {
  if (['abandoned', 'expired', 'failed'].includes(link.status)) return true
  // The expiry is the provider's time: a young link that seems long over only shows that the two clocks differ.
  return link.expiresAt !== null && now > link.expiresAt + 10 * MINUTE && age > 30 * MINUTE
}

/** Late payers come soon after the end or hardly at all, so that the waits begin anew there. */
function sinceOver(link: WaitFacts['link'], now: number, age: number): number {
  const ended = link.expiresAt === null ? age : now - link.expiresAt
  return ended > 0 ? Math.min(ended, age) : age
}

function clamp(wait: number, shortest: number, longest: number): number {
  return Math.round(Math.min(Math.max(wait, shortest), longest))
}
