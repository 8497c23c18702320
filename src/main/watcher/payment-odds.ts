import type { ScheduledLink } from '../ledger/port/links.ts'
import { isDone } from './intervals.ts'

/** Of all sales, the part that is ever paid. */
const EVER_PAID = 0.7
/** Of those, the part that comes late, spread evenly over the logarithm of the time from ten minutes to thirty days. */
const LATE = 0.03
const LATE_FROM_S = 600
const LATE_TO_S = 30 * 86_400
/** The rest pays log-normally after the link was made. */
const MEDIAN_S = 45
const SIGMA = 1.5

const STEPS = 4_096
const LOG_TOP = Math.log(40 * 86_400)
/** The share of payers that have paid by an age, tabled over the age's logarithm. */
const paidBy = Float64Array.from({ length: STEPS + 1 }, (_, step) =>
  shareAt(Math.exp((step / STEPS) * LOG_TOP)),
)

/**
 * Gives the chance that a link was paid between its last answer and now, 0 to 1; `sinceAge` and `age` in seconds.
 *
 * The shape is an assumption (most pay within minutes, few after hours, hardly any after days) that only orders the questions:
 * a shop whose customers are slower finds its payments a little later, never not at all.
 */
export function oddsOfPayment(sinceAge: number, age: number): number {
  const before = paidShare(sinceAge)
  const gained = EVER_PAID * (paidShare(age) - before)
  return gained <= 0 ? 0 : gained / (1 - EVER_PAID * before)
}

/** Of the links that end unpaid, the part that is paid all the same, soon after or days later. */
const PAID_AFTER_END = 0.09
const AFTER_END_FROM_S = 60
const AFTER_END_TO_S = 30 * 86_400

/** Gives the chance that a link was paid between two ages counted from its end, 0 to 1; seconds. */
function oddsAfterEnd(since: number, until: number): number {
  return PAID_AFTER_END * (afterEndShare(until) - afterEndShare(since))
}

function afterEndShare(seconds: number): number {
  if (seconds <= AFTER_END_FROM_S) return 0
  return Math.min(Math.log(seconds / AFTER_END_FROM_S) / Math.log(AFTER_END_TO_S / AFTER_END_FROM_S), 1)
}

/** What decides how much an answer about a link is worth. */
export type ValueFacts = Pick<
  ScheduledLink,
  'createdAt' | 'expiresAt' | 'checkedAt' | 'reading' | 'status' | 'hashMissing' | 'receiptCount'
> & {
  /** When its payer was last seen to do something, epoch ms; a payment is as likely as if the link were new. */
  readonly movedAt?: number | null
}

/**
 * Gives what asking about a link now is worth beside other links; only the order means something.
 *
 * It is the chance of news, weighed a little with the wait (its sixth root): the chance alone would leave slow payers waiting
 * for very long, the wait alone would spend the budget on links that nobody pays any more.
 */
export function valueOfAsking(link: ValueFacts, now: number): number {
  const age = Math.max(now - Math.max(link.createdAt, link.movedAt ?? 0), 1) / 1000
  const waited = Math.max(now - Math.max(link.checkedAt ?? 0, link.createdAt), 1) / 1000
  return (oddsOfNews(link, now, age, waited) + LEAST) * Math.cbrt(Math.sqrt(waited))
}

/** So that a link without any chance still has its turn, the one that waited longest first. */
const LEAST = 1e-6

function oddsOfNews(link: ValueFacts, now: number, age: number, waited: number): number {
  if (link.reading === 'confirming') return 0.7 * (1 - Math.exp(-waited / 60))
  // A transfer without its hash comes soon; what is complete changes only by a refund or a second payment.
  if (isDone(link)) {
    return link.hashMissing || link.receiptCount === 0 ? 0.3 * (1 - Math.exp(-waited / 60)) : 0
  }
  const sinceEnd = link.expiresAt === null ? 0 : (now - link.expiresAt) / 1000
  const late = sinceEnd > 0 ? oddsAfterEnd(sinceEnd - waited, sinceEnd) : 0
  return late + oddsOfPayment(Math.max(age - waited, 0), age)
}

function paidShare(ageS: number): number {
  if (ageS <= 1) return 0
  const step = Math.min((Math.log(ageS) / LOG_TOP) * STEPS, STEPS)
  const low = Math.floor(step)
  const from = paidBy[low] ?? 1
  return from + ((paidBy[low + 1] ?? from) - from) * (step - low)
}

function shareAt(ageS: number): number {
  const early = normalShare((Math.log(ageS) - Math.log(MEDIAN_S)) / SIGMA)
  const late = Math.log(ageS / LATE_FROM_S) / Math.log(LATE_TO_S / LATE_FROM_S)
  return (1 - LATE) * early + LATE * Math.min(Math.max(late, 0), 1)
}

/** The standard normal distribution function, to 2e-7 (Abramowitz and Stegun 7.1.26). */
function normalShare(x: number): number {
  const z = Math.abs(x) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * z)
  const series =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
  const upper = (series * Math.exp(-z * z)) / 2
  return x >= 0 ? 1 - upper : upper
}
