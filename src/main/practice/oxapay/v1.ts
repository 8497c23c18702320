import { type Context, Hono } from 'hono'
import { compareDecimals, plainDecimal, sumOf } from '../world/decimal.ts'
import {
  exact,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  jsonAnswer,
  parseJsonObject,
  textField,
  wholeNumber,
} from '../world/json.ts'
import type { OxapayInvoice } from '../world/state.ts'
import type { WireEnv, World } from '../world/world.ts'
import { COINS, v1Currencies, v1Fiats } from './catalog.ts'
import { addInvoice, isOxapayKey, payPage, readAsked } from './create.ts'
import { listInvoices } from './list.ts'
import { oxapayStage, payAmountOf } from './rules.ts'

const DONE = 'Operation completed successfully!'

/** Serves OxaPay's v1 dialect below `/v1` of its base address (oxapay §2, right column). */
export function oxapayV1Wire(world: World): Hono<WireEnv> {
  const app = new Hono<WireEnv>()

  app.use('/v1/payment/*', async (c, next) => (hasKey(world, c) ? next() : badKey()))
  app.use('/v1/payment', async (c, next) => (hasKey(world, c) ? next() : badKey()))
  app.post('/v1/payment/invoice', (c) =>
    create(world, c.env.body, c.req.header('merchant_api_key') === 'sandbox'),
  )
  app.get('/v1/payment', (c) => list(world, c))
  app.get('/v1/payment/accepted-currencies', () => success({ list: COINS.map((coin) => coin.symbol) }))
  app.get('/v1/payment/stats', () => success(stats(world)))
  app.get('/v1/payment/:trackId', (c) => {
    const invoice = world.oxapayInvoices.get(c.req.param('trackId'))
    return invoice
      ? success(itemOf(world, invoice))
      : failure(404, 'not_found', 'track_id', 'Payment not found')
  })
  app.get('/v1/common/currencies', () => success(v1Currencies()))
  app.get('/v1/common/fiats', () => success(v1Fiats()))
  app.get('/v1/common/monitor', () => success({ status: true }))
  // A merchant key is no general key, and the practice shop has none.
  app.post('/v1/general/swap/rate', () => badKey('general_api_key'))
  app.all('/v1/*', () => failure(404, 'not_found', '', 'Not found'))
  return app
}

function hasKey(world: World, c: Context): boolean {
  return isOxapayKey(world, c.req.header('merchant_api_key'))
}

function success(data: unknown): Response {
  return jsonAnswer({ data, message: DONE, error: {}, status: 200, version: '1.0.0' })
}

function failure(status: number, type: string, key: string, message: string): Response {
  return jsonAnswer({ data: {}, message, error: { type, key, message }, status, version: '1.0.0' }, status)
}

function badKey(key = 'merchant_api_key'): Response {
  return failure(401, 'unauthorized', key, 'Invalid API key')
}

function invalid(key: string, message: string): Response {
  return failure(400, 'invalid_parameters', key, message)
}

