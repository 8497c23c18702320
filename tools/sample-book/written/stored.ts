import { exponentOf, type Money, toStored } from '../app.ts'
import type { Bound } from './batch.ts'

/** An amount's two columns. */
export interface StoredParts {
  readonly whole: Bound
  readonly frac: Bound
}

const NOTHING: StoredParts = { whole: null, frac: null }
/** Up to here a unit counts in few enough decimals that both parts are exact as plain numbers. */
const MOST_DECIMALS = 8
const SCALES = Array.from({ length: MOST_DECIMALS + 1 }, (_, exponent) => ({
  unit: 10 ** exponent,
  step: 10 ** (18 - exponent),
}))

/** Splits an amount as the app does, in plain numbers where those are exact, which costs less; null stays null. */
export function storedParts(amount: Money | null): StoredParts {
  if (amount === null) return NOTHING
  const scale = SCALES[exponentOf(amount.currency)]
  const units = Number(amount.units)
  if (!scale || units < 0 || !Number.isSafeInteger(units)) return toStored(amount)
  const left = units % scale.unit
  return { whole: (units - left) / scale.unit, frac: left * scale.step }
}
