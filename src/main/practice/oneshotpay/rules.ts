import { fromUnits, toUnits } from '../world/decimal.ts'
import { randomHex, uuidV7 } from '../world/random.ts'
import type { OneShotLink } from '../world/state.ts'
import {
  type PayOrder,
  type PayResult,
  type PlainResult,
  recordPayment,
  refuse,
  type World,
} from '../world/world.ts'

/** USDC counts six decimals (1shotpay §2.2). */
export const MICRO = 6
/** How long the relayer takes until the transaction hash is known. */
export const MINED_AFTER_MS = 4_000

/** The numeric status (1shotpay §3.1): 0 active, 1 paid, 2 expired. A reusable link is never paid off. */
export function oneshotStatus(link: OneShotLink, now: number): 0 | 1 | 2 {
  if (!link.reuseable && link.payments.length > 0) return 1
  return link.expirationTimestamp !== null && link.expirationTimestamp * 1000 <= now ? 2 : 0
}

/**
 * Lets a payer pay a link; an odd amount is taken too, and a payment may still win over the expiry (1shotpay §3.1).
 *
 * A single-use link that is paid takes no second payment.
 */
export function payOneshot(world: World, order: PayOrder): PayResult {
  const link = world.oneshotLinks.get(order.ref)
  if (!link) return refuse(404, `1ShotPay has no link ${order.ref}.`)
  const units = order.amount === undefined ? BigInt(link.amount) : toUnits(order.amount, MICRO)
  if (units === null) return refuse(400, 'The amount must be a decimal of USD with at most 6 decimals.')
  if (units <= 0n) return refuse(400, 'The amount must be more than zero.')
  if (oneshotStatus(link, world.now()) === 1) {
    return refuse(409, 'This single-use link is already paid; 1ShotPay takes no second payment on it.')
  }
  const now = world.now()
  const payment = {
    id: uuidV7(world.random, now),
    amount: units.toString(),
    relayerTransactionId: uuidV7(world.random, now),
    transactionHash: order.txHash ?? `0x${randomHex(world.random, 32)}`,
    paidByUserId: order.payer ?? link.requestedPayerUserId ?? uuidV7(world.random, now),
    at: now,
    minedAt: now + MINED_AFTER_MS,
  }
  link.payments.push(payment)
  const amount = fromUnits(units, MICRO)
  return recordPayment(world, {
    provider: 'oneshotpay',
    ref: link.id,
    amount,
    currency: 'USD',
    receivedAmount: amount,
    receivedCurrency: 'USDC',
    txHash: payment.transactionHash,
    payer: payment.paidByUserId,
  })
}

/** Lets a link's time run out now; a paid link is refused. */
export function expireOneshot(world: World, ref: string): PlainResult {
  const link = world.oneshotLinks.get(ref)
  if (!link) return refuse(404, `1ShotPay has no link ${ref}.`)
  if (oneshotStatus(link, world.now()) === 1)
    return refuse(409, 'This link is already paid; it cannot expire.')
  const now = Math.floor(world.now() / 1000)
  link.expirationTimestamp = Math.min(link.expirationTimestamp ?? now, now)
  world.changed()
  return { ok: true, status: 'expired' }
}
