import { toUnits } from '../world/decimal.ts'
import type { OcpayLink } from '../world/state.ts'
import {
  type PayOrder,
  type PayResult,
  type PlainResult,
  recordPayment,
  refuse,
  type World,
} from '../world/world.ts'

/** A link whose payment was not begun dies 20 minutes after its creation (ocpay §3.1). */
export const LINK_LIFE_MS = 20 * 60_000

/** The status word and its message (ocpay §2.2, §3.1). */
export function ocpayStatus(
  link: OcpayLink,
  now: number,
): { readonly status: string; readonly message: string } {
  switch (link.outcome) {
    case 'confirmed':
      return { status: 'CONFIRMED', message: 'Payment confirmed successfully' }
    case 'declined':
      return { status: 'FAILED', message: 'Payment failed' }
    case 'cancelled':
      return { status: 'FAILED', message: 'Payment cancelled by the customer' }
    case 'initiated':
      return { status: 'PENDING', message: 'Payment is being processed' }
    case 'none':
      return now >= link.expiresAt
        ? { status: 'FAILED', message: 'Payment link expired' }
        : { status: 'PENDING', message: 'Payment not yet initiated' }
  }
}

/** Lets the card page confirm a payment of exactly the asked amount, also on a link that had failed or expired. */
export function payOcpay(world: World, order: PayOrder): PayResult {
  const link = world.ocpayLinks.get(order.ref)
  if (!link) return refuse(404, `OCPay has no link ${order.ref}.`)
  const amount = order.amount === undefined ? BigInt(link.amount) : toUnits(order.amount, 0)
  if (amount === null) return refuse(400, 'The amount must be a whole number of dinars.')
  if (amount.toString() !== link.amount) {
    return refuse(409, `OCPay's card page charges exactly ${link.amount} DZD; no other amount can be paid.`)
  }
  if (link.outcome === 'confirmed')
    return refuse(409, 'This link is already paid; OCPay links are single-use.')
  link.initiatedAt ??= world.now()
  link.outcome = 'confirmed'
  return recordPayment(world, {
    provider: 'ocpay',
    ref: link.ref,
    amount: link.amount,
    currency: 'DZD',
    receivedAmount: link.amount,
    receivedCurrency: 'DZD',
    txHash: null,
    payer: null,
  })
}

/** Ends the link's 20 minutes now; a link whose payment was begun is refused, as it does not expire. */
export function expireOcpay(world: World, ref: string): PlainResult {
  const link = world.ocpayLinks.get(ref)
  if (!link) return refuse(404, `OCPay has no link ${ref}.`)
  if (link.outcome !== 'none') {
    return refuse(409, 'A payment was begun on this link; OCPay lets only unused links expire.')
  }
  link.expiresAt = Math.min(link.expiresAt, world.now())
  world.changed()
  return { ok: true, status: 'FAILED' }
}

/** Lets the payer begin (`initiated`), the bank refuse (`declined`) or the payer give up (`cancelled`). */
export function setOcpayStatus(world: World, ref: string, status: string): PlainResult {
  const link = world.ocpayLinks.get(ref)
  if (!link) return refuse(404, `OCPay has no link ${ref}.`)
  if (status !== 'initiated' && status !== 'declined' && status !== 'cancelled') {
    return refuse(400, 'An OCPay link can be set to initiated, declined or cancelled.')
  }
  if (link.outcome === 'confirmed') return refuse(409, 'This link is already paid.')
  link.outcome = status
  link.initiatedAt ??= world.now()
  world.changed()
  return { ok: true, status: ocpayStatus(link, world.now()).status }
}
