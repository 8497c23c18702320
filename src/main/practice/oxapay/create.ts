import { compareDecimals, plainDecimal, timesRoundedUp } from '../world/decimal.ts'
import type { JsonNumber } from '../world/json.ts'
import type { OxapayInvoice } from '../world/state.ts'
import type { World } from '../world/world.ts'
import { coin, usdPrice } from './catalog.ts'

/** The least and most an invoice may ask, in US dollars at the practice prices; the real limits are not published. */
const LEAST_USD = '0.01'
const MOST_USD = '1000000'

/** What is wrong with the amount of a new invoice, if anything. */
export type AmountFault = 'amount' | 'too_low' | 'too_high' | 'currency'

/** Reads the asked amount and currency (US dollars when absent); the amount comes back as plain decimal text. */
export function readAsked(
  amount: JsonNumber | undefined,
  currency: string | undefined,
):
  | { readonly ok: true; readonly amount: string; readonly currency: string }
  | { readonly ok: false; readonly fault: AmountFault } {
  const plain = amount === undefined ? null : plainDecimal(amount.text)
  if (plain === null) {
    return { ok: false, fault: amount?.text.startsWith('-') ? 'too_low' : 'amount' }
  }
  const symbol = (currency ?? 'USD').toUpperCase()
  const price = usdPrice(symbol)
  if (price === undefined) return { ok: false, fault: 'currency' }
  const usd = timesRoundedUp(plain, price, 18)
  if (compareDecimals(usd, LEAST_USD) < 0) return { ok: false, fault: 'too_low' }
  if (compareDecimals(usd, MOST_USD) > 0) return { ok: false, fault: 'too_high' }
  const decimals = plain.split('.')[1]?.length ?? 0
  if (decimals > (coin(symbol)?.decimals ?? 8)) return { ok: false, fault: 'amount' }
  return { ok: true, amount: plain, currency: symbol }
}

type Given = Omit<
  OxapayInvoice,
  'trackId' | 'createdAt' | 'expiresAt' | 'mark' | 'chosen' | 'transfers' | 'paidAt'
>

/** Puts a new invoice on the shelf under the next track id. */
export function addInvoice(world: World, given: Given): OxapayInvoice {
  const { oxapay } = world.state
  const trackId = String(oxapay.nextTrackId)
  // Ids are not handed out one by one: a guessed neighbour must not be another sale.
  oxapay.nextTrackId += 1 + ((world.random(1)[0] ?? 0) % 17)
  const now = world.now()
  const invoice: OxapayInvoice = {
    ...given,
    trackId,
    createdAt: now,
    expiresAt: now + given.lifeTime * 60_000,
    mark: null,
    chosen: null,
    transfers: [],
    paidAt: null,
  }
  world.oxapayInvoices.add(invoice)
  world.changed()
  return invoice
}

/** The payer's page of an invoice. */
export function payPage(world: World, invoice: OxapayInvoice): string {
  return `https://pay.oxapay.com/${world.state.oxapay.merchantId}/${invoice.trackId}`
}

/** Says whether the given key is the merchant's own or the sandbox's. */
export function isOxapayKey(world: World, key: string | undefined): key is string {
  return key === world.state.credentials.oxapay.merchantKey || key === 'sandbox'
}
