import type { ErrorParams } from '../../shared/contract/plain/envelope.ts'
import { figureText } from './format.ts'
import { cellInSight } from './hidden-amounts.ts'

/** What an error names that is an amount, where it names a currency with it: limits, and what is left. */
const AMOUNTS: ReadonlySet<string> = new Set(['left', 'minimum', 'maximum'])
const DECIMAL = /^-?\d+(?:\.\d+)?$/

/** Gives what the words of an error name as they are to be read: amounts as the locale writes them, without their currency, or dots where amounts are hidden. */
export function errorValues(params: ErrorParams, language: string): ErrorParams {
  const { currency } = params
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value !== 'string' || name === 'number') return [name, value]
      const isAmount = AMOUNTS.has(name) && typeof currency === 'string' && DECIMAL.test(value)
      return [name, isAmount ? figureText({ currency, amount: value }, language) : cellInSight(value)]
    }),
  )
}
