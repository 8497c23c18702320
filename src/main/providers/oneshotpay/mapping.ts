import { type Money, money, sum } from '../../../shared/money/money.ts'
import { fromBaseUnits } from '../../../shared/money/scale.ts'
import type { LinkReading } from '../../../shared/status/status.ts'
import type { LinkState, ReceiptState } from '../provider.ts'
import type { PayLink, PayLinkPayment } from './wire.ts'

/** One US cent in micro-USDC (1shotpay §4). */
const MICRO_PER_CENT = 10_000n

type Stage = 'active' | 'paid' | 'expired' | 'unheard'

/** The status as number, or as number or name in a text (1shotpay §3.1). */
const STAGES: Readonly<Record<string, Stage>> = {
  '0': 'active',
  active: 'active',
  '1': 'paid',
  paid: 'paid',
  '2': 'expired',
  expired: 'expired',
}

function stageOf(status: string): Stage {
  const word = status.trim().toLowerCase()
  return (Object.hasOwn(STAGES, word) ? STAGES[word] : undefined) ?? 'unheard'
}

/** Reads the stage, with amounts and the payment's hash; under- and overpayment only come from comparing (1shotpay §3.1). */
export function readingOf(link: PayLink): LinkReading {
  const payment = link.mostRecentPayment
  switch (stageOf(link.status)) {
    case 'active':
      return payment && !payment.transactionHash && link.reuseable !== true ? 'confirming' : 'open'
    case 'paid':
      return payment ? compared(BigInt(payment.amount), BigInt(link.amount)) : 'paid'
    case 'expired':
      return 'expired'
    case 'unheard':
      return 'unheard'
  }
}

function compared(paid: bigint, asked: bigint): LinkReading {
  if (paid === asked) return 'paid'
  return paid < asked ? 'underpaid' : 'overpaid'
}

/** What a link asks for in USD; an amount that is no whole cent was never ours, and is told in USDC so that it cannot pass. */
export function askedOf(link: PayLink): Money {
  const micro = BigInt(link.amount)
  return micro % MICRO_PER_CENT === 0n ? money('USD', micro / MICRO_PER_CENT) : money('USDC', micro)
}

/** Maps a link, its receipts included (1shotpay §5). */
export function linkState(link: PayLink, rawAnswer: string, rawPayment: string): LinkState {
  const receipts = receiptsOf(link, rawPayment)
  const credits = receipts.flatMap((receipt) => (receipt.credited ? [receipt.credited] : []))
  return {
    ref: link.id,
    reading: readingOf(link),
    rawStatus: link.status,
    rawAnswer,
    received: sum<string>('USD', credits),
    expiresAt: link.expirationTimestamp,
    receipts,
    // The address we shared carries options that the provider does not keep (1shotpay §6.5).
    url: null,
    marker: null,
    asked: askedOf(link),
    begunAt: link.mostRecentPayment?.createdTimestamp ?? null,
    createdAt: link.createdTimestamp,
    payments: paymentsOf(link, receipts),
  }
}

/** What a reusable link tells of its payments: the provider shows the newest and counts them all (1shotpay §3.1). */
function paymentsOf(
  link: PayLink,
  receipts: readonly ReceiptState[],
): NonNullable<LinkState['payments']> | null {
  if (link.reuseable !== true) return null
  const isPending = link.mostRecentPayment != null && receipts.length === 0
  return { count: link.paymentCount ?? 0, isPending }
}

/**
 * The one payment the provider shows, if it counts: with its hash, or on a paid link while the hash is still to come.
 *
 * A payment without a hash on a link that is not paid is only on its way (1shotpay §2.3, §3.1).
 */
function receiptsOf(link: PayLink, raw: string): readonly ReceiptState[] {
  const payment = link.mostRecentPayment
  if (!payment) return []
  const counts = payment.transactionHash !== null || stageOf(link.status) === 'paid'
  return counts ? [receiptState(payment, raw)] : []
}

function receiptState(payment: PayLinkPayment, raw: string): ReceiptState {
  const micro = BigInt(payment.amount)
  const mined = payment.transactionHash !== null
  return {
    receiptId: payment.id,
    txHash: payment.transactionHash,
    payer: payment.paidByUserId,
    amount: fromBaseUnits('USDC', payment.amount, 6) ?? money('USDC', micro),
    // One to one; what is less than a cent is not credited (1shotpay §4).
    credited: money('USD', micro / MICRO_PER_CENT),
    paidAt: mined ? (payment.updatedTimestamp ?? payment.createdTimestamp) : payment.createdTimestamp,
    raw,
  }
}
