import { compare, type Money, sum } from '../../../shared/money/money.ts'
import { isStorable } from '../../../shared/money/scale.ts'
import type { LinkReading } from '../../../shared/status/status.ts'
import { wireMoney, wireReceived } from '../http/wire-money.ts'
import { payUrl } from '../pay-url.ts'
import type { LinkState, ReceiptState } from '../provider.ts'
import { MOST_DECIMALS } from './options.ts'
import type { Payment, Transfer } from './payment.ts'

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

/** The readings under which a transfer without a word of its own has surely arrived. */
const SETTLED: readonly LinkReading[] = ['paid', 'overpaid', 'refunded']

export interface Records {
  /** The whole answer, or the list's row, for the record. */
  readonly answer: string
  /** Writes a part of the answer for the record, secrets masked. */
  record(part: unknown): string
}

/** Maps one payment with its receipts (oxapay §5); null when an amount in it cannot be told. */
export function linkState(payment: Payment, records: Records, baseUrl: string): LinkState | null {
  // Nothing finer is printed, so that further digits are those of somebody's arithmetic (oxapay §4).
  const money = wireMoney(symbol(payment.currency ?? 'USD'), payment.amount, MOST_DECIMALS)
  if (!money) return null
  const word = wordOf(payment.status)
  const receipts: ReceiptState[] = []
  for (const transfer of payment.transfers.filter((one) => counts(one, word))) {
    const receipt = receiptOf(transfer, money, receipts, records)
    // Money must not go missing: a settled transfer that cannot be told makes the answer unreadable.
    if (!receipt) return null
    receipts.push(receipt)
  }
  const credits = receipts.flatMap((receipt) => receipt.credited ?? [])
  const received = sum<string>(money.currency, credits)
  if (!isStorable(received)) return null
  return {
    ref: payment.trackId,
    // A higher amount is credited with the same word, so only the amounts tell (oxapay §3.1).
    reading: word === 'paid' && compare(received, money) > 0 ? 'overpaid' : word,
    rawStatus: payment.status,
    rawAnswer: records.answer,
    // What came in another coin cannot be said in the asked currency.
    received: credits.length === receipts.length ? received : null,
    expiresAt: payment.expiredAt,
    receipts,
    url: payUrl(payment.url, baseUrl),
    marker: payment.orderId,
    asked: money,
    createdAt: payment.createdAt,
  }
}

function wordOf(status: string): LinkReading {
  const word = status.trim().toLowerCase()
  return (Object.hasOwn(READINGS, word) ? READINGS[word] : undefined) ?? 'unheard'
}

/**
 * Says whether a transfer is money that arrived.
 *
 * In the legacy dialect `payAmount` may be what is still to pay until the payment is settled, and in v1 a transfer
 * counts by its own word (oxapay §2.3, §2.4).
 */
function counts(transfer: Transfer, reading: LinkReading): boolean {
  if (transfer.stage === 'settled') return true
  return transfer.stage === 'unsaid' && SETTLED.includes(reading)
}

function receiptOf(
  transfer: Transfer,
  asked: Money,
  earlier: readonly ReceiptState[],
  records: Records,
): ReceiptState | null {
  const { hash, currency } = transfer
  if (hash === null || currency === null || transfer.amount === null) return null
  const amount = wireReceived(symbol(currency), transfer.amount, asked, MOST_DECIMALS)
  if (!amount) return null
  // One transaction may pay twice; the second output needs a name of its own.
  const same = earlier.filter((one) => one.txHash === hash).length
  return {
    receiptId: same === 0 ? hash : `${hash}#${same + 1}`,
    txHash: hash,
    // The sender's address comes in callbacks only (oxapay §5).
    payer: null,
    amount,
    credited: amount.currency === asked.currency ? amount : null,
    paidAt: transfer.at,
    raw: records.record(transfer.source),
  }
}

function symbol(text: string): string {
  return text.trim().toUpperCase()
}