function create(world: World, text: string, sandboxKey: boolean): Response {
  const body = parseJsonObject(text)
  if (!body) return invalid('', 'The body is not a JSON object')
  for (const key of ['currency', 'email', 'order_id', 'thanks_message', 'description']) {
    if (isGiven(body, key) && textField(body, key) === undefined)
      return invalid(key, `${key} must be a string`)
  }
  const { amount } = body
  const asked = readAsked(amount instanceof JsonNumber ? amount : undefined, textField(body, 'currency'))
  if (!asked.ok) {
    return asked.fault === 'currency'
      ? invalid('currency', 'The currency is not supported')
      : invalid('amount', 'The amount is not valid')
  }
  const lifeTime = isGiven(body, 'lifetime') ? wholeNumber(body.lifetime) : 60
  if (lifeTime === undefined || lifeTime < 15 || lifeTime > 2880) {
    return invalid('lifetime', 'lifetime must be a whole number from 15 to 2880')
  }
  const fee = isGiven(body, 'fee_paid_by_payer') ? wholeNumber(body.fee_paid_by_payer) : 0
  if (fee !== 0 && fee !== 1) return invalid('fee_paid_by_payer', 'fee_paid_by_payer must be 0 or 1')
  const cover = isGiven(body, 'under_paid_coverage') ? body.under_paid_coverage : exact('0')
  const percent = cover instanceof JsonNumber ? plainDecimal(cover.text) : null
  if (percent === null || compareDecimals(percent, '60') > 0) {
    return invalid('under_paid_coverage', 'under_paid_coverage must be from 0 to 60')
  }
  if (isGiven(body, 'to_currency') && body.to_currency !== 'USDT') {
    return invalid('to_currency', 'to_currency can only be USDT')
  }
  for (const key of ['callback_url', 'return_url']) {
    if (isGiven(body, key) && !isAddress(textField(body, key))) return invalid(key, `${key} must be a URL`)
  }
  for (const key of ['auto_withdrawal', 'mixed_payment', 'sandbox']) {
    if (isGiven(body, key) && flag(body[key]) === undefined)
      return invalid(key, `${key} must be true or false`)
  }
  const invoice = addInvoice(world, {
    dialect: 'v1',
    sandbox: sandboxKey || flag(body.sandbox) === true,
    amount: asked.amount,
    currency: asked.currency,
    lifeTime,
    feePaidByPayer: fee,
    underPaidCover: percent,
    mixedPayment: flag(body.mixed_payment) === true,
    callbackUrl: textField(body, 'callback_url') ?? '',
    returnUrl: textField(body, 'return_url') ?? '',
    thanksMessage: textField(body, 'thanks_message') ?? '',
    email: textField(body, 'email') ?? '',
    orderId: textField(body, 'order_id') ?? '',
    description: textField(body, 'description') ?? '',
  })
  return success({
    track_id: invoice.trackId,
    payment_url: payPage(world, invoice),
    expired_at: seconds(invoice.expiresAt),
    date: seconds(invoice.createdAt),
  })
}

function isGiven(body: JsonObject, key: string): boolean {
  return body[key] !== undefined && body[key] !== null && body[key] !== ''
}

