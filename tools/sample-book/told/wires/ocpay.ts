import { encodeWire, LINK_LIFE_MS, type Money, money, zero } from '../../app.ts'
import { isoSeconds, type Look, nothingCame, type SeenAnswer, type WireMaker } from './wire.ts'

const REF = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const CENTIMES = 100n

const iso = (at: number): string => `${isoSeconds(at)}Z`
const dinars = (amount: Money): number => Number(amount.units / CENTIMES)

const WORDS = {
  open: ['PENDING', 'Payment not yet initiated', 'open', null],
  begun: ['PENDING', 'Payment is being processed', 'open', null],
  expired: ['FAILED', 'Payment link expired', 'expired', 'expired'],
  declined: ['FAILED', 'Payment declined by the bank', 'failed', 'declined'],
  cancelled: ['FAILED', 'Payment cancelled by the customer', 'failed', 'cancelled'],
} as const

/** OCPay: card payments in whole dinars, one for each link, without a hash; every answer has an id of its own. */
export const ocpayWire: WireMaker = ({ asked, number, description, settings, at }, chance) => {
  const ref = `OCPL-${chance.text(REF, 6)}-${chance.text(REF, 4)}`
  const madeAt = seconds1000(at)
  const expiresAt = madeAt + LINK_LIFE_MS
  const feeMode = typeof settings.feeMode === 'string' ? settings.feeMode : 'NO_FEE'
  // The payer's card is charged what was asked and the fee; the answer names both together.
  const fee = feeMode === 'CUSTOMER_FEE' ? (asked.units / (100n * CENTIMES)) * CENTIMES : 0n
  const charged = money('DZD', asked.units + fee)

  /** An answer around data that is already written. */
  function answer(data: string, now: number): string {
    const meta = `{"timestamp":"${iso(now)}","requestId":"req_${chance.hex(10)}"}`
    return `{"success":true,"data":${data},"meta":${meta}}`
  }

  function paidText(paidAt: number): string {
    return encodeWire({
      status: 'CONFIRMED',
      message: 'Payment confirmed successfully',
      paymentRef: ref,
      transactionDetails: {
        amount: dinars(charged),
        currency: 'DZD',
        isSandbox: false,
        createdDate: iso(paidAt),
        // Only one of the two known typings tells when the payment was complete.
        ...(fee > 0n && { completedAt: iso(paidAt) }),
      },
    })
  }
  let lastPaid = { at: Number.NaN, text: '' }

  function paid(paidAt: number, now: number): SeenAnswer {
    if (lastPaid.at !== paidAt) lastPaid = { at: paidAt, text: paidText(paidAt) }
    const { text } = lastPaid
    const receipt = {
      receiptId: ref,
      txHash: null,
      payer: null,
      amount: charged,
      credited: asked,
      paidAt: fee > 0n ? seconds1000(paidAt) : now,
      timeObserved: fee === 0n,
      raw: text,
    }
    return {
      reading: 'paid',
      rawStatus: 'CONFIRMED',
      rawAnswer: answer(text, now),
      endReason: null,
      expiresAt,
      received: asked,
      receipts: [receipt],
      mismatch: null,
    }
  }

  function unpaid(is: keyof typeof WORDS, now: number): SeenAnswer {
    const [status, message, reading, endReason] = WORDS[is]
    const began = is === 'begun' || is === 'declined' || is === 'cancelled'
    const transactionDetails = began && {
      amount: dinars(charged),
      currency: 'DZD',
      isSandbox: false,
      createdDate: iso(madeAt),
    }
    const data = encodeWire({
      status,
      message,
      paymentRef: ref,
      ...(transactionDetails && { transactionDetails }),
    })
    return {
      reading,
      rawStatus: status === 'FAILED' ? `${status}: ${message}` : status,
      rawAnswer: answer(data, now),
      endReason,
      expiresAt,
      ...nothingCame(zero('DZD')),
    }
  }

  return {
    expiresAt,
    steady: false,
    made() {
      const paymentLink = {
        uid: 'user_20417',
        ref,
        isSandbox: false,
        productInfo: { title: number, ...(description !== '' && { description }), amount: dinars(asked) },
        feeMode,
        time: iso(madeAt),
      }
      const paymentUrl = `https://pay.ocdz.link/pay/${ref}`
      const rawAnswer = answer(encodeWire({ paymentLink, paymentUrl, paymentRef: ref }), madeAt)
      return { ref, url: paymentUrl, expiresAt, rawStatus: '', rawAnswer, recovered: false, mismatch: null }
    },
    look(look: Look, now: number) {
      if (look.is === 'money') return paid(look.transfers[0]?.at ?? now, now)
      if (look.is === 'failed' || look.is === 'refunded') return unpaid('declined', now)
      return unpaid(look.is, now)
    },
    transfer: (units, paidAt) => ({ id: ref, hash: null, payer: '', units, at: paidAt }),
  }
}

function seconds1000(at: number): number {
  return Math.floor(at / 1000) * 1000
}
