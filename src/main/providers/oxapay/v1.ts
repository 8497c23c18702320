import { wirePath, wireQuery } from '../http/wire-path.ts'
import { type Dialect, SORT_DATES } from './dialect.ts'
import type { Payment, Transfer, TransferStage } from './payment.ts'
import { refusalOf } from './v1-errors.ts'
import * as wire from './v1-wire.ts'

/** The words of a transfer (oxapay §2.4). */
const STAGES: Readonly<Record<string, TransferStage>> = {
  confirming: 'seen',
  confirmed: 'settled',
  failed: 'failed',
}

/** The v1 dialect: the key in a header, GET for reads, snake_case, numbers, every transfer told (oxapay §1, §2.4). */
export const v1: Dialect = {
  withKey: ({ method, path, body }, key) => ({
    method,
    path,
    headers: { merchant_api_key: key },
    ...(body && { body }),
  }),

  create: (asking) => ({
    method: 'POST',
    path: wirePath`/v1/payment/invoice`,
    body: {
      amount: asking.amount,
      currency: asking.currency,
      lifetime: asking.lifetime,
      fee_paid_by_payer: asking.feePaidByPayer,
      under_paid_coverage: asking.underPaidCover,
      mixed_payment: asking.mixedPayment || undefined,
      callback_url: asking.callbackUrl,
      return_url: asking.returnUrl,
      email: asking.email,
      order_id: asking.orderId,
      thanks_message: asking.thanksMessage,
      description: asking.description,
      sandbox: asking.sandbox || undefined,
    },
  }),

  inquire: (trackId) => ({ method: 'GET', path: wirePath`/v1/payment/${trackId}` }),

  // There is no filter by order id: the rows are matched here (oxapay §2.5, §3.4).
  history: ({ by, from, to, page, size }) => {
    const span = { ...(from !== null && { from_date: from }), ...(to !== null && { to_date: to }) }
    const query = wireQuery({ ...span, sort_by: SORT_DATES[by], sort_type: 'desc', page, size })
    return { method: 'GET', path: `/v1/payment?${query}` }
  },

  acceptedCoins: { method: 'GET', path: wirePath`/v1/payment/accepted-currencies` },
  coins: { method: 'GET', path: wirePath`/v1/common/currencies` },
  fiats: { method: 'GET', path: wirePath`/v1/common/fiats` },

  refusalOf,

  readCreated(json) {
    const parsed = wire.created.safeParse(json)
    if (!parsed.success) return null
    const { track_id, payment_url, expired_at } = parsed.data.data
    return { trackId: track_id, url: payment_url, expiredAt: expired_at }
  },

  readPayment(json) {
    const parsed = wire.inquiry.safeParse(json)
    return parsed.success ? readRow(parsed.data.data) : null
  },

  readRow,

  readHistory(json) {
    const parsed = wire.list.safeParse(json)
    if (!parsed.success) return null
    const { list, meta } = parsed.data.data
    return { rows: list, lastPage: meta?.last_page ?? null }
  },

  readAcceptedCoins(json) {
    const parsed = wire.coins.safeParse(json)
    return parsed.success ? parsed.data.data.list : null
  },

  readSymbols(json) {
    const parsed = wire.catalogue.safeParse(json)
    return parsed.success ? parsed.data.data : null
  },
}

function readRow(row: unknown): Payment | null {
  const parsed = wire.payment.safeParse(row)
  if (!parsed.success) return null
  const { track_id, status, amount, currency, order_id, payment_url, expired_at, date, txs } = parsed.data
  const transfers = (txs ?? []).map(transferOf)
  // Money must not go missing: one transfer that cannot be read makes the payment unreadable.
  if (!transfers.every((one) => one !== null)) return null
  return {
    trackId: track_id,
    status,
    amount,
    currency,
    orderId: order_id || null,
    namesOrder: order_id !== undefined,
    url: payment_url,
    expiredAt: expired_at,
    createdAt: date,
    underPaidCover: parsed.data.under_paid_coverage,
    feeByPayer: parsed.data.fee_paid_by_payer,
    transfers,
  }
}

function transferOf(source: unknown): Transfer | null {
  const parsed = wire.transfer.safeParse(source)
  if (!parsed.success) return null
  const { tx_hash, amount, currency, status, date } = parsed.data
  const word = status?.trim().toLowerCase() ?? ''
  const stage = (Object.hasOwn(STAGES, word) ? STAGES[word] : undefined) ?? 'unsaid'
  return { hash: tx_hash, amount, currency, at: date, stage, source }
}
