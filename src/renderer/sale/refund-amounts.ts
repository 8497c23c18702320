import type { Amount } from '../../shared/contract/shapes/atoms.ts'
import type { InvoiceDetail } from '../../shared/contract/shapes/invoice.ts'
import { compare, type Money, moneyFrom, subtract, toDecimal } from '../../shared/money/money.ts'
import { plainAmountParts } from '../i18n/format.ts'

type Sums = Pick<InvoiceDetail['invoice'], 'asked' | 'received' | 'refunded'>

/** What a sale's money comes to with what is recorded as given back; all in the sale's currency. */
export interface RefundAmounts {
  /** Received less refunded; below nothing where a provider counts less as received by now. */
  readonly net: Amount
  readonly anything: boolean
  /** Money came, and nothing of it is kept. */
  readonly everything: boolean
  /** Something that came is not given back yet. */
  readonly possible: boolean
  /** What is kept beyond what was asked; null for nothing. */
  readonly surplus: Amount | null
}

/** Reads what of a sale's money was given back, and what still can be. */
export function refundAmounts({ asked, received, refunded }: Sums): RefundAmounts {
  const gave = moneyOf(refunded)
  const net = subtract(moneyOf(received), gave)
  const over = subtract(net, moneyOf(asked))
  return {
    net: amountOf(net),
    anything: gave.units > 0n,
    everything: gave.units > 0n && net.units <= 0n,
    possible: net.units > 0n,
    surplus: over.units > 0n && net.units > 0n ? amountOf(over) : null,
  }
}

/** Says whether a decimal is more than a sale still has to give back. */
export function isBeyond(decimal: string, net: Amount): boolean {
  const left = net.amount.startsWith('-') ? '0' : net.amount
  return compare(moneyFrom(net.currency, decimal), moneyFrom(net.currency, left)) > 0
}

/** Writes an amount as a person would type it: "2.50", "7400". */
export function asTyped(amount: Amount): string {
  const { whole, mark, fraction } = plainAmountParts(amount, 'en')
  return `${whole.replaceAll(',', '')}${mark}${fraction}`
}

function moneyOf({ currency, amount }: Amount): Money {
  return moneyFrom(currency, amount)
}

function amountOf(money: Money): Amount {
  return { currency: money.currency, amount: toDecimal(money) }
}
