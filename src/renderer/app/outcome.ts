import type { InvoiceDetail } from '../../shared/contract/models.ts'
import { type InvoiceStatus, isWaiting } from '../../shared/status/status.ts'
import type { Sound } from './sound.ts'

/** The statuses that are told aloud when a sale comes to them. */
const SOUNDS = {
  paid: 'paid',
  paid_late: 'paid',
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

/** The sound that belongs to an outcome. */
export function soundOf(outcome: Outcome): Sound {
  return SOUNDS[outcome]
}

/** How long after its change a sale this window never saw still counts as news, ms. */
const NEWS_MS = 10_000

/**
 * Gives the outcome to tell when a sale is seen with `after`, having been seen last with `before`.
 *
 * `before` is absent for a sale never seen, and null for one whose last status is no longer sure.
 * Null when there is nothing to tell: no outcome, no change, or a sale this window never saw whose change is old.
 */
export function outcomeToTell(
  before: InvoiceStatus | null | undefined,
  after: Pick<InvoiceDetail['invoice'], 'status' | 'updatedAt'>,
  now: number,
): Outcome | null {
  const { status } = after
  if (before === status || !isOutcome(status)) return null
  if (!before && (status !== 'paid_late' || now - after.updatedAt > NEWS_MS)) return null
  return status
}

/** What a window last saw of each sale; null once that may have changed without a look. */
export type Seen = ReadonlyMap<string, InvoiceStatus | null>

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
  const waiting = known.flatMap(([id, status]) => (status && isWaiting(status) ? [id] : []))
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
