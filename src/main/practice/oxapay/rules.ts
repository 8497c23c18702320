import {
  compareDecimals,
  fromUnits,
  lessBy,
  plainDecimal,
  sumOf,
  timesRoundedUp,
  toUnits,
} from '../world/decimal.ts'
import { BASE58, randomHex, randomText } from '../world/random.ts'
import { OXAPAY_MARKS, type OxapayInvoice, type OxapayTransfer } from '../world/state.ts'
import {
  type PayOrder,
  type PayResult,
  type PlainResult,
  recordPayment,
  refuse,
  type World,
} from '../world/world.ts'
import { coin, usdPrice } from './catalog.ts'

/** Where an invoice stands, in the words both dialects are made from (oxapay §3.1). */
export type OxapayStage =
  | 'new'
  | 'waiting'
  | 'confirming'
  | 'paid'
  | 'underpaid'
  | 'expired'
  | 'failed'
  | 'manual_accept'
  | 'refunding'
  | 'refunded'

/**
 * Says where an invoice stands at `now`.
 *
 * A short transfer has no own word in the legacy dialect: it waits, then expires (oxapay §3.1); v1 says `underpaid`.
 */
export function oxapayStage(invoice: OxapayInvoice, now: number): OxapayStage {
  const { mark } = invoice
  if (mark !== null && mark !== 'waiting' && mark !== 'confirming') return mark
  if (invoice.paidAt !== null) return 'paid'
  if (invoice.transfers.length > 0) {
    if (invoice.dialect === 'v1') return 'underpaid'
    return now >= invoice.expiresAt ? 'expired' : 'waiting'
  }
  if (mark === 'confirming') return 'confirming'
  return now >= invoice.expiresAt ? 'expired' : (mark ?? 'new')
}

// Scaled by 100 so that the percent of the cover stays exact.
function isEnough(invoice: OxapayInvoice, received: string): boolean {
  const hundredfold = timesRoundedUp(received, '100', 18)
  return (
    compareDecimals(hundredfold, timesRoundedUp(invoice.amount, lessBy('100', invoice.underPaidCover), 18)) >=
    0
  )
}

/** The transfer the legacy dialect shows: the first acceptable one, else the latest (oxapay §3.1, one txID). */
export function legacyTransfer(invoice: OxapayInvoice): OxapayTransfer | undefined {
  if (invoice.transfers.length <= 1) return invoice.transfers[0]
  return invoice.transfers.find((transfer) => isEnough(invoice, transfer.asked)) ?? invoice.transfers.at(-1)
}

/** The coin, network and deposit address of an invoice, chosen now when the payer had not chosen yet. */
function chooseCoin(world: World, invoice: OxapayInvoice): NonNullable<OxapayInvoice['chosen']> {
  const payWith = coin(invoice.currency) ?? coin('USDT')
  if (!payWith) throw new Error('the practice catalogue lacks USDT')
  invoice.chosen ??= {
    payCurrency: payWith.symbol,
    network: payWith.network,
    address: `T${randomText(world.random, BASE58, 33)}`,
    seenHash: null,
  }
  return invoice.chosen
}

/** What the asked `amount` is in the pay currency, at the fixed practice price. */
export function payAmountOf(invoice: OxapayInvoice, payCurrency: string, amount: string): string {
  if (payCurrency === invoice.currency) return amount
  const price = usdPrice(invoice.currency)
  if (price === undefined) throw new Error(`the practice catalogue lacks ${invoice.currency}`)
  return timesRoundedUp(amount, price, coin(payCurrency)?.decimals ?? 18)
}

function openAmount(invoice: OxapayInvoice): string {
  if (invoice.paidAt !== null) return '0'
  if (invoice.dialect === 'legacy') return invoice.amount
  return lessBy(invoice.amount, sumOf(invoice.transfers.map((transfer) => transfer.asked)))
}

