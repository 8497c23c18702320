import { type Context, Hono } from 'hono'
import { sumOf } from '../world/decimal.ts'
import {
  exact,
  isObject,
  type JsonObject,
  jsonAnswer,
  parseJsonObject,
  textField,
  wholeNumber,
} from '../world/json.ts'
import { randomHex, randomText, UPPER_ALPHANUMERIC } from '../world/random.ts'
import type { OcpayLink } from '../world/state.ts'
import type { WireEnv, World } from '../world/world.ts'
import { LINK_LIFE_MS, ocpayStatus } from './rules.ts'

const BAD_KEY_TRIES = 5
const BLOCK_MS = 15 * 60_000
const FEE_MODES = ['NO_FEE', 'SPLIT_FEE', 'CUSTOMER_FEE'] as const

/** Serves OCPay's payment links below its base address (ocpay §2). */
export function ocpayWire(world: World): Hono<WireEnv> {
  const app = new Hono<WireEnv>()

  app.get('/v3/ping', () =>
    general(world, { api: 'ok', operators: { mobilis: 'ok', djezzy: 'ok', ooredoo: 'ok' } }),
  )
  app.use('/v3/*', async (c, next) => refusalOf(world, c) ?? next())
  app.get('/v3/validate', () => general(world, validation(world)))
  app.post('/v3/ocpay/createLink', (c) => create(world, c.env.body))
  app.get('/v3/ocpay/checkPayment/:ref', (c) => check(world, c.req.param('ref')))
  app.get('/v3/account/balance', () => general(world, { balance: exact(balance(world)) }))
  app.get('/v3/account/transactions', (c) => transactions(world, c))
  app.all('*', () => failure(world, 404, 'NOT_FOUND', 'Not found'))
  return app
}

// A wrong key counts against the caller's address; after five it is shut out for 15 minutes (ocpay §3.3).
function refusalOf(world: World, c: Context): Response | null {
  const { ocpay, credentials } = world.state
  const now = world.now()
  if (now < ocpay.blockedUntil) {
    return failure(
      world,
      403,
      'IP_BLOCKED',
      'Too many invalid tokens: this address is blocked for 15 minutes',
    )
  }
  const key = c.req.header('x-access-token')
  if (key === undefined || key === '') {
    const status = c.req.path.endsWith('/v3/validate') ? 400 : 401
    return failure(world, status, 'MISSING_ACCESS_TOKEN', 'The X-Access-Token header is missing')
  }
  if (key === credentials.ocpay.apiKey) {
    if (ocpay.badKeyTries > 0) {
      ocpay.badKeyTries = 0
      world.changed()
    }
    return null
  }
  ocpay.badKeyTries += 1
  const attemptsLeft = BAD_KEY_TRIES - ocpay.badKeyTries
  if (attemptsLeft <= 0) {
    ocpay.badKeyTries = 0
    ocpay.blockedUntil = now + BLOCK_MS
  }
  world.changed()
  return failure(world, 401, 'INVALID_ACCESS_TOKEN', 'The access token is not valid', { attemptsLeft })
}

function requestId(world: World): string {
  return `req_${randomHex(world.random, 5)}`
}

function success(world: World, data: unknown): Response {
  const meta = { timestamp: isoSeconds(world.now()), requestId: requestId(world) }
  return jsonAnswer({ success: true, data, meta })
}

// The pages outside OCPay itself show the request's id at the top level (ocpay §1).
function general(world: World, data: unknown): Response {
  const meta = { timestamp: isoSeconds(world.now()) }
  return jsonAnswer({ success: true, data, meta, requestId: requestId(world) })
}

function failure(world: World, status: number, code: string, message: string, details?: unknown): Response {
  const error = { code, message, ...(details === undefined ? {} : { details }) }
  return jsonAnswer({ success: false, error, requestId: requestId(world) }, status)
}

function validation(world: World): unknown {
  const { credentials, ocpay } = world.state
  return {
    username: '+213550000000',
    apiKey: {
      key: credentials.ocpay.apiKey,
      isEnabled: ocpay.isEnabled,
      type: ocpay.type,
      allowedips: [],
      scope: ocpay.scope,
    },
  }
}

function create(world: World, text: string): Response {
  const { ocpay } = world.state
  if (!ocpay.isEnabled) return failure(world, 403, 'FORBIDDEN', 'This access token is disabled')
  if (ocpay.scope === 'READ-ONLY') return failure(world, 403, 'FORBIDDEN', 'This access token is read-only')
  if (!ocpay.validated) return failure(world, 403, 'FORBIDDEN', 'The merchant is not validated yet')
  const body = parseJsonObject(text)
  if (!body) return failure(world, 400, 'ERR_VALIDATION', 'The body is not a JSON object')
  const product = isObject(body.productInfo) ? body.productInfo : {}
  const fault = faultOf(body, product)
  if (fault) return failure(world, 400, 'ERR_VALIDATION', fault.message, { field: fault.field })
  const now = world.now()
  const link: OcpayLink = {
    ref: freeRef(world),
    title: textField(product, 'title') ?? '',
    description: textField(product, 'description') ?? null,
    amount: String(wholeNumber(product.amount)),
    feeMode: FEE_MODES.find((mode) => mode === body.feeMode) ?? 'NO_FEE',
    successMessage: textField(body, 'successMessage') ?? null,
    redirectUrl: textField(body, 'redirectUrl') ?? null,
    isSandbox: ocpay.type === 'SANDBOX',
    createdAt: now,
    expiresAt: now + LINK_LIFE_MS,
    outcome: 'none',
    initiatedAt: null,
  }
  world.ocpayLinks.add(link)
  world.changed()
  return success(world, {
    paymentLink: {
      uid: 'user_55102',
      ref: link.ref,
      isSandbox: link.isSandbox,
      productInfo: {
        title: link.title,
        ...(link.description === null ? {} : { description: link.description }),
        amount: exact(link.amount),
      },
      feeMode: link.feeMode,
      ...(link.successMessage === null ? {} : { successMessage: link.successMessage }),
      ...(link.redirectUrl === null ? {} : { redirectUrl: link.redirectUrl }),
      time: isoSeconds(now),
    },
    paymentUrl: `https://pay.ocdz.link/pay/${link.ref}`,
    paymentRef: link.ref,
  })
}

