import { Hono } from 'hono'
import { compareDecimals, plainDecimal } from '../world/decimal.ts'
import {
  exact,
  JsonNumber,
  type JsonObject,
  jsonAnswer,
  parseJsonObject,
  textField,
  wholeNumber,
} from '../world/json.ts'
import type { OxapayInvoice } from '../world/state.ts'
import type { WireEnv, World } from '../world/world.ts'
import { COINS, legacyCurrencies, legacyFiats, legacyNetworks, legacyPrices, usdPrice } from './catalog.ts'
import { addInvoice, isOxapayKey, payPage, readAsked } from './create.ts'
import { listInvoices } from './list.ts'
import { legacyTransfer, oxapayStage, payAmountOf } from './rules.ts'

const MESSAGES: Readonly<Record<number, string>> = {
  100: 'Operation completed successfully!',
  101: 'Validation problem',
  102: 'Invalid merchant API key',
  105: 'Invalid currency',
  107: 'Invalid callbackUrl',
  108: 'Invalid returnUrl',
  109: 'The amount is lower than the minimum',
  110: 'The amount is higher than the maximum',
  111: 'lifeTime must be at least 15',
  112: 'lifeTime must be at most 2880',
  113: 'underPaidCover must be at least 0',
  114: 'underPaidCover must be at most 60',
  115: 'feePaidByPayer must be 0 or 1',
  116: 'Invalid trackId',
  118: 'toAmount must not be below fromAmount',
  119: 'toDate must not be before fromDate',
  121: 'Invalid fromCurrency',
  122: 'Invalid toCurrency',
  123: 'fromCurrency and toCurrency must differ',
}

const WORDS = {
  new: 'New',
  waiting: 'Waiting',
  confirming: 'Confirming',
  paid: 'Paid',
  expired: 'Expired',
  failed: 'Failed',
  // The legacy dialect has no word for what follows (oxapay §3.1).
  underpaid: 'Waiting',
  manual_accept: 'Paid',
  refunding: 'Paid',
  refunded: 'Paid',
} as const

/** Serves OxaPay's legacy dialect below its base address: always POST, failures as result codes with HTTP 200. */
export function oxapayLegacyWire(world: World): Hono<WireEnv> {
  const app = new Hono<WireEnv>()
  const withKey = (text: string, act: (body: JsonObject) => Response): Response => {
    const body = parseJsonObject(text)
    if (!body) return result(101)
    return isOxapayKey(world, textField(body, 'merchant')) ? act(body) : result(102)
  }

  app.post('/merchants/request', (c) => withKey(c.env.body, (body) => create(world, body)))
  app.post('/merchants/inquiry', (c) => withKey(c.env.body, (body) => inquire(world, body)))
  app.post('/merchants/list', (c) => withKey(c.env.body, (body) => list(world, body)))
  app.post('/merchants/allowedCoins', (c) =>
    withKey(c.env.body, () => result(100, { allowed: COINS.map((coin) => coin.symbol) })),
  )
  app.post('/merchants/rate', (c) => rate(parseJsonObject(c.env.body)))
  app.post('/api/currencies', () => result(100, { data: legacyCurrencies() }))
  app.post('/api/networks', () => result(100, { data: legacyNetworks() }))
  app.post('/api/prices', () => result(100, { data: legacyPrices() }))
  app.post('/api/fiats', () => result(100, { data: legacyFiats() }))
  app.post('/monitor', () => new Response('OK', { headers: { 'content-type': 'text/plain' } }))
  app.all('*', () => jsonAnswer({ message: 'Not found' }, 404))
  return app
}

function result(code: number, fields: object = {}): Response {
  return jsonAnswer({ result: code, message: MESSAGES[code] ?? 'Error', ...fields })
}

function create(world: World, body: JsonObject): Response {
  for (const key of ['currency', 'email', 'orderId', 'description']) {
    if (isGiven(body, key) && textField(body, key) === undefined) return result(101)
  }
  const { amount } = body
  const asked = readAsked(amount instanceof JsonNumber ? amount : undefined, textField(body, 'currency'))
  if (!asked.ok) return result({ amount: 101, currency: 105, too_low: 109, too_high: 110 }[asked.fault])
  const lifeTime = isGiven(body, 'lifeTime') ? wholeNumber(body.lifeTime) : 60
  if (lifeTime === undefined) return result(101)
  if (lifeTime < 15) return result(111)
  if (lifeTime > 2880) return result(112)
  const fee = isGiven(body, 'feePaidByPayer') ? wholeNumber(body.feePaidByPayer) : 0
  if (fee !== 0 && fee !== 1) return result(115)
  const cover = isGiven(body, 'underPaidCover') ? body.underPaidCover : exact('0')
  if (!(cover instanceof JsonNumber)) return result(101)
  if (cover.text.startsWith('-') && Number(cover.text) < 0) return result(113)
  const percent = plainDecimal(cover.text.replace(/^-/, ''))
  if (percent === null) return result(101)
  if (compareDecimals(percent, '60') > 0) return result(114)
  if (isGiven(body, 'callbackUrl') && !isAddress(body, 'callbackUrl')) return result(107)
  if (isGiven(body, 'returnUrl') && !isAddress(body, 'returnUrl')) return result(108)
  const invoice = addInvoice(world, {
    dialect: 'legacy',
    sandbox: body.merchant === 'sandbox',
    amount: asked.amount,
    currency: asked.currency,
    lifeTime,
    feePaidByPayer: fee,
    underPaidCover: percent,
    mixedPayment: false,
    callbackUrl: textField(body, 'callbackUrl') ?? '',
    returnUrl: textField(body, 'returnUrl') ?? '',
    thanksMessage: '',
    email: textField(body, 'email') ?? '',
    orderId: textField(body, 'orderId') ?? '',
    description: textField(body, 'description') ?? '',
  })
  return result(100, {
    trackId: invoice.trackId,
    payLink: payPage(world, invoice),
    expiredAt: seconds(invoice.expiresAt),
  })
}

