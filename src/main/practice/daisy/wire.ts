import { type Context, Hono } from 'hono'
import { type JsonObject, jsonAnswer, parseJsonObject, textField, wholeNumber } from '../world/json.ts'
import { BASE64URL, randomHex, randomText } from '../world/random.ts'
import type { DaisyInvoice } from '../world/state.ts'
import type { WireEnv, World } from '../world/world.ts'
import { DAISY_TOKENS, type DaisyToken, daisyPaid, daisyState, daisyToken } from './rules.ts'

/** An invoice that belongs to some other group, so that the refusal of daisy §3.5 can be seen. */
export const FOREIGN_DAISY_INVOICE = 'of-another-group'

const FORWARDED_AFTER_MS = 30_000
const ADDRESS = /^0x[0-9a-fA-F]{40}$/
const BASE_UNITS = /^\d{1,78}$/

/** Serves Daisy's one-time payments below its base address (daisy §2). */
export function daisyWire(world: World): Hono<WireEnv> {
  const app = new Hono<WireEnv>()

  app.use('*', async (c, next) => {
    const access = accessOf(world, c.req.header('authorization'))
    if (access === 'none') return failure(401, 'OTP for credentials not found.')
    if (access === 'public' && c.req.method !== 'GET') return failure(401, 'OTP for credentials not found.')
    return next()
  })
  app.get('/otp/', (c) => success(groupOf(world, accessOf(world, c.req.header('authorization')) === 'full')))
  app.post('/otp/', (c) => create(world, c.env.body))
  app.get('/otp/invoices/', (c) => success(list(world, c.req.queries('state') ?? [])))
  app.get('/otp/invoices/address/:address/', (c) => readOne(world, byAddress(world, c.req.param('address'))))
  app.get('/otp/invoices/address/:address/receipts/', (c) =>
    receipts(byAddress(world, c.req.param('address'))),
  )
  app.get('/otp/invoices/:identifier/', (c) => {
    if (c.req.param('identifier') === FOREIGN_DAISY_INVOICE) return foreign()
    return readOne(world, world.daisyInvoices.get(c.req.param('identifier')))
  })
  app.get('/otp/invoices/:identifier/receipts/', (c) => {
    if (c.req.param('identifier') === FOREIGN_DAISY_INVOICE) return foreign()
    return receipts(world.daisyInvoices.get(c.req.param('identifier')))
  })
  app.get('/otp/tokens', (c) => success(tokens(c)))
  app.get('/otp/tokens/:symbol', (c) =>
    success(DAISY_TOKENS.find((token) => token.symbol === c.req.param('symbol')) ?? null),
  )
  app.all('*', () => failure(404, 'Not found'))
  return app
}

type Access = 'full' | 'public' | 'none'

// `id:` without a secret is what the official browser client sends: it reads, the list too, but cannot create (daisy §1).
function accessOf(world: World, header: string | undefined): Access {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/.exec(header ?? '')?.[1]
  if (encoded === undefined) return 'none'
  const pair = decode(encoded)
  const { identifier, secretKey } = world.state.credentials.daisy
  if (pair === `${identifier}:${secretKey}`) return 'full'
  return pair === `${identifier}:` ? 'public' : 'none'
}

function decode(base64: string): string | null {
  try {
    return atob(base64)
  } catch {
    return null
  }
}

function success(data: unknown, status = 200): Response {
  return jsonAnswer({ data }, status)
}

function failure(status: number, message: string): Response {
  return jsonAnswer({ message }, status)
}

function foreign(): Response {
  return failure(403, 'Wrong payment service id in credentials')
}

function groupOf(world: World, withSecret: boolean): unknown {
  const { daisy, credentials } = world.state
  return {
    identifier: credentials.daisy.identifier,
    name: daisy.name,
    networkId: daisy.networkId,
    active: daisy.active,
    price: null,
    tokenAddress: daisy.tokenAddress,
    walletAddress: daisy.walletAddress,
    createdAt: iso(daisy.createdAt),
    updatedAt: iso(daisy.createdAt),
    ...(withSecret ? { secretKey: credentials.daisy.secretKey } : {}),
  }
}

function create(world: World, text: string): Response {
  const body = parseJsonObject(text)
  if (!body) return failure(400, 'The body is not a JSON object')
  if (!world.state.daisy.active)
    return failure(400, 'Could not create the invoice: the payment group is not active')
  const price = priceOf(body)
  if (typeof price !== 'bigint') return failure(400, price.fault)
  for (const key of ['invoicedEmail', 'invoicedName', 'invoicedDetail', 'redirectURL', 'cancelURL']) {
    if (isGiven(body, key) && textField(body, key) === undefined)
      return failure(400, `${key} must be a string`)
  }
  const tokenAddress = isGiven(body, 'tokenAddress')
    ? textField(body, 'tokenAddress')
    : world.state.daisy.tokenAddress
  if (tokenAddress === null) {
    return failure(400, 'Could not create the invoice: set a default token in the dashboard')
  }
  const token = tokenAddress === undefined ? undefined : daisyToken(tokenAddress)
  if (!token) return failure(400, 'Token not found')
  const wallet = isGiven(body, 'walletAddress')
    ? textField(body, 'walletAddress')
    : world.state.daisy.walletAddress
  if (wallet === null) {
    return failure(400, 'Could not create the invoice: set a default wallet in the dashboard')
  }
  if (wallet === undefined || !ADDRESS.test(wallet)) return failure(400, 'Invalid Ethereum address')
  const invoice: DaisyInvoice = {
    id: btoa(`invoice:${world.daisyInvoices.rows.length + 1}`),
    identifier: freeIdentifier(world),
    address: `0x${randomHex(world.random, 20)}`,
    tokenAddress: token.address,
    walletAddress: wallet,
    invoicedPrice: textField(body, 'invoicedPrice') ?? price.toString(),
    invoicedEmail: textField(body, 'invoicedEmail') ?? null,
    invoicedName: textField(body, 'invoicedName') ?? null,
    invoicedDetail: textField(body, 'invoicedDetail') ?? null,
    createdAt: world.now(),
    receipts: [],
  }
  world.daisyInvoices.add(invoice)
  if (invoice.invoicedEmail) {
    world.state.daisy.emails.push({
      to: invoice.invoicedEmail,
      ref: invoice.identifier,
      at: invoice.createdAt,
    })
  }
  world.changed()
  return success(invoiceOf(world, invoice), 201)
}

