import { fromUnits, toUnits } from '../world/decimal.ts'
import { randomHex } from '../world/random.ts'
import type { DaisyInvoice } from '../world/state.ts'
import {
  type PayOrder,
  type PayResult,
  type PlainResult,
  recordPayment,
  refuse,
  type World,
} from '../world/world.ts'

export interface DaisyToken {
  readonly symbol: string
  readonly name: string
  readonly address: string
  readonly decimals: number
}

/** The tokens a practice group may ask for (daisy §4); the zero address is native Ether. */
export const DAISY_TOKENS: readonly DaisyToken[] = [
  {
    symbol: 'DAI',
    name: 'Dai Stablecoin',
    address: '0x6B175474E89094C44Da98b954EedeAC495271d0F',
    decimals: 18,
  },
  {
    symbol: 'SAI',
    name: 'Sai Stablecoin',
    address: '0x89d24A6b4CcB1B6fAA2625fE562bDD9a23260359',
    decimals: 18,
  },
  { symbol: 'USDC', name: 'USD Coin', address: '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48', decimals: 6 },
  { symbol: 'ETH', name: 'Ether', address: '0x0000000000000000000000000000000000000000', decimals: 18 },
  {
    symbol: 'DSY',
    name: 'Daisy Test Token',
    address: '0x6FB3222E6134892a622D3990E3C94D75FF772b18',
    decimals: 18,
  },
]

/** Finds a token by its address, in any letter case. */
export function daisyToken(address: string): DaisyToken | undefined {
  return DAISY_TOKENS.find((token) => token.address.toLowerCase() === address.toLowerCase())
}

/** All that has arrived for an invoice, in base units. */
export function daisyPaid(invoice: DaisyInvoice): bigint {
  return invoice.receipts.reduce((total, receipt) => total + BigInt(receipt.amount), 0n)
}

/** The state word by amounts (daisy §3.1); an unpaid invoice carries the group's birth word. */
export function daisyState(world: World, invoice: DaisyInvoice): string | null {
  const paid = daisyPaid(invoice)
  const price = BigInt(invoice.invoicedPrice)
  if (paid === 0n) return world.state.daisy.birthState
  return paid < price ? 'UNDER_PAID' : paid === price ? 'PAID' : 'OVER_PAID'
}

const BLOCK_BEFORE_RECORD_MS = 12_000

/** Lets a payer transfer tokens to the invoice's address; any amount and any number of transfers may arrive. */
export function payDaisy(world: World, order: PayOrder): PayResult {
  const invoice = world.daisyInvoices.get(order.ref)
  if (!invoice) return refuse(404, `Daisy has no invoice ${order.ref}.`)
  const token = daisyToken(invoice.tokenAddress)
  if (!token) throw new Error(`an invoice holds an unknown token: ${invoice.tokenAddress}`)
  const open = BigInt(invoice.invoicedPrice) - daisyPaid(invoice)
  const units = order.amount === undefined ? open : toUnits(order.amount, token.decimals)
  if (units === null) {
    return refuse(
      400,
      `The amount must be a decimal of ${token.symbol} with at most ${token.decimals} decimals.`,
    )
  }
  if (units <= 0n) return refuse(409, 'Nothing is open on this invoice; give an amount to pay more.')
  const now = world.now()
  const txHash = order.txHash ?? `0x${randomHex(world.random, 32)}`
  const account = order.payer ?? `0x${randomHex(world.random, 20)}`
  invoice.receipts.push({
    id: btoa(`receipt:${world.state.payments.length + 1}`),
    txHash,
    account,
    amount: units.toString(),
    onChainCreatedAt: Math.max(invoice.createdAt, now - BLOCK_BEFORE_RECORD_MS),
    createdAt: now,
  })
  const amount = fromUnits(units, token.decimals)
  return recordPayment(world, {
    provider: 'daisy',
    ref: invoice.identifier,
    amount,
    currency: token.symbol,
    receivedAmount: amount,
    receivedCurrency: token.symbol,
    txHash,
    payer: account,
  })
}

/** Refuses: Daisy knows no expiry (daisy §3.1). */
export function expireDaisy(world: World, ref: string): PlainResult {
  if (!world.daisyInvoices.get(ref)) return refuse(404, `Daisy has no invoice ${ref}.`)
  return refuse(409, 'A Daisy invoice never expires: it stays payable.')
}