interface Fault {
  readonly field: string
  readonly message: string
}

function faultOf(body: JsonObject, product: JsonObject): Fault | null {
  const title = textField(product, 'title')
  if (title === undefined || title.trim() === '' || title.length > 200) {
    return { field: 'productInfo.title', message: 'productInfo.title must have 1 to 200 characters' }
  }
  const amount = wholeNumber(product.amount)
  if (amount === undefined || amount < 500 || amount > 500_000) {
    const message = 'productInfo.amount must be a whole number of DZD from 500 to 500000'
    return { field: 'productInfo.amount', message }
  }
  if (isLong(product, 'description', 1000)) {
    const message = 'productInfo.description must be a text of at most 1000 characters'
    return { field: 'productInfo.description', message }
  }
  if (isLong(body, 'successMessage', 500)) {
    return { field: 'successMessage', message: 'successMessage must be a text of at most 500 characters' }
  }
  if (isGiven(body.feeMode) && !FEE_MODES.some((mode) => mode === body.feeMode)) {
    return { field: 'feeMode', message: `feeMode must be one of ${FEE_MODES.join(', ')}` }
  }
  if (isGiven(body.redirectUrl) && !isWebAddress(body.redirectUrl)) {
    return { field: 'redirectUrl', message: 'redirectUrl must be an http or https URL' }
  }
  return null
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function isLong(body: JsonObject, key: string, most: number): boolean {
  const value = body[key]
  return isGiven(value) && (typeof value !== 'string' || value.length > most)
}

function isWebAddress(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}

function freeRef(world: World): string {
  for (;;) {
    const long = randomText(world.random, UPPER_ALPHANUMERIC, 6)
    const ref = `OCPL-${long}-${randomText(world.random, UPPER_ALPHANUMERIC, 4)}`
    if (!world.ocpayLinks.get(ref)) return ref
  }
}

function check(world: World, ref: string): Response {
  const link = world.ocpayLinks.get(ref)
  if (!link) return failure(world, 404, 'NOT_FOUND', 'No payment link has this reference')
  return success(world, {
    ...ocpayStatus(link, world.now()),
    paymentRef: link.ref,
    ...(link.initiatedAt === null
      ? {}
      : {
          transactionDetails: {
            amount: exact(link.amount),
            currency: 'DZD',
            isSandbox: link.isSandbox,
            createdDate: isoSeconds(link.initiatedAt),
          },
        }),
  })
}

function balance(world: World): string {
  return sumOf(
    world.ocpayLinks.rows.filter((link) => link.outcome === 'confirmed').map((link) => link.amount),
  )
}

// The ledger names no payment reference (ocpay §2.4), so nobody can take it for a status.
function transactions(world: World, c: Context): Response {
  const page = Number(c.req.query('page') ?? '1')
  const pageSize = Number(c.req.query('pageSize') ?? '20')
  const [from, to] = [c.req.query('from'), c.req.query('to')]
  if (!Number.isInteger(page) || page < 1 || !Number.isInteger(pageSize) || pageSize < 1 || pageSize > 100) {
    return failure(world, 400, 'ERR_VALIDATION', 'page starts at 1 and pageSize is 1 to 100')
  }
  if ((from === undefined) !== (to === undefined)) {
    return failure(world, 400, 'ERR_VALIDATION', 'from and to go together')
  }
  const [start, end] = [
    from === undefined ? 0 : Date.parse(from),
    to === undefined ? Infinity : Date.parse(to),
  ]
  if (Number.isNaN(start) || Number.isNaN(end)) {
    return failure(world, 400, 'ERR_VALIDATION', 'from and to must be ISO dates')
  }
  const paid = world.state.payments.filter((payment) => payment.provider === 'ocpay')
  let before = '0'
  const rows = paid.map((payment, at) => {
    const after = sumOf([before, payment.amount])
    const row = {
      _id: `txn_${at + 1}`,
      type: 'RECEIVE',
      operation: 'CREDIT',
      amount: exact(payment.amount),
      oldBalance: exact(before),
      newBalance: exact(after),
      objid: null,
      note: '',
      time: payment.atIso,
    }
    before = after
    return row
  })
  const found = rows
    .filter((row) => Date.parse(row.time) >= start && Date.parse(row.time) <= end)
    .toReversed()
  return general(world, {
    items: found.slice((page - 1) * pageSize, page * pageSize),
    pagination: {
      page,
      pageSize,
      totalPages: Math.ceil(found.length / pageSize),
      totalResults: found.length,
    },
  })
}

function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
