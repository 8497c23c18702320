import type { HistoryEvent, InvoiceDetail, InvoiceRow } from '../../shared/contract/shapes/invoice.ts'
import { type InvoiceStatus, isWaiting } from '../../shared/status/status.ts'
import type { Sound } from '../window/sound.ts'

/** The statuses that are told aloud when a sale comes to them. */
const SOUNDS = {
  paid: 'paid',
  paid_late: 'attention',
  overpaid: 'attention',
  underpaid: 'attention',
  unknown: 'attention',
  expired: 'attention',
  refunded: 'attention',
  failed: 'failed',
} as const satisfies Partial<Record<InvoiceStatus, Sound>>

export type Outcome = keyof typeof SOUNDS

/** Says whether a status is an outcome a person is told about. */
export function isOutcome(status: InvoiceStatus): status is Outcome {
  return Object.hasOwn(SOUNDS, status)
}

/** What is told of a sale. */
export interface Telling {
  readonly outcome: Outcome
  /** Its money has come after somebody had given the sale up: nobody waits for it any more, so it calls for a look. */
  readonly givenUp: boolean
}

/** The sound that belongs to what is told. */
export function soundOf({ outcome, givenUp }: Telling): Sound {
  return givenUp ? 'attention' : SOUNDS[outcome]
}

/** Which sentence tells it. */
export function wordsOf({
  outcome,
  givenUp,
}: Telling): `sale.announce.${Outcome}` | `sale.givenUp.${OfMoney}` {
  return givenUp && isOfMoney(outcome) ? `sale.givenUp.${outcome}` : `sale.announce.${outcome}`
}

/** The statuses that tell of money. */
const OF_MONEY = ['paid', 'paid_late', 'overpaid', 'underpaid'] as const
type OfMoney = (typeof OF_MONEY)[number]

const isOfMoney = (status: InvoiceStatus): status is OfMoney => OF_MONEY.some((one) => one === status)

/** Those that more money can leave as they are, though what a person has to do about it is another amount. */
const COUNTING: ReadonlySet<InvoiceStatus> = new Set(['overpaid', 'underpaid'])

/** How long after its change a sale this window never saw still counts as news, ms. */
const NEWS_MS = 10_000

/** What tells one state of a sale from another. */
export interface Sight {
  readonly status: InvoiceStatus
  /** What had come, as decimal text. */
  readonly received: string
}

/** What was seen of a sale that was just read. */
export function sightOf(invoice: Pick<InvoiceRow, 'status' | 'received'>): Sight {
  return { status: invoice.status, received: invoice.received.amount }
}

type Standing = Pick<InvoiceDetail['invoice'], 'status' | 'received' | 'abandonedAt'>

interface News extends Standing {
  /** When its money or its status last changed, epoch ms; null when never. */
  readonly changedAt: number | null
}

interface JustRead {
  readonly invoice: Standing
  readonly events: readonly Pick<HistoryEvent, 'kind' | 'at'>[]
}

/** What is written of a sale when its money or its status changes; a review, a note, a tag or a reason is none of it. */
const CHANGES: ReadonlySet<string> = new Set(['receipt_seen', 'received_changed', 'status_changed'])

/** Gives what of a sale that was just read may be told. */
export function newsOf({ invoice, events }: JustRead): News {
  const changes = events.filter(({ kind }) => CHANGES.has(kind)).map(({ at }) => at)
  return { ...invoice, changedAt: changes.length === 0 ? null : Math.max(...changes) }
}

/**
 * Gives what to tell when a sale is seen as `after`, having been seen last as `before`.
 *
 * `before` is absent for a sale never seen, and null for one whose last state is no longer sure; of such a one only late
 * money is told, and only while it is news. Null when there is nothing to tell: no outcome, or no change.
 */
export function outcomeToTell(before: Sight | null | undefined, after: News, now: number): Telling | null {
  const { status } = after
  if (!isOutcome(status)) return null
  const moneyCame = before?.received !== after.received.amount
  const givenUp = after.abandonedAt !== null && isOfMoney(status) && moneyCame
  if (before) {
    const changed = before.status !== status || (COUNTING.has(status) && moneyCame)
    return changed ? { outcome: status, givenUp } : null
  }
  const late = status === 'paid_late' || givenUp
  return late && after.changedAt !== null && now - after.changedAt <= NEWS_MS
    ? { outcome: status, givenUp }
    : null
}

/** What a window last saw of each sale; null once that may have changed without a look. */
export type Seen = ReadonlyMap<string, Sight | null>

/** More changes than this in one event are a sweep, not a counter; they are not all read one by one. */
const MOST_AT_ONCE = 30

/** What a change asks of the window: the sales to read again, and those to hold for unsure without reading them. */
export interface Looks {
  readonly kind: 'each' | 'sweep'
  readonly read: readonly string[]
  readonly unsure: readonly string[]
}

/**
 * Says which sales to look at when `ids` changed; no ids means any of them.
 *
 * Of a sweep only the sales on the screen are read, first, and those seen waiting; the others that were seen become unsure.
 */
export function looksAfter(ids: readonly string[], seen: Seen, onScreen: readonly string[]): Looks {
  if (ids.length > 0 && ids.length <= MOST_AT_ONCE) return { kind: 'each', read: ids, unsure: [] }
  const changed = new Set(ids)
  const concerned = (id: string) => changed.size === 0 || changed.has(id)
  const known = [...seen].filter(([id]) => concerned(id))
  const waiting = known.flatMap(([id, sight]) => (sight && isWaiting(sight.status) ? [id] : []))
  const read = new Set([...onScreen.filter(concerned), ...waiting])
  return { kind: 'sweep', read: [...read], unsure: known.flatMap(([id]) => (read.has(id) ? [] : [id])) }
}

/** More outcomes than this of one sweep are noted, not told. */
const MOST_TOLD = 20

/** How the next outcome of a sweep is told after `told` others: the first is heard, the last ones are only noted. */
export function tellingOf(told: number): 'sound' | 'words' | 'nothing' {
  if (told >= MOST_TOLD) return 'nothing'
  return told === 0 ? 'sound' : 'words'
}