function isAddress(text: string | undefined): boolean {
  return text !== undefined && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

// Clients in the wild send true, 1 and "1" alike (oxapay §1, §2.2).
function flag(value: JsonValue | undefined): boolean | undefined {
  const text = value instanceof JsonNumber ? value.text : String(value)
  if (text === 'true' || text === '1') return true
  return text === 'false' || text === '0' ? false : undefined
}

function statusWord(world: World, invoice: OxapayInvoice): string {
  const stage = oxapayStage(invoice, world.now())
  return stage === 'confirming' ? 'paying' : stage
}

function itemOf(world: World, invoice: OxapayInvoice): unknown {
  return {
    track_id: invoice.trackId,
    type: 'invoice',
    amount: exact(invoice.amount),
    currency: invoice.currency,
    status: statusWord(world, invoice),
    mixed_payment: invoice.mixedPayment,
    callback_url: invoice.callbackUrl,
    return_url: invoice.returnUrl,
    description: invoice.description,
    thanks_message: invoice.thanksMessage,
    email: invoice.email,
    order_id: invoice.orderId,
    fee_paid_by_payer: invoice.feePaidByPayer,
    under_paid_coverage: exact(invoice.underPaidCover),
    lifetime: invoice.lifeTime,
    expired_at: seconds(invoice.expiresAt),
    date: seconds(invoice.createdAt),
    txs: [
      ...invoice.transfers.map((transfer) => txOf({ ...transfer, confirmed: true })),
      ...seenTx(world, invoice),
    ],
  }
}

// A transfer that was seen but is not settled: shown while the invoice says `paying`.
function seenTx(world: World, invoice: OxapayInvoice): unknown[] {
  const { chosen } = invoice
  if (!chosen?.seenHash || invoice.mark !== 'confirming') return []
  const amount = payAmountOf(invoice, chosen.payCurrency, invoice.amount)
  return [txOf({ ...chosen, txHash: chosen.seenHash, amount, at: world.now(), confirmed: false })]
}

interface Tx {
  readonly txHash: string
  readonly amount: string
  readonly payCurrency: string
  readonly network: string
  readonly address: string
  readonly at: number
  readonly confirmed: boolean
}

function txOf(tx: Tx): unknown {
  return {
    tx_hash: tx.txHash,
    amount: exact(tx.amount),
    currency: tx.payCurrency,
    network: tx.network,
    address: tx.address,
    status: tx.confirmed ? 'confirmed' : 'confirming',
    confirmations: tx.confirmed ? 10 : 1,
    auto_convert: { processed: false, amount: 0, currency: '' },
    auto_withdrawal: { processed: false },
    date: seconds(tx.at),
  }
}

function list(world: World, c: Context): Response {
  const query = (key: string): string | undefined => c.req.query(key) || undefined
  const numbers: Record<string, number | undefined> = {}
  for (const key of ['page', 'size', 'from_date', 'to_date']) {
    const text = query(key)
    if (text !== undefined && !/^\d{1,15}$/.test(text)) return invalid(key, `${key} must be a whole number`)
    numbers[key] = text === undefined ? undefined : Number(text)
  }
  const [page, size] = [numbers.page ?? 1, numbers.size ?? 10]
  if (size < 1 || size > 200) return invalid('size', 'size must be from 1 to 200')
  const [fromAmount, toAmount] = [query('from_amount'), query('to_amount')]
  if (fromAmount !== undefined && plainDecimal(fromAmount) === null)
    return invalid('from_amount', 'not a number')
  if (toAmount !== undefined && plainDecimal(toAmount) === null) return invalid('to_amount', 'not a number')
  if (fromAmount !== undefined && toAmount !== undefined && compareDecimals(toAmount, fromAmount) < 0) {
    return invalid('to_amount', 'to_amount must not be below from_amount')
  }
  const [fromDate, toDate] = [numbers.from_date, numbers.to_date]
  if (fromDate !== undefined && toDate !== undefined && toDate < fromDate) {
    return invalid('to_date', 'to_date must not be before from_date')
  }
  const [sortBy, direction] = [
    query('sort_by') ?? 'create_date',
    (query('sort_type') ?? 'desc').toLowerCase(),
  ]
  if (!['create_date', 'pay_date', 'amount'].includes(sortBy)) return invalid('sort_by', 'unknown sort_by')
  if (!['asc', 'desc'].includes(direction)) return invalid('sort_type', 'sort_type must be asc or desc')
  const wanted = {
    trackId: query('track_id'),
    status: query('status'),
    type: query('type'),
    currency: query('currency'),
    payCurrency: query('pay_currency'),
    network: query('network'),
    address: query('address'),
    fromAmount,
    toAmount,
    fromDate,
    toDate,
    sortBy,
    direction,
    page,
    size,
  }
  const found = listInvoices(world.oxapayInvoices.rows, wanted, (invoice) => statusWord(world, invoice))
  return success({
    list: found.rows.map((invoice) => itemOf(world, invoice)),
    meta: { page: found.page, last_page: found.pages, total: found.total },
  })
}

function stats(world: World): unknown {
  const { rows } = world.oxapayInvoices
  const paid = rows.filter((invoice) => invoice.paidAt !== null)
  const coins = new Set(paid.flatMap((invoice) => invoice.transfers.map((transfer) => transfer.payCurrency)))
  return {
    invoices: rows.length,
    paid: paid.length,
    received: Object.fromEntries(
      [...coins].map((symbol) => {
        const transfers = paid.flatMap((invoice) => invoice.transfers)
        const amounts = transfers
          .filter((transfer) => transfer.payCurrency === symbol)
          .map((transfer) => transfer.amount)
        return [symbol, exact(sumOf(amounts))]
      }),
    ),
  }
}

function seconds(at: number): number {
  return Math.floor(at / 1000)
}