function isGiven(body: JsonObject, key: string): boolean {
  return body[key] !== undefined && body[key] !== null && body[key] !== ''
}

function isAddress(body: JsonObject, key: string): boolean {
  const text = textField(body, key)
  return text !== undefined && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function inquire(world: World, body: JsonObject): Response {
  const invoice = world.oxapayInvoices.get(scalarText(body, 'trackId') ?? '')
  return invoice ? result(100, itemOf(world, invoice)) : result(116)
}

function itemOf(world: World, invoice: OxapayInvoice): JsonFields {
  const stage = oxapayStage(invoice, world.now())
  const transfer = legacyTransfer(invoice)
  const { chosen } = invoice
  const toPay = chosen ? payAmountOf(invoice, chosen.payCurrency, invoice.amount) : ''
  return {
    trackId: invoice.trackId,
    status: WORDS[stage],
    type: 'invoice',
    amount: invoice.amount,
    currency: invoice.currency,
    payAmount: transfer?.amount ?? toPay,
    payCurrency: chosen?.payCurrency ?? '',
    network: chosen?.network ?? '',
    address: chosen?.address ?? '',
    txID: transfer?.txHash ?? chosen?.seenHash ?? '',
    email: invoice.email,
    orderId: invoice.orderId,
    description: invoice.description,
    feePaidByPayer: invoice.feePaidByPayer,
    underPaidCover: exact(invoice.underPaidCover),
    date: seconds(invoice.createdAt),
    payDate: invoice.paidAt === null ? '' : seconds(transfer?.at ?? invoice.paidAt),
  }
}

type JsonFields = Readonly<Record<string, string | number | JsonNumber>>

function list(world: World, body: JsonObject): Response {
  const [page, size] = [
    isGiven(body, 'page') ? count(body, 'page') : 1,
    isGiven(body, 'size') ? count(body, 'size') : 10,
  ]
  if (page === undefined || size === undefined || size < 1 || size > 200) return result(101)
  const [fromAmount, toAmount] = [decimal(body, 'fromAmount'), decimal(body, 'toAmount')]
  const [fromDate, toDate] = [count(body, 'fromDate'), count(body, 'toDate')]
  const isOdd = (key: string, read: unknown): boolean => isGiven(body, key) && read === undefined
  if (isOdd('fromAmount', fromAmount) || isOdd('toAmount', toAmount)) return result(101)
  if (isOdd('fromDate', fromDate) || isOdd('toDate', toDate)) return result(101)
  if (fromAmount !== undefined && toAmount !== undefined && compareDecimals(toAmount, fromAmount) < 0) {
    return result(118)
  }
  if (fromDate !== undefined && toDate !== undefined && toDate < fromDate) return result(119)
  const sortBy = scalarText(body, 'sortBy') ?? 'create_date'
  const direction = (scalarText(body, 'orderBy') ?? 'desc').toLowerCase()
  if (!['create_date', 'pay_date', 'amount'].includes(sortBy) || !['asc', 'desc'].includes(direction)) {
    return result(101)
  }
  const query = {
    trackId: scalarText(body, 'trackId'),
    orderId: scalarText(body, 'orderId'),
    status: scalarText(body, 'status'),
    type: scalarText(body, 'type'),
    currency: scalarText(body, 'currency'),
    payCurrency: scalarText(body, 'payCurrency'),
    network: scalarText(body, 'network'),
    address: scalarText(body, 'address'),
    txId: scalarText(body, 'txID'),
    feePaidByPayer: scalarText(body, 'feePaidByPayer'),
    fromAmount,
    toAmount,
    fromDate,
    toDate,
    sortBy,
    direction,
    page,
    size,
  }
  const found = listInvoices(
    world.oxapayInvoices.rows,
    query,
    (invoice) => WORDS[oxapayStage(invoice, world.now())],
  )
  const { listShowsOrderId } = world.state.oxapay
  return result(100, {
    data: found.rows.map((invoice) => {
      const { orderId, ...rest } = itemOf(world, invoice)
      return listShowsOrderId ? { ...rest, orderId } : rest
    }),
    meta: { size, page: found.page, pages: found.pages, total: found.total },
  })
}

/** A filter's text: a string, or a number as it was written; undefined when absent or empty. */
function scalarText(body: JsonObject, key: string): string | undefined {
  if (!isGiven(body, key)) return undefined
  const value = body[key]
  return value instanceof JsonNumber ? value.text : typeof value === 'string' ? value : undefined
}

function decimal(body: JsonObject, key: string): string | undefined {
  return plainDecimal(scalarText(body, key) ?? '') ?? undefined
}

function count(body: JsonObject, key: string): number | undefined {
  const text = scalarText(body, key)
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function rate(body: JsonObject | null): Response {
  if (!body) return result(101)
  const [from, to] = [textField(body, 'fromCurrency') ?? '', textField(body, 'toCurrency') ?? '']
  const [fromPrice, toPrice] = [usdPrice(from), usdPrice(to)]
  if (fromPrice === undefined) return result(121)
  if (toPrice === undefined) return result(122)
  return from === to ? result(123) : result(100, { rate: (Number(fromPrice) / Number(toPrice)).toFixed(8) })
}

function seconds(at: number): string {
  return String(Math.floor(at / 1000))
}
