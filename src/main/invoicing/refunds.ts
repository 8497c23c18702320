import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import { type Money, parseMoney, toDecimal } from '../../shared/money/money.ts'
import type { RecordedRefund } from '../ledger/port/refunds.ts'

/** What the screen sends of money that was given back; `token` is made once per refund and makes a repeat harmless. */
export interface RefundInput {
  readonly token: string
  readonly currency: string
  /** A decimal. */
  readonly amount: string
  readonly reason: string
  /** Empty for none. */
  readonly reference: string
}

/** Reads the amount of a refund exactly; fails with AMOUNT_*. Nothing is rounded. */
export function readRefund({ currency, amount }: Pick<RefundInput, 'currency' | 'amount'>): Result<Money> {
  const parsed = parseMoney(currency, amount)
  if (parsed.ok) return parsed.money.units === 0n ? refuse('AMOUNT_ZERO') : ok(parsed.money)
  switch (parsed.fault) {
    case 'not_a_number':
      return refuse('AMOUNT_NOT_A_NUMBER')
    case 'too_many_decimals':
      return refuse('AMOUNT_TOO_MANY_DECIMALS', { currency, decimals: parsed.decimals })
    case 'too_large':
      // No book holds as much, so no sale has received it.
      return refuse('AMOUNT_NOT_A_NUMBER')
  }
}

/** Says why a refund was not recorded, with what is left of the sale's money where that is why. */
export function refundRefusal(refused: Extract<RecordedRefund, { ok: false }>): Result<never> {
  if (refused.reason !== 'REFUND_TOO_LARGE') return refuse(refused.reason)
  const { currency } = refused.left
  return refuse('REFUND_TOO_LARGE', { currency, left: toDecimal(refused.left) })
}
