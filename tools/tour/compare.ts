import { exponentOf } from '../../src/shared/money/currency.ts'
import { money, moneyFrom, toDecimal } from '../../src/shared/money/money.ts'

/** Money that arrived, as the simulators log it or as the CSV tells it. */
export interface Arrival {
  readonly provider: string
  readonly currency: string
  /** Decimal text in the major unit. */
  readonly amount: string
}

export interface Comparison {
  readonly equal: boolean
  /** One line for each provider and currency: how many and how much, on both sides. */
  readonly lines: readonly string[]
}

interface Total {
  count: number
  units: bigint
}

/** Compares what we hold, under its name, with what the providers were paid: the exact sums per provider and currency. */
export function compareArrivals(held: readonly Arrival[], log: readonly Arrival[], name = 'CSV'): Comparison {
  const ours = totals(held)
  const theirs = totals(log)
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])].sort()
  const lines = keys.map((key) => {
    const equal = describe(key, ours.get(key)) === describe(key, theirs.get(key))
    const both = `${name} ${describe(key, ours.get(key))}, simulator ${describe(key, theirs.get(key))}`
    return `${equal ? 'equal' : 'DIFFERENT'}: ${key}: ${both}`
  })
  return { equal: keys.length > 0 && lines.every((line) => line.startsWith('equal')), lines }
}

function totals(arrivals: readonly Arrival[]): Map<string, Total> {
  const found = new Map<string, Total>()
  for (const { provider, currency, amount } of arrivals) {
    const key = `${provider} ${currency}`
    const total = found.get(key) ?? { count: 0, units: 0n }
    total.count += 1
    total.units += moneyFrom(currency, amount).units
    found.set(key, total)
  }
  return found
}

function describe(key: string, total: Total | undefined): string {
  if (!total) return 'nothing'
  const currency = key.split(' ')[1] ?? ''
  const text = toDecimal(money(currency, total.units))
  const short = exponentOf(currency) > 2 ? text.replace(/\.?0+$/, '') : text
  return `${total.count} for ${short}`
}
