import { compare, type Money, money, subtract, sum } from '../../../shared/money/money.ts'
import { isStorable } from '../../../shared/money/scale.ts'
import type { LinkReading } from '../../../shared/status/status.ts'
import { wireMoney, wireReceived } from '../http/wire-money.ts'
import { payUrl } from '../pay-url.ts'
import type { LinkState, ReceiptState } from '../provider.ts'
import { MOST_DECIMALS, PAY_HOSTS } from './options.ts'
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

/** Its merchant took it for paid in OxaPay's own panel (oxapay §3.1). */
const BY_HAND = 'manual_accept'

/** The most that a fee on top of the asked amount is taken to be; the rate is not documented and far below it (oxapay §2.1). */
const MOST_FEE_PERCENT = '2'

/** The readings under which a transfer without a word of its own has surely arrived. */
const SETTLED: readonly LinkReading[] = ['paid', 'overpaid', 'refunded']

export interface Records {
  /** The whole answer, or the list's row, for the record. */
  readonly answer: string
  /** Writes a part of the answer for the record, secrets masked. */
  record(part: unknown): string
}

/** What an account's own settings say of its links, where an answer does not. */
export interface AccountTerms {
  readonly feeByPayer: boolean
}

/** Maps one payment with its receipts (oxapay §5); null when an amount in it cannot be told. */
export function linkState(payment: Payment, records: Records, terms: AccountTerms): LinkState | null {
  // Nothing finer is printed, so that further digits are those of somebody's arithmetic (oxapay §4).
  const asked = wireMoney(symbol(payment.currency ?? 'USD'), payment.amount, MOST_DECIMALS)
  if (!asked) return null
  const word = wordOf(payment.status)
  const told: ReceiptState[] = []
  for (const transfer of payment.transfers.filter((one) => counts(one, word))) {
    const receipt = receiptOf(transfer, payment, asked, told, records)
    // Money must not go missing: a settled transfer that cannot be told makes the answer unreadable.
    if (!receipt) return null
    told.push(receipt)
  }
  const receipts = (payment.feeByPayer ?? terms.feeByPayer) ? withoutFee(told, asked) : told
  const credits = receipts.flatMap((receipt) => receipt.credited ?? [])
  const received = sum<string>(asked.currency, credits)
  if (!isStorable(received)) return null
  return {
    ref: payment.trackId,
    // A higher amount is credited with the same word, so only the amounts tell (oxapay §3.1).
    reading: word === 'paid' && compare(received, asked) > 0 ? 'overpaid' : word,
    rawStatus: payment.status,
    ...(payment.status.toLowerCase() === BY_HAND && { byHand: true }),
    rawAnswer: records.answer,
    // What came in another coin cannot be said in the asked currency.
    received: credits.length === receipts.length ? received : null,
    expiresAt: payment.expiredAt,
    receipts,
    url: payUrl(payment.url, PAY_HOSTS),
    marker: payment.orderId,
    asked,
    tolerance: payment.underPaidCover === null ? null : shareOf(asked, payment.underPaidCover),
    begunAt: firstSeen(payment.transfers),
    createdAt: payment.createdAt,
  }
}

/** When the first transfer that did not fail was seen, where the answer tells; null otherwise. */
function firstSeen(transfers: readonly Transfer[]): number | null {
  const times = transfers.flatMap(({ stage, at }) => (stage === 'seen' && at !== null ? [at] : []))
  return times.length === 0 ? null : Math.min(...times)
}

/**
 * Credits the asked amount where the payer bore a fee on top of it, and what came is more by no more than the fee.
 *
 * What came stays the receipt's amount, so that the fee is known.
 */
function withoutFee(receipts: readonly ReceiptState[], asked: Money): readonly ReceiptState[] {
  const total = sum<string>(
    asked.currency,
    receipts.flatMap((receipt) => receipt.credited ?? []),
  )
  const fee = subtract(total, asked)
  const last = receipts.findLast((receipt) => receipt.credited !== null)
  if (!last?.credited || fee.units <= 0n || compare(fee, shareOf(asked, MOST_FEE_PERCENT)) > 0)
    return receipts
  if (compare(last.credited, fee) < 0) return receipts
  const credited = subtract(last.credited, fee)
  return receipts.map((receipt) => (receipt === last ? { ...receipt, credited } : receipt))
}

/** So many percent of an amount, rounded down; `percent` is a decimal text. */
function shareOf({ currency, units }: Money, percent: string): Money {
  const [whole = '0', fraction = ''] = percent.split('.')
  return money(currency, (units * BigInt(whole + fraction)) / (100n * 10n ** BigInt(fraction.length)))
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
  payment: Payment,
  asked: Money,
  earlier: readonly ReceiptState[],
  records: Records,
): ReceiptState | null {
  const { hash, currency } = transfer
  if (currency === null || transfer.amount === null) return null
  if (hash === null && transfer.stage !== 'unsaid') return null
  const amount = wireReceived(symbol(currency), transfer.amount, asked, MOST_DECIMALS)
  if (!amount) return null
  // One transaction may pay twice; the second output needs a name of its own.
  const same = earlier.filter((one) => one.txHash === hash).length
  // The legacy dialect may say "Paid" before it names the transaction: until then the payment's own name stands for it.
  const name = hash ?? payment.trackId
  return {
    receiptId: same === 0 ? name : `${name}#${same + 1}`,
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
