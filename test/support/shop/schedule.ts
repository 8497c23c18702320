import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { type Chance, createChance } from '../app/chance.ts'
import { ACCOUNTS, type BenchCase } from './bench-cases.ts'

/** A sale of the schedule; all instants epoch ms. */
export interface Sale {
  readonly n: number
  readonly provider: ProviderId
  readonly createdAt: number
  /** When its link stops asking; null where the provider's never do. */
  readonly expiresAt: number | null
  /** When its payer pays; null for never. */
  readonly paysAt: number | null
}

/** What happens in one run, whoever watches it. */
export interface Schedule {
  readonly start: number
  /** Payments from `from` up to `to` are measured. */
  readonly from: number
  readonly to: number
  /** Nothing more is sold or paid from here on. */
  readonly end: number
  /** Sales that are open at the start, or expired and still to be paid; oldest first. */
  readonly before: readonly Sale[]
  /** Sales of the last day that were paid before the start: the providers' lists still show them. */
  readonly paidBefore: readonly Sale[]
  /** Sales made during the run, oldest first. */
  readonly during: readonly Sale[]
}

export const START = Date.UTC(2026, 5, 1, 9)

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Who pays, and when: 70 % do, most within minutes, some after the link's end, a few days later. */
const PAID_SHARE = 0.7
const MEDIAN_MS = 45 * SECOND
const SIGMA = 1.5
const MEAN_MS = MEDIAN_MS * Math.exp(SIGMA ** 2 / 2)
const LATE_SHARE = 0.03
const DAYS_LATER_SHARE = 0.01
/** The last payer of a link comes this long after it was made, at most, ms. */
const LONGEST_STORY_MS = DAY + 3 * DAY
/** One open sale at a time: so many, the next soon after a payment, or after this long without one, ms. */
const ONE_BY_ONE = 60
const PATIENCE_MS = 10 * MINUTE
const PAUSE_MS = 20 * SECOND

/** How long a link asks for money, ms; a Daisy one never ends, and its payers are taken to be as the others'. */
export function lifeOf(provider: ProviderId): number {
  return provider === 'ocpay' ? 20 * MINUTE : DAY
}

/** Draws what happens in a case; the same seed gives the same. */
export function drawSchedule(bench: BenchCase, seed: number): Schedule {
  const chance = createChance(seed * 7919 + bench.open)
  return bench.open === 1 ? oneByOne(bench, chance) : steady(bench, chance)
}

function steady(bench: BenchCase, chance: Chance): Schedule {
  const from = START + bench.warmUpMs
  const to = from + bench.windowMs
  const end = to + bench.coolDownMs
  const accounts = ACCOUNTS[bench.mode]
  const perMs = bench.open / meanOpenMs(accounts)
  const sales: Sale[] = []
  let at = START - LONGEST_STORY_MS
  for (;;) {
    at += chance.untilNext(perMs)
    if (at >= end) break
    sales.push(drawSale(sales.length, Math.round(at), accounts, chance))
  }
  const past = sales.filter((sale) => sale.createdAt < START)
  return {
    start: START,
    from,
    to,
    end,
    before: past.filter(isStillWatched),
    paidBefore: past.filter(isStillListed),
    during: sales.filter((sale) => sale.createdAt >= START),
  }
}

function oneByOne(bench: BenchCase, chance: Chance): Schedule {
  const during: Sale[] = []
  let at = START + MINUTE
  while (during.length < ONE_BY_ONE) {
    const sale = drawSale(during.length, Math.round(at), ACCOUNTS[bench.mode], chance)
    during.push(sale)
    at = Math.min(sale.paysAt ?? Number.POSITIVE_INFINITY, at + PATIENCE_MS) + PAUSE_MS
  }
  const end = at + bench.coolDownMs
  return { start: START, from: START, to: end, end, before: [], paidBefore: [], during }
}

function drawSale(n: number, createdAt: number, accounts: readonly ProviderId[], chance: Chance): Sale {
  const provider = accounts[n % accounts.length] ?? 'oneshotpay'
  const ends = createdAt + lifeOf(provider)
  const expiresAt = provider === 'daisy' ? null : ends
  return { n, provider, createdAt, expiresAt, paysAt: drawPayment(createdAt, ends, chance) }
}

function drawPayment(createdAt: number, ends: number, chance: Chance): number | null {
  // Always the same number of draws, so that one sale's luck does not move the next one's.
  const [pays, kind, later] = [chance.unit(), chance.unit(), chance.unit()]
  const delay = Math.min(chance.logNormal(MEDIAN_MS, SIGMA), 12 * HOUR)
  if (pays >= PAID_SHARE) return null
  if (kind < DAYS_LATER_SHARE) return Math.round(ends + DAY + later * 2 * DAY)
  // From two minutes to six hours after the end, evenly by magnitude.
  if (kind < DAYS_LATER_SHARE + LATE_SHARE) return Math.round(ends + 2 * MINUTE * 180 ** later)
  return Math.round(createdAt + delay)
}

function isStillWatched(sale: Sale): boolean {
  if (sale.paysAt !== null) return sale.paysAt >= START
  return sale.createdAt + lifeOf(sale.provider) > START
}

/** Daisy's one list holds everything ever sold: its length costs time of ours, not of the virtual clock, so it is cut. */
function isStillListed({ provider, paysAt, createdAt }: Sale): boolean {
  return provider !== 'daisy' && paysAt !== null && paysAt < START && createdAt >= START - DAY
}

/** How long a sale is open on average, ms: so many made per ms keep the number of open ones steady. */
function meanOpenMs(accounts: readonly ProviderId[]): number {
  const inTime = PAID_SHARE * (1 - LATE_SHARE - DAYS_LATER_SHARE)
  const lives = accounts.map((provider) => (1 - inTime) * lifeOf(provider) + inTime * MEAN_MS)
  return lives.reduce((total, life) => total + life, 0) / lives.length
}

/** The same schedule, begun at another instant, epoch ms. */
export function movedTo(schedule: Schedule, start: number): Schedule {
  const by = start - schedule.start
  const moved = (sale: Sale): Sale => ({
    ...sale,
    createdAt: sale.createdAt + by,
    expiresAt: sale.expiresAt === null ? null : sale.expiresAt + by,
    paysAt: sale.paysAt === null ? null : sale.paysAt + by,
  })
  return {
    start,
    from: schedule.from + by,
    to: schedule.to + by,
    end: schedule.end + by,
    before: schedule.before.map(moved),
    paidBefore: schedule.paidBefore.map(moved),
    during: schedule.during.map(moved),
  }
}
