import type { FaultOrder } from '../../../../src/main/practice/requests/faults.ts'
import type { ProviderId } from '../../../../src/shared/contract/plain/provider-ids.ts'
import type { InvoiceStatus } from '../../../../src/shared/status/status.ts'

/** What befalls one sale of the day. */
export type Fate =
  | 'exact'
  | 'short'
  | 'over'
  | 'late'
  | 'expired'
  | 'declined'
  | 'abandoned'
  | 'slow'
  | 'refused'
  | 'too many'
  | 'server error'
  | 'lost answer'
  | 'cut answer'

export interface Till {
  readonly provider: ProviderId
  readonly label: string
  readonly currency: string
  /** Whether the provider can tell later what became of a create whose answer was lost. */
  readonly recovers: boolean
  readonly fates: readonly Fate[]
  /** What the cashier types for the sale with this number, from 0; every amount of the day is another. */
  keys(n: number): string
}

/** Every sale of the day that is not paid exactly, each at its place among the 25 of a block. */
const HARD: Readonly<Record<number, Fate>> = {
  2: 'short',
  4: 'over',
  6: 'late',
  8: 'expired',
  10: 'declined',
  12: 'abandoned',
  14: 'slow',
  16: 'refused',
  18: 'server error',
  20: 'lost answer',
  22: 'cut answer',
  24: 'too many',
}
export const BLOCK = 25
const COMMON: readonly Fate[] = ['abandoned', 'slow', 'refused', 'server error', 'lost answer', 'cut answer']

export const TILLS: readonly Till[] = [
  {
    provider: 'daisy',
    label: 'Daisy',
    currency: 'DAI',
    recovers: true,
    fates: [...COMMON, 'short', 'over'],
    keys: (n) => `${20 + n}.25`,
  },
  {
    provider: 'oneshotpay',
    label: '1ShotPay',
    currency: 'USD',
    recovers: false,
    fates: [...COMMON, 'late', 'expired'],
    keys: (n) => String(1_001 + n),
  },
  {
    provider: 'ocpay',
    label: 'OCPay',
    currency: 'DZD',
    recovers: false,
    fates: [...COMMON, 'late', 'expired', 'declined', 'too many'],
    keys: (n) => String(7_401 + n),
  },
  {
    provider: 'oxapay',
    label: 'OxaPay',
    currency: 'USDT',
    recovers: true,
    fates: [...COMMON, 'over', 'late', 'expired'],
    keys: (n) => `${30 + n}.5`,
  },
]

/**
 * What befalls the sale at this place of a block: its hard fate where the provider can have it, else nothing special.
 *
 * A 429 halves an account's pace for five minutes, longer than this day lasts, so only OCPay's last sale meets one.
 */
export function fateAt(till: Till, block: number, place: number): Fate {
  const hard = HARD[place]
  if (hard === 'too many' && block < TILLS.length) return 'exact'
  return hard && till.fates.includes(hard) ? hard : 'exact'
}

/** The fault that makes a create end so; null where the provider answers as usual. */
export function faultOf(fate: Fate): Pick<FaultOrder, 'kind' | 'status' | 'retryAfter' | 'delayMs'> | null {
  switch (fate) {
    case 'slow':
      return { kind: 'slow_drip', delayMs: 3 }
    case 'refused':
      return { kind: 'http_status', status: 400 }
    case 'too many':
      return { kind: 'http_status', status: 429, retryAfter: 2 }
    case 'server error':
      return { kind: 'http_status', status: 500 }
    case 'lost answer':
      return { kind: 'timeout_after' }
    case 'cut answer':
      return { kind: 'connection_reset_after' }
    default:
      return null
  }
}

/** What the book may say of the sale in the end. */
export function endsOf(fate: Fate, till: Till): readonly InvoiceStatus[] {
  switch (fate) {
    case 'exact':
    case 'slow':
      return ['paid']
    case 'short':
      return ['underpaid']
    case 'over':
      return ['overpaid']
    case 'late':
      return ['paid_late']
    case 'expired':
    case 'abandoned':
      return [fate]
    case 'declined':
    case 'refused':
    case 'too many':
      return ['failed']
    case 'server error':
      // Where there is a means, two looks half a minute apart prove that nothing was made.
      return till.recovers ? ['unknown', 'failed'] : ['unknown']
    case 'lost answer':
    case 'cut answer':
      return [till.recovers ? 'open' : 'unknown']
  }
}

/** Whether the window shows no code for the sale, because its create did not come to a link. */
export const hasNoCode = (fate: Fate): boolean =>
  ['refused', 'too many', 'server error', 'lost answer', 'cut answer'].includes(fate)
