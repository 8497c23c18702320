import { Hono } from 'hono'
import { toUnits } from '../world/decimal.ts'
import {
  exact,
  JsonNumber,
  type JsonObject,
  jsonAnswer,
  parseJsonObject,
  textField,
  wholeNumber,
} from '../world/json.ts'
import { base64Url, uuidV7 } from '../world/random.ts'
import type { OneShotLink } from '../world/state.ts'
import type { WireEnv, World } from '../world/world.ts'
import { MICRO, oneshotStatus } from './rules.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const KEPT_TOKENS = 200

/** Serves 1ShotPay's machine-to-machine interface below its base address (1shotpay §2). */
export function oneshotpayWire(world: World): Hono<WireEnv> {
  const app = new Hono<WireEnv>()

  app.post('/token', (c) => {
    if (!isJson(c.req.header('content-type'))) return failure(400, 'Content-Type must be application/json')
    return token(world, c.env.body)
  })
  app.use('/links', async (c, next) =>
    isBearer(world, c.req.header('authorization')) ? next() : unauthorised(),
  )
  app.use('/links/*', async (c, next) =>
    isBearer(world, c.req.header('authorization')) ? next() : unauthorised(),
  )
  app.post('/links', (c) => {
    if (!isJson(c.req.header('content-type'))) return failure(400, 'Content-Type must be application/json')
    return create(world, c.env.body)
  })
  app.get('/links/:id', (c) => {
    const id = c.req.param('id')
    if (!UUID.test(id)) return failure(400, 'payLinkId must be a UUID')
    const link = world.oneshotLinks.get(id.toLowerCase())
    return link ? jsonAnswer(linkOf(world, link)) : failure(404, 'Pay link not found')
  })
  app.all('*', () => failure(404, 'Not found'))
  return app
}

function failure(status: number, message: string): Response {
  return jsonAnswer({ message }, status)
}

function unauthorised(): Response {
  return failure(401, 'Invalid or expired access token')
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.toLowerCase().includes('application/json') ?? false
}

function isBearer(world: World, header: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(header ?? '')?.[1]
  const now = world.now()
  return world.state.oneshotpay.tokens.some((known) => known.token === given && known.expiresAt > now)
}

function token(world: World, text: string): Response {
  const body = parseJsonObject(text)
  if (!body) return failure(400, 'The body is not a JSON object')
  const id = textField(body, 'client_id')
  const secret = textField(body, 'client_secret')
  if (id === undefined || secret === undefined)
    return failure(400, 'client_id and client_secret are required')
  if (textField(body, 'grant_type') !== 'client_credentials') {
    return failure(400, 'grant_type must be client_credentials')
  }
  const { userId, apiToken } = world.state.credentials.oneshotpay
  if (id !== userId || secret !== apiToken) return failure(401, 'Invalid client credentials')
  const { oneshotpay } = world.state
  const now = world.now()
  const expiresAt = now + oneshotpay.tokenLifetimeSeconds * 1000
  const seconds = Math.floor(now / 1000)
  const accessToken = [
    base64Url(JSON.stringify({ alg: 'HS256', typ: 'JWT' })),
    base64Url(JSON.stringify({ sub: userId, iat: seconds, exp: seconds + oneshotpay.tokenLifetimeSeconds })),
    base64Url(String.fromCharCode(...world.random(32))),
  ].join('.')
  oneshotpay.tokens = oneshotpay.tokens
    .filter((known) => known.expiresAt > now)
    .slice(1 - KEPT_TOKENS)
    .concat({ token: accessToken, expiresAt })
  world.changed()
  return jsonAnswer({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: oneshotpay.tokenLifetimeSeconds,
  })
}

function create(world: World, text: string): Response {
  const body = parseJsonObject(text)
  if (!body) return failure(400, 'The body is not a JSON object')
  const fault = faultOf(world, body)
  if (fault) return failure(400, fault)
  const now = world.now()
  const link: OneShotLink = {
    id: uuidV7(world.random, now),
    amount: microOf(body)?.toString() ?? '0',
    description: textField(body, 'description') ?? '',
    mediaUrl: textField(body, 'mediaUrl') ?? null,
    reuseable: body.reuseable === true,
    expirationTimestamp: wholeNumber(body.expirationTimestamp) ?? null,
    requestedPayerUserId: textField(body, 'requestedPayerUserId') ?? null,
    createdAt: now,
    payments: [],
  }
  world.oneshotLinks.add(link)
  world.changed()
  return jsonAnswer(linkOf(world, link), 201)
}

function microOf(body: JsonObject): bigint | null {
  return body.amount instanceof JsonNumber ? toUnits(body.amount.text, MICRO) : null
}

function faultOf(world: World, body: JsonObject): string | null {
  if (!(body.amount instanceof JsonNumber)) return 'amount must be a number'
  const micro = microOf(body)
  if (micro === null || micro <= 0n) return 'amount must be above zero and have at most 6 decimals'
  if (!textField(body, 'description')) return 'description is required'
  if (body.reuseable !== undefined && typeof body.reuseable !== 'boolean')
    return 'reuseable must be a boolean'
  if (body.mediaUrl !== undefined && !URL.canParse(textField(body, 'mediaUrl') ?? '')) {
    return 'mediaUrl must be a URL'
  }
  if (body.expirationTimestamp !== undefined) {
    const seconds = wholeNumber(body.expirationTimestamp)
    if (seconds === undefined) return 'expirationTimestamp must be a whole number of UNIX seconds'
    if (seconds * 1000 <= world.now()) return 'expirationTimestamp is in the past'
  }
  if (body.requestedPayerUserId !== undefined && !UUID.test(textField(body, 'requestedPayerUserId') ?? '')) {
    return 'requestedPayerUserId must be a UUID'
  }
  return null
}

function linkOf(world: World, link: OneShotLink): unknown {
  const { credentials, oneshotpay } = world.state
  const payment = link.payments.at(-1)
  const mined = payment !== undefined && world.now() >= payment.minedAt
  const updated = payment === undefined ? link.createdAt : mined ? payment.minedAt : payment.at
  return {
    id: link.id,
    userId: credentials.oneshotpay.userId,
    username: 'practice-shop',
    accountAddress: oneshotpay.accountAddress,
    profileImageUrl: null,
    status: oneshotStatus(link, world.now()),
    amount: exact(link.amount),
    description: link.description,
    mediaUrl: link.mediaUrl,
    expirationTimestamp: link.expirationTimestamp,
    reuseable: link.reuseable,
    payerDefinedAmount: false,
    requestedPayerUserId: link.requestedPayerUserId,
    archived: false,
    ignoredByRequestedPayer: false,
    paymentCount: link.payments.length,
    deletable: link.payments.length === 0,
    mostRecentPayment:
      payment === undefined
        ? null
        : {
            id: payment.id,
            payLinkId: link.id,
            amount: exact(payment.amount),
            relayerTransactionId: payment.relayerTransactionId,
            transactionHash: mined ? payment.transactionHash : null,
            paidByUserId: payment.paidByUserId,
            createdTimestamp: seconds(payment.at),
            updatedTimestamp: seconds(updated),
          },
    createdTimestamp: seconds(link.createdAt),
    updatedTimestamp: seconds(updated),
  }
}

function seconds(at: number): number {
  return Math.floor(at / 1000)
}
