import { exactNumber } from '../http/wire-json.ts'
import { wirePath } from '../http/wire-path.ts'
import { isRecord } from '../http/words.ts'
import { type Dialect, SORT_DATES } from './dialect.ts'
import { refusalOf } from './legacy-errors.ts'
import * as wire from './legacy-wire.ts'
import type { Payment } from './payment.ts'

/** The legacy dialect: always POST, the key in the body, camelCase, one transfer at most (oxapay §1). */
export const legacy: Dialect = {
  withKey: ({ method, path, body }, key) => ({ method, path, headers: {}, body: { merchant: key, ...body } }),

  create: (asking) => ({
    method: 'POST',
    path: wirePath`/merchants/request`,
    body: {
      amount: asking.amount,
      currency: asking.currency,
      lifeTime: asking.lifetime,
      feePaidByPayer: asking.feePaidByPayer,
      underPaidCover: asking.underPaidCover,
      callbackUrl: asking.callbackUrl,
      returnUrl: asking.returnUrl,
      email: asking.email,
      // The provider's list can be searched by it after a lost answer (oxapay §3.4).
      orderId: asking.orderId,
      description: asking.description,
    },
  }),

  inquire: (trackId) => ({
    method: 'POST',
    path: wirePath`/merchants/inquiry`,
    body: { trackId: wireTrackId(trackId) },
  }),

  // Not filtered by status: those that just changed would vanish (oxapay §3.2).
  history: ({ orderId, by, from, to, page, size }) => ({
    method: 'POST',
    path: wirePath`/merchants/list`,
    body: {
      orderId: orderId ?? undefined,
      fromDate: from ?? undefined,
      toDate: to ?? undefined,
      sortBy: SORT_DATES[by],
      orderBy: 'desc',
      page,
      size,
    },
  }),

  acceptedCoins: { method: 'POST', path: wirePath`/merchants/allowedCoins`, body: {} },
  coins: { method: 'POST', path: wirePath`/api/currencies`, body: {} },
  fiats: { method: 'POST', path: wirePath`/api/fiats`, body: {} },

  refusalOf,

  readCreated(json) {
    const parsed = wire.created.safeParse(json)
    if (!parsed.success) return null
    const { trackId, payLink, expiredAt } = parsed.data
    return { trackId, url: payLink, expiredAt }
  },

  // The answer is flat: the payment stands beside the envelope's two fields (oxapay §1).
  readPayment(json) {
    if (!isRecord(json)) return null
    const { result: _result, message: _message, ...payment } = json
    return readRow(payment)
  },

  readRow,

  readHistory(json) {
    const parsed = wire.list.safeParse(json)
    return parsed.success ? { rows: parsed.data.data, lastPage: parsed.data.meta?.pages ?? null } : null
  },

  readAcceptedCoins(json) {
    const parsed = wire.coins.safeParse(json)
    return parsed.success ? (parsed.data.allowed ?? parsed.data.data ?? []) : null
  },

  readSymbols(json) {
    const parsed = wire.catalogue.safeParse(json)
    return parsed.success ? parsed.data.data : null
  },
}

function readRow(row: unknown): Payment | null {
  const parsed = wire.payment.safeParse(row)
  if (!parsed.success) return null
  const { trackId, status, amount, currency, orderId, payLink, expiredAt, date, ...paid } = parsed.data
  const { txID, payAmount, payCurrency, payDate, underPaidCover, feePaidByPayer } = paid
  const told = payAmount !== null && payCurrency !== null
  return {
    trackId,
    status,
    amount,
    currency,
    orderId,
    // Whether a listed row carries its order id is not documented, so an empty one says nothing (oxapay §2.5).
    namesOrder: orderId !== null,
    url: payLink,
    expiredAt,
    createdAt: date,
    underPaidCover,
    feeByPayer: feePaidByPayer,
    transfers: told
      ? [
          {
            hash: txID,
            amount: payAmount,
            currency: payCurrency,
            at: payDate,
            stage: 'unsaid',
            source: row,
          },
        ]
      : [],
  }
}

/** A JSON number where the reference is all digits and exact as one, else the text (oxapay §2.3). */
function wireTrackId(ref: string): unknown {
  return /^[1-9]\d{0,15}$/.test(ref) && BigInt(ref) <= 2n ** 53n ? exactNumber(ref) : ref
}
