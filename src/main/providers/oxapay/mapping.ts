import { exponentOf } from '../../../shared/money/currency.ts'
import { compare, type Money, parseMoney, zero } from '../../../shared/money/money.ts'
import type { LinkReading } from '../../../shared/status/status.ts'
import { payUrl } from '../pay-url.ts'
import type { LinkState, ReceiptState } from '../provider.ts'
import type { OxapayPayment } from './wire.ts'

/** The words of both dialects, in small letters (oxapay §3.1). */
const READINGS: Readonly<Record<string, LinkReading>> = {
  new: 'open',
  waiting: 'open',
  confirming: 'confirming',
  paying: 'confirming',
  paid: 'paid',
  manual_accept: 'paid',
  underpaid: 'underpaid',
  expired: 'expired',
  failed: 'failed',
  refunding: 'refunded',
  refunded: 'refunded',
}

function readingOf(payment: OxapayPayment, asked: Money, paid: Money | null): LinkReading {
  const word = payment.status.trim().toLowerCase()
  const reading = (Object.hasOwn(READINGS, word) ? READINGS[word] : undefined) ?? 'unheard'
  const over = paid !== null && paid.currency === asked.currency && compare(paid, asked) > 0
  // A higher amount is credited with the same word, so only the amounts tell (oxapay §3.1).
  return reading === 'paid' && over ? 'overpaid' : reading
}

export interface Raws {
  readonly answer: string
  /** The payment alone, so that an inquiry and a list tell the same of it. */
  readonly receipt: string
}

/** Maps one payment with its receipt (oxapay §5); null when its asked amount cannot be told. */
export function linkState(payment: OxapayPayment, raws: Raws, baseUrl: string): LinkState | null {
  const asked = parseMoney(symbol(payment.currency ?? 'USD'), payment.amount)
  if (!asked.ok) return null
  const paid = paidOf(payment)
  const reading = readingOf(payment, asked.money, paid)
  const receipt = receiptOf(payment, reading, asked.money, paid, raws.receipt)
  return {
    ref: payment.trackId,
    reading,
    rawStatus: payment.status,
    rawAnswer: raws.answer,
    received: receipt ? receipt.credited : zero(asked.money.currency),
    expiresAt: payment.expiredAt,
    receipts: receipt ? [receipt] : [],
    url: payUrl(payment.payLink, baseUrl),
    marker: payment.orderId,
    asked: asked.money,
    createdAt: payment.date,
  }
}

/**
 * The one transfer of a settled payment.
 *
 * Before it is settled, `payAmount` may be what is still to pay, so an open, expired or failed payment has no receipt (oxapay §2.3).
 */
function receiptOf(
  payment: OxapayPayment,
  reading: LinkReading,
  asked: Money,
  paid: Money | null,
  raw: string,
): ReceiptState | null {
  if (!payment.txID || !paid || !['paid', 'overpaid', 'refunded'].includes(reading)) return null
  return {
    receiptId: payment.txID,
    txHash: payment.txID,
    // The sender's address comes in callbacks only (oxapay §5).
    payer: null,
    amount: paid,
    credited: paid.currency === asked.currency ? paid : null,
    paidAt: payment.payDate,
    raw,
  }
}

/** What was paid in the payer's coin; digits finer than the coin counts are left out, never rounded up. */
function paidOf(payment: OxapayPayment): Money | null {
  if (!payment.payCurrency || !payment.payAmount) return null
  const currency = symbol(payment.payCurrency)
  const [whole = '0', fraction = ''] = payment.payAmount.split('.')
  const kept = fraction.slice(0, exponentOf(currency))
  const parsed = parseMoney(currency, kept === '' ? whole : `${whole}.${kept}`)
  return parsed.ok ? parsed.money : null
}

function symbol(text: string): string {
  return text.trim().toUpperCase()
}
