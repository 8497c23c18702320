import type { InvoiceDetail } from '../../shared/contract/models.ts'
import type { InvoiceStatus } from '../../shared/status/status.ts'
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
 * Null when there is nothing to tell: no outcome, no change, or a sale this window never saw whose change is old.
 */
export function outcomeToTell(
  before: InvoiceStatus | undefined,
  after: Pick<InvoiceDetail['invoice'], 'status' | 'updatedAt'>,
  now: number,
): Outcome | null {
  const { status } = after
  if (before === status || !isOutcome(status)) return null
  if (before === undefined && (status !== 'paid_late' || now - after.updatedAt > NEWS_MS)) return null
  return status
}