/**
 * Lets a payer send coins: enough (within the under-paid cover) is paid, also after the expiry; less is not.
 *
 * Legacy counts single transfers only, v1 their sum (oxapay §3.1). A fiat invoice is paid in USDT.
 */
export function payOxapay(world: World, order: PayOrder): PayResult {
  const invoice = world.oxapayInvoices.get(order.ref)
  if (!invoice) return refuse(404, `OxaPay has no invoice ${order.ref}.`)
  const stage = oxapayStage(invoice, world.now())
  if (stage === 'failed' || stage === 'refunding' || stage === 'refunded' || stage === 'manual_accept') {
    return refuse(409, `This invoice is ${stage}; OxaPay takes no payment on it.`)
  }
  const decimals = coin(invoice.currency)?.decimals ?? 18
  const units = toUnits(order.amount ?? openAmount(invoice), decimals)
  if (units === null) return refuse(400, `The amount must be a decimal of ${invoice.currency}.`)
  if (units <= 0n) return refuse(409, 'Nothing is open on this invoice; give an amount to pay more.')
  const asked = fromUnits(units, decimals)
  const chosen = chooseCoin(world, invoice)
  const transfer: OxapayTransfer = {
    txHash: order.txHash ?? chosen.seenHash ?? randomHex(world.random, 32),
    amount: payAmountOf(invoice, chosen.payCurrency, asked),
    payCurrency: chosen.payCurrency,
    network: chosen.network,
    address: chosen.address,
    asked,
    at: world.now(),
  }
  invoice.chosen = { ...chosen, seenHash: null }
  invoice.mark = null
  invoice.transfers.push(transfer)
  const counted =
    invoice.dialect === 'legacy' ? asked : sumOf(invoice.transfers.map((earlier) => earlier.asked))
  if (isEnough(invoice, counted)) invoice.paidAt ??= world.now()
  return recordPayment(world, {
    provider: 'oxapay',
    ref: invoice.trackId,
    amount: plainDecimal(asked) ?? asked,
    currency: invoice.currency,
    receivedAmount: transfer.amount,
    receivedCurrency: transfer.payCurrency,
    txHash: transfer.txHash,
    payer: order.payer ?? null,
  })
}

/** Lets an invoice's time run out now; a paid one is refused. */
export function expireOxapay(world: World, ref: string): PlainResult {
  const invoice = world.oxapayInvoices.get(ref)
  if (!invoice) return refuse(404, `OxaPay has no invoice ${ref}.`)
  const stage = oxapayStage(invoice, world.now())
  if (!['new', 'waiting', 'underpaid', 'expired'].includes(stage)) {
    return refuse(409, `This invoice is ${stage}; it cannot expire.`)
  }
  invoice.expiresAt = Math.min(invoice.expiresAt, world.now())
  world.changed()
  return { ok: true, status: oxapayStage(invoice, world.now()) }
}

/** Moves an invoice by hand: coin chosen, transfer seen, failed, accepted by hand, money on its way back or back. */
export function setOxapayStatus(world: World, ref: string, status: string): PlainResult {
  const invoice = world.oxapayInvoices.get(ref)
  if (!invoice) return refuse(404, `OxaPay has no invoice ${ref}.`)
  const mark = OXAPAY_MARKS.find((known) => known === status)
  if (!mark) return refuse(400, `An OxaPay invoice can be set to ${OXAPAY_MARKS.join(', ')}.`)
  const stage = oxapayStage(invoice, world.now())
  if ((mark === 'waiting' || mark === 'confirming') && stage !== 'new' && stage !== 'waiting') {
    return refuse(409, `This invoice is ${stage}; it cannot become ${mark}.`)
  }
  const chosen = chooseCoin(world, invoice)
  if (mark === 'confirming') invoice.chosen = { ...chosen, seenHash: randomHex(world.random, 32) }
  invoice.mark = mark
  world.changed()
  return { ok: true, status: oxapayStage(invoice, world.now()) }
}
