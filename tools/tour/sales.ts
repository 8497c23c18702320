import type { ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import type { InvoiceStatus } from '../../src/shared/status/status.ts'

/** One sale of the tour: what is asked, how the customer pays, and what the book must say in the end. */
export interface TourSale {
  readonly provider: ProviderId
  readonly label: string
  readonly currency: string
  /** What the cashier types before Enter. */
  readonly keys: string
  readonly how: 'exactly' | 'short' | 'over' | 'after expiry'
  /** What the customer sends, in the asked currency; null for exactly what is due. */
  readonly pays: string | null
  readonly ends: InvoiceStatus
}

/** A sale with each provider: one paid exactly, one short, one over, one after its link had expired. */
export const TOUR: readonly TourSale[] = [
  {
    provider: 'ocpay',
    label: 'OCPay',
    currency: 'DZD',
    keys: '7400',
    how: 'exactly',
    pays: null,
    ends: 'paid',
  },
  {
    provider: 'daisy',
    label: 'Daisy',
    currency: 'DAI',
    keys: '10.25',
    how: 'short',
    pays: '4.000000000000000001',
    ends: 'underpaid',
  },
  {
    provider: 'oxapay',
    label: 'OxaPay',
    currency: 'USDT',
    keys: '49.9',
    how: 'over',
    pays: '50',
    ends: 'overpaid',
  },
  {
    provider: 'oneshotpay',
    label: '1ShotPay',
    currency: 'USD',
    keys: '1250',
    how: 'after expiry',
    pays: null,
    ends: 'paid_late',
  },
]
