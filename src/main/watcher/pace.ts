import type { DueLink } from '../ledger/ledger.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What decides how soon a link is asked about again. */
export interface PaceFacts {
  readonly link: Pick<
    DueLink,
    'createdAt' | 'expiresAt' | 'reading' | 'status' | 'hashMissing' | 'receiptCount'
  >
  readonly now: number
  /** True while a person looks at the sale. */
  readonly viewed: boolean
  /** How many questions about it failed in a row. */
  readonly failures: number
}

/** No wait is longer than this, ms. */
export const LONGEST_WAIT_MS = DAY

/** A sale on the screen is asked about this often while it is young. */
const VIEWED_MS = 2_500

/**
 * Gives the wait before the next question about a link, ms; null when it need not be asked again.
 *
 * A sale with money still due never ends: past expiry and after a sale is given up the waits only grow, to one a day.
 */
export function nextWait(facts: PaceFacts): number | null {
  const { link, now, viewed, failures } = facts
  const age = Math.max(0, now - link.createdAt)
  if (isFinished(link, age)) return null
  const base = link.hashMissing && age < HOUR ? 10 * SECOND : byAge(age, isOver(link, now, age))
  const wait = viewed && age < HOUR ? Math.min(base, VIEWED_MS) : base
  return Math.min(wait * 2 ** Math.min(failures, 6), LONGEST_WAIT_MS)
}

/** A week after its link a sale that is paid has nothing more to tell, unless its transfer is still to come: then a month. */
function isFinished(link: PaceFacts['link'], age: number): boolean {
  const done = ['paid', 'overpaid', 'paid_late', 'refunded'].includes(link.status)
  const incomplete = link.hashMissing || link.receiptCount === 0
  return done && age > (incomplete ? 30 : 7) * DAY
}

function isOver(link: PaceFacts['link'], now: number, age: number): boolean {
  const settled = ['paid', 'overpaid', 'paid_late', 'abandoned', 'expired', 'failed'].includes(link.status)
  // The expiry is the provider's time: a young link that seems long over only shows that the two clocks differ.
  const timeOver = link.expiresAt !== null && now > link.expiresAt + 10 * MINUTE
  return settled || (timeOver && age > 30 * MINUTE)
}

/** Most payments come within minutes of the link; the older it is, the rarer the question. */
function byAge(age: number, over: boolean): number {
  if (over) {
    if (age < 2 * HOUR) return 10 * MINUTE
    if (age < DAY) return 2 * HOUR
    return DAY
  }
  if (age < 2 * MINUTE) return 5 * SECOND
  if (age < 10 * MINUTE) return 15 * SECOND
  if (age < HOUR) return MINUTE
  if (age < DAY) return 10 * MINUTE
  if (age < 7 * DAY) return HOUR
  return DAY
}
