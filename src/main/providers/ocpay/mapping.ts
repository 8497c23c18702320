import type { KeyCheck } from '../../../shared/contract/models.ts'
import { type Money, moneyFrom, parseMoney, zero } from '../../../shared/money/money.ts'
import type { LinkReading } from '../../../shared/status/status.ts'
import type { KnownLink, LinkState, ReceiptState } from '../provider.ts'
import type { OcpayCheck, OcpayValidation } from './wire.ts'

/** A link dies this long after its creation unless a payment was begun (ocpay §3.1). */
export const LINK_LIFE_MS = 20 * 60_000
/** The withdrawal fee that may or may not stand in a reported amount, in percent (ocpay §2.1, §4). */
const FEE_PERCENT = 1n

export interface CheckContext {
  readonly ref: string
  readonly now: number
  readonly known: KnownLink | undefined
  /** True when the payer bears all or half of the fee, so that the reported amount may differ by it. */
  readonly feeShared: boolean
  readonly rawAnswer: string
  /** The part of the answer that stays the same from one check to the next. */
  readonly rawReceipt: string
}

/** Tells FAILED apart: expired when the words say so, or when nothing was ever begun and the 20 minutes are over (ocpay §3.1). */
export function readingOf(check: OcpayCheck, context: CheckContext): LinkReading {
  switch (check.status.trim().toUpperCase()) {
    case 'PENDING':
      return 'open'
    case 'CONFIRMED':
      return 'paid'
    case 'FAILED':
      return isExpiry(check, context) ? 'expired' : 'failed'
    default:
      return 'unheard'
  }
}

function isExpiry(check: OcpayCheck, { known, now }: CheckContext): boolean {
  if (check.message && /expir/i.test(check.message)) return true
  return check.transactionDetails === null && known !== undefined && now > known.createdAt + LINK_LIFE_MS
}

/** Maps a payment check, with the one receipt that a confirmed payment stands for (ocpay §5). */
export function linkState(check: OcpayCheck, context: CheckContext): LinkState {
  const reading = readingOf(check, context)
  const receipt = reading === 'paid' ? syntheticReceipt(check, context) : null
  return {
    ...emptyState(context),
    reading,
    rawStatus: check.status,
    received: receipt?.credited ?? (reading === 'paid' ? null : zero('DZD')),
    receipts: receipt ? [receipt] : [],
  }
}

/** The state of a link whose check answers 410 (ocpay §3.1, §3.3). */
export function goneState(context: CheckContext): LinkState {
  return { ...emptyState(context), reading: 'expired', rawStatus: 'HTTP 410' }
}

function emptyState(context: CheckContext): LinkState {
  return {
    ref: context.ref,
    reading: 'open',
    rawStatus: '',
    rawAnswer: context.rawAnswer,
    received: zero('DZD'),
    expiresAt: null,
    receipts: [],
    url: null,
    marker: null,
    asked: null,
    createdAt: null,
  }
}

/**
 * Makes the one receipt of a confirmed link; null when neither the answer nor the book knows an amount.
 *
 * Its id is always the link's reference: the answer's own `transactionRef` may come later and would make a second one.
 */
function syntheticReceipt(check: OcpayCheck, context: CheckContext): ReceiptState | null {
  const reported = amountOf(check)
  const amount = reported ?? context.known?.asked ?? null
  if (!amount) return null
  return {
    receiptId: context.ref,
    txHash: null,
    payer: null,
    amount,
    credited: creditedOf(amount, context),
    // `createdDate` is the beginning of the transaction, not its confirmation (ocpay §2.2).
    paidAt: check.transactionDetails?.completedAt ?? null,
    raw: context.rawReceipt,
  }
}

function amountOf(check: OcpayCheck): Money | null {
  const details = check.transactionDetails
  if (!details?.amount) return null
  const parsed = parseMoney(details.currency?.toUpperCase() ?? 'DZD', details.amount)
  return parsed.ok ? parsed.money : null
}

/** The card page charges exactly the asked amount, so a difference of no more than the fee is the fee (ocpay §3.1, §4). */
function creditedOf(amount: Money, { known, feeShared }: CheckContext): Money | null {
  if (amount.currency !== 'DZD') return null
  if (!known || !feeShared || known.asked.currency !== 'DZD') return amount
  const difference = amount.units - known.asked.units
  const fee = (known.asked.units * FEE_PERCENT) / 100n + moneyFrom('DZD', '1').units
  return difference <= fee && -difference <= fee ? known.asked : amount
}

/** What the key's own data says about selling with it (ocpay §2.3). */
export function keyCheck(data: OcpayValidation, name: string | null): KeyCheck {
  const { isEnabled, type, scope } = data.apiKey
  const warnings: KeyCheck['warnings'] = []
  if (!isEnabled) warnings.push('disabled')
  if (scope?.toUpperCase() === 'READ-ONLY') warnings.push('read_only')
  // Only the first link shows whether the merchant was approved, in the sandbox too (ocpay §1, §2.3).
  warnings.push('approval_unknown')
  return { environment: environmentOf(type), name, warnings }
}

function environmentOf(type: string | null): KeyCheck['environment'] {
  if (type?.toUpperCase() === 'SANDBOX') return 'sandbox'
  return type?.toUpperCase() === 'PRODUCTION' ? 'live' : 'unstated'
}
