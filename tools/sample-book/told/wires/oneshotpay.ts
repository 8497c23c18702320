import { encodeWire, money, type SeenReceipt, zero } from '../../app.ts'
import { uuid4 } from '../../ids.ts'
import { type Look, seconds, type Transfer, type WireMaker } from './wire.ts'

const MICRO_PER_CENT = 10_000
const MERCHANT = '0197a1c4-52d0-7b11-9c3e-5d2f7a9b8c10'
const WALLET = '0x52d07b119c3e5d2f7a9b8c100197a1c452d07b11'
/** How long the relayer takes until the hash is known, ms. */
const MINED_MS = 4_000

/** 1ShotPay: US dollars settled in USDC; a payment's hash comes a little after the payment. */
export const oneshotpayWire: WireMaker = ({ asked, number, description, settings, at }, chance) => {
  const id = uuid4(chance)
  const minutes = typeof settings.expiryMinutes === 'number' ? settings.expiryMinutes : 15
  const expiration = seconds(at) + minutes * 60

  function linkText(status: 0 | 1 | 2, payment: Payment | null): string {
    return encodeWire({
      id,
      userId: MERCHANT,
      username: 'corner-shop',
      accountAddress: WALLET,
      profileImageUrl: null,
      status,
      amount: Number(asked.units) * MICRO_PER_CENT,
      description: `${number} ${description}`.trimEnd(),
      mediaUrl: null,
      expirationTimestamp: expiration,
      reuseable: false,
      payerDefinedAmount: false,
      requestedPayerUserId: null,
      archived: false,
      ignoredByRequestedPayer: false,
      paymentCount: payment ? 1 : 0,
      deletable: payment === null,
      mostRecentPayment: payment,
      createdTimestamp: seconds(at),
      updatedTimestamp: payment?.updatedTimestamp ?? seconds(at),
    })
  }

  let openText: string | undefined

  /** Nothing was paid, and the link is still open. */
  function unpaidText(): string {
    openText ??= linkText(0, null)
    return openText
  }

  function paymentOf(transfer: Transfer, hash: string | null) {
    const { units, payer } = transfer
    return {
      id: transfer.id,
      payLinkId: id,
      amount: Number(units) * MICRO_PER_CENT,
      relayerTransactionId: `${transfer.id.slice(0, 24)}${id.slice(24)}`,
      transactionHash: hash,
      paidByUserId: payer,
      createdTimestamp: seconds(transfer.at),
      updatedTimestamp: seconds(hash === null ? transfer.at : transfer.at + MINED_MS),
    }
  }
  type Payment = ReturnType<typeof paymentOf>

  function receiptOf({ id: receiptId, units, payer, at: paidAt, hash }: Transfer, payment: Payment) {
    const receipt: SeenReceipt = {
      receiptId,
      txHash: hash,
      payer,
      amount: money('USDC', units * BigInt(MICRO_PER_CENT)),
      credited: money('USD', units),
      paidAt: seconds(hash === null ? paidAt : paidAt + MINED_MS) * 1000,
      timeObserved: false,
      raw: encodeWire(payment),
    }
    return receipt
  }

  const expiresAt = expiration * 1000
  const none = { endReason: null, expiresAt, mismatch: null }

  return {
    expiresAt,
    steady: true,
    made: () => ({
      ref: id,
      url: `https://1shotpay.com/${typeof settings.locale === 'string' ? settings.locale : 'en'}/link/${id}`,
      expiresAt,
      rawStatus: '0',
      rawAnswer: unpaidText(),
      recovered: false,
      mismatch: null,
    }),
    look(look: Look) {
      const coming = look.is === 'money' ? (look.coming ?? null) : null
      if (coming) {
        const rawAnswer = linkText(0, paymentOf(coming, null))
        return {
          ...none,
          reading: 'confirming',
          rawStatus: '0',
          rawAnswer,
          received: zero('USD'),
          receipts: [],
        }
      }
      const transfer = look.is === 'money' ? look.transfers[0] : undefined
      if (!transfer) {
        const over = look.is !== 'open' && look.is !== 'begun'
        const rawAnswer = over ? linkText(2, null) : unpaidText()
        const reading = over ? 'expired' : 'open'
        return {
          ...none,
          reading,
          rawStatus: over ? '2' : '0',
          rawAnswer,
          received: zero('USD'),
          receipts: [],
        }
      }
      const payment = paymentOf(transfer, transfer.hash)
      return {
        ...none,
        reading: 'paid',
        rawStatus: '1',
        rawAnswer: linkText(1, payment),
        received: money('USD', transfer.units),
        receipts: [receiptOf(transfer, payment)],
      }
    },
    transfer: (units, paidAt) => ({
      id: uuid4(chance),
      hash: `0x${chance.hex(64)}`,
      payer: uuid4(chance),
      units,
      at: paidAt,
    }),
  }
}
