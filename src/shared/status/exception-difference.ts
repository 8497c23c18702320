import { add, compare, type Money, moneyFrom, subtract, zero } from '../money/money.ts'
import { type ExceptionKind, missingOf } from './exceptions.ts'

/** What of an exception its difference follows from; amounts are of the sale's currency. */
export interface ExceptionMoney {
  readonly kind: ExceptionKind
  readonly asked: Money
  readonly received: Money
  readonly refunded: Money
  /** What the sale's receipts show together; null where one of them is in another currency. */
  readonly shown: Money | null
}

/**
 * Gives by how much the book and what was meant are apart: with a plus what is too much, or came where none was due; with a minus what is
 * missing, went back, or is not shown. Null where nobody knows.
 */
export function exceptionDifference({
  kind,
  asked,
  received,
  refunded,
  shown,
}: ExceptionMoney): Money | null {
  switch (kind) {
    case 'late':
    case 'test':
    case 'orphan':
      return subtract(received, refunded)
    case 'short':
      return negate(missingOf(asked, received, refunded))
    case 'over':
    case 'twice':
      return subtract(subtract(received, refunded), asked)
    case 'differs':
      return shown && subtract(shown, received)
    case 'unknown':
      return null
    case 'ghost':
      return negate(compare(received, zero(received.currency)) > 0 ? received : asked)
    case 'refunded':
      return subtract(received, asked)
    case 'manual':
      return shown && subtract(shown, asked)
  }
}

/** Reads a difference as it travels, with its sign: "-5.00". Throws where it is no amount. */
export function differenceFrom(currency: string, amount: string): Money {
  return amount.startsWith('-') ? negate(moneyFrom(currency, amount.slice(1))) : moneyFrom(currency, amount)
}

/** Adds up differences by currency, in the order in which each came first; those that nobody knows are left out. */
export function differencesByCurrency(differences: Iterable<Money | null>): readonly Money[] {
  const sums = new Map<string, Money>()
  for (const one of differences) {
    if (!one) continue
    const before = sums.get(one.currency)
    sums.set(one.currency, before ? add(before, one) : one)
  }
  return [...sums.values()]
}

function negate(amount: Money): Money {
  return subtract(zero(amount.currency), amount)
}
