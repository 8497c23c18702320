import type { KeyCheck } from '../../../shared/contract/shapes/account.ts'
import { type Money, moneyFrom, zero } from '../../../shared/money/money.ts'
import type { EndReason, LinkReading } from '../../../shared/status/status.ts'
import { wireMoney } from '../http/wire-money.ts'
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

/** Reads the word; FAILED is `expired` where its reason is, else `failed` (ocpay §3.1). */
export function readingOf(check: OcpayCheck, context: CheckContext): LinkReading {
  switch (check.status.trim().toUpperCase()) {
    case 'PENDING':
      return 'open'
    case 'CONFIRMED':
      return 'paid'
    case 'FAILED':
      return reasonOf(check, context) === 'expired' ? 'expired' : 'failed'
    default:
      return 'unheard'
  }
}

/** What the message may say of a link's end, in English and French; the vocabulary is not documented (ocpay §2.2). */
const REASON_WORDS: readonly (readonly [RegExp, EndReason])[] = [
  [/expir/i, 'expired'],
  [/cancel|annul|abandon/i, 'cancelled'],
  [/declin|refus|reject|denied|insufficient|insuffisant/i, 'declined'],
]

/**
 * Tells FAILED apart: declined, cancelled by the payer, or expired (ocpay §3.1); null where the facts do not say.
 *
 * The words come first. Without them: a payment that was begun was declined, and one that was never begun expired
 * when the 20 minutes are over.
 */
export function reasonOf(check: OcpayCheck, { known, now }: CheckContext): EndReason | null {
  const { message, transactionDetails } = check
  const said = REASON_WORDS.find(([words]) => message !== null && words.test(message))
  if (said) return said[1]
  if (transactionDetails !== null) return 'declined'
  return known !== undefined && now > known.createdAt + LINK_LIFE_MS ? 'expired' : null
}

/**
 * Maps a payment check, with the one receipt that a confirmed payment stands for (ocpay §5); null when its amount cannot be told.
 */
export function linkState(check: OcpayCheck, context: CheckContext): LinkState | null {
  const reading = readingOf(check, context)
  const reported = amountOf(check)
  // Only an amount that is not there at all is the asked one.
  if (reading === 'paid' && reported === UNTOLD) return null
  const receipt =
    reading === 'paid' && reported !== UNTOLD ? syntheticReceipt(check, reported, context) : null
  return {
    ...emptyState(context),
    reading,
    rawStatus: check.status,
    begunAt: begunAt(check, context),
    ...(check.status.trim().toUpperCase() === 'FAILED' && failure(check, context)),
    received: receipt?.credited ?? (reading === 'paid' ? null : zero('DZD')),
    receipts: receipt ? [receipt] : [],
  }
}

/** When the payer began to pay: the details come with the transaction, and most tell when that was made (ocpay §2.2). */
function begunAt({ status, transactionDetails }: OcpayCheck, { now }: CheckContext): number | null {
  if (transactionDetails === null) return null
  const pending = status.trim().toUpperCase() === 'PENDING'
  return transactionDetails.createdDate ?? (pending ? now : null)
}

/** One word stands for three ends, so the provider's own sentence is kept beside it (ocpay §3.1). */
function failure(check: OcpayCheck, context: CheckContext) {
  const { status, message } = check
  return {
    rawStatus: message === null ? status : `${status}: ${message.slice(0, 200).toWellFormed()}`,
    reason: reasonOf(check, context),
  }
}

/** The state of a link whose check answers 410 (ocpay §3.1, §3.3). */
export function goneState(context: CheckContext): LinkState {
  return { ...emptyState(context), reading: 'expired', rawStatus: 'HTTP 410', reason: 'expired' }
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
function syntheticReceipt(
  check: OcpayCheck,
  reported: Money | null,
  context: CheckContext,
): ReceiptState | null {
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

/** An amount stands there that no book can hold. */
const UNTOLD = 'untold'

/** The amount that the answer reports; null where it reports none. */
function amountOf({ transactionDetails }: OcpayCheck): Money | null | typeof UNTOLD {
  const amount = transactionDetails?.amount ?? null
  if (amount === null) return null
  return wireMoney(transactionDetails?.currency?.trim().toUpperCase() ?? 'DZD', amount) ?? UNTOLD
}

/** The card page charges exactly the asked amount, so a difference of no more than the fee is the fee (ocpay §3.1, §4). */
function creditedOf(amount: Money, { known, feeShared }: CheckContext): Money | null {
  if (amount.currency !== 'DZD') return null
  if (!known || !feeShared || known.asked.currency !== 'DZD') return amount
  const difference = amount.units - known.asked.units
  const fee = (known.asked.units * FEE_PERCENT) / 100n + moneyFrom('DZD', '1').units
  return difference <= fee && -difference <= fee ? known.asked : amount
}

/** What a key may not do, in the provider's own words; null for a key that can make links (ocpay §2.3). */
export function barrierOf({ apiKey }: OcpayValidation): string | null {
  if (!apiKey.isEnabled) return 'isEnabled: false'
  return isReadOnly(apiKey.scope) ? `scope: ${apiKey.scope}` : null
}

function isReadOnly(scope: string | null): boolean {
  return scope?.trim().toUpperCase() === 'READ-ONLY'
}

/** What the key's own data says about selling with it (ocpay §2.3). */
export function keyCheck(data: OcpayValidation, name: string | null): KeyCheck {
  const { isEnabled, type, scope } = data.apiKey
  const warnings: KeyCheck['warnings'] = []
  if (!isEnabled) warnings.push('disabled')
  if (isReadOnly(scope)) warnings.push('read_only')
  // Only the first link shows whether the merchant was approved, in the sandbox too (ocpay §1, §2.3).
  warnings.push('approval_unknown')
  return { environment: environmentOf(type), name, warnings }
}

function environmentOf(type: string | null): KeyCheck['environment'] {
  if (type?.toUpperCase() === 'SANDBOX') return 'sandbox'
  return type?.toUpperCase() === 'PRODUCTION' ? 'live' : 'unstated'
}