// The price may be left out when the items carry amounts per unit (daisy §2.1).
function priceOf(body: JsonObject): bigint | { readonly fault: string } {
  if (isGiven(body, 'invoicedPrice')) {
    const price = textField(body, 'invoicedPrice')
    if (price === undefined || !BASE_UNITS.test(price) || BigInt(price) === 0n) {
      return { fault: 'invoicedPrice must be a string of base units above zero' }
    }
    return BigInt(price)
  }
  const items = body.items
  if (!Array.isArray(items) || items.length === 0) return { fault: 'invoicedPrice is required' }
  let total = 0n
  for (const item of items) {
    const fields = typeof item === 'object' && item !== null ? (item as JsonObject) : {}
    const amount = textField(fields, 'amount')
    const quantity = isGiven(fields, 'quantity') ? wholeNumber(fields.quantity) : 1
    if (amount === undefined || !BASE_UNITS.test(amount) || quantity === undefined || quantity < 1) {
      return { fault: 'every item needs an amount in base units and a whole quantity' }
    }
    total += BigInt(amount) * BigInt(quantity)
  }
  return total > 0n ? total : { fault: 'the items amount to nothing' }
}

function isGiven(body: JsonObject, key: string): boolean {
  return body[key] !== undefined && body[key] !== null
}

function freeIdentifier(world: World): string {
  for (;;) {
    const identifier = randomText(world.random, BASE64URL, 8)
    if (!world.daisyInvoices.get(identifier)) return identifier
  }
}

function byAddress(world: World, address: string): DaisyInvoice | undefined {
  return world.daisyInvoices.rows.find((row) => row.address.toLowerCase() === address.toLowerCase())
}

function readOne(world: World, invoice: DaisyInvoice | undefined): Response {
  return success(invoice ? invoiceOf(world, invoice) : null)
}

function receipts(invoice: DaisyInvoice | undefined): Response {
  if (!invoice) return failure(404, 'Invoice not found')
  return success(
    invoice.receipts.map((receipt) => ({
      id: receipt.id,
      txHash: receipt.txHash,
      account: receipt.account,
      amount: receipt.amount,
      onChainCreatedAt: iso(receipt.onChainCreatedAt),
      createdAt: iso(receipt.createdAt),
      updatedAt: iso(receipt.createdAt),
    })),
  )
}

// The filter's word for an open invoice is ambiguous (daisy §3.2): here both words mean every unpaid one.
function list(world: World, states: readonly string[]): unknown[] {
  const wanted = new Set(states)
  return world.daisyInvoices.rows
    .filter((invoice) => {
      if (wanted.size === 0) return true
      if (daisyPaid(invoice) === 0n) return wanted.has('PENDING') || wanted.has('UNPAID')
      return wanted.has(daisyState(world, invoice) ?? '')
    })
    .toReversed()
    .map((invoice) => invoiceOf(world, invoice))
}

function invoiceOf(world: World, invoice: DaisyInvoice): unknown {
  const paid = daisyPaid(invoice)
  const last = invoice.receipts.at(-1)?.createdAt ?? invoice.createdAt
  const forwarded = paid >= BigInt(invoice.invoicedPrice) && world.now() >= last + FORWARDED_AFTER_MS
  return {
    id: invoice.id,
    identifier: invoice.identifier,
    state: daisyState(world, invoice),
    paymentState: null,
    amountPaid: paid.toString(),
    paidAt: forwarded ? iso(last + FORWARDED_AFTER_MS) : null,
    address: invoice.address,
    tokenAddress: invoice.tokenAddress,
    walletAddress: invoice.walletAddress,
    invoicedPrice: invoice.invoicedPrice,
    ...(invoice.invoicedEmail === null ? {} : { invoicedEmail: invoice.invoicedEmail }),
    ...(invoice.invoicedName === null ? {} : { invoicedName: invoice.invoicedName }),
    ...(invoice.invoicedDetail === null ? {} : { invoicedDetail: invoice.invoicedDetail }),
    shareURL: `https://pay.daisypayments.com/i/${invoice.identifier}`,
    createdAt: iso(invoice.createdAt),
    updatedAt: iso(last),
  }
}

function tokens(c: Context): readonly DaisyToken[] {
  const query = (c.req.query('query') ?? '').toLowerCase()
  const field = c.req.query('orderField') === 'name' ? 'name' : 'symbol'
  const found = DAISY_TOKENS.filter((token) =>
    [token.symbol, token.name, token.address].some((text) => text.toLowerCase().includes(query)),
  )
  if (c.req.query('orderField') === undefined) return found
  const sorted = found.toSorted((a, b) => (a[field] < b[field] ? -1 : 1))
  return (c.req.query('orderDirection') ?? '').toUpperCase() === 'DESC' ? sorted.toReversed() : sorted
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
