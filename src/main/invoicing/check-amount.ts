import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import { DESCRIPTION_LIMIT } from '../../shared/contract/plain/limits.ts'
import type { CurrencyLimits } from '../../shared/contract/shapes/provider.ts'
import { isKnownCurrency } from '../../shared/money/currency.ts'
import { compare, decimalsOf, type Money, moneyFrom, parseMoney } from '../../shared/money/money.ts'

/** What the merchant typed for a sale. */
export interface Ask {
  readonly currency: string
  readonly amount: string
  readonly description: string
}

/**
 * Checks a typed amount and description against what the account can take; gives the exact amount.
 *
 * Fails with AMOUNT_* and CURRENCY_NOT_OFFERED (limits in the params) or DESCRIPTION_TOO_LONG. Nothing is rounded or cut.
 */
export function checkAsk(
  ask: Ask,
  offered: readonly CurrencyLimits[],
  descriptionLimit: number,
): Result<Money> {
  const limits = offered.find((one) => one.currency === ask.currency)
  if (!limits || !isKnownCurrency(ask.currency)) {
    return refuse('CURRENCY_NOT_OFFERED', { currency: ask.currency.slice(0, 20) })
  }
  const longest = Math.min(descriptionLimit, DESCRIPTION_LIMIT)
  const length = [...ask.description].length
  if (length > longest) return refuse('DESCRIPTION_TOO_LONG', { limit: longest, length })
  return checkAmount(ask.amount, limits)
}

function checkAmount(text: string, limits: CurrencyLimits): Result<Money> {
  const { currency, decimals } = limits
  const parsed = parseMoney(currency, text)
  if (!parsed.ok) {
    if (parsed.fault === 'too_many_decimals')
      return refuse('AMOUNT_TOO_MANY_DECIMALS', { currency, decimals })
    if (parsed.fault === 'too_large')
      return refuse('AMOUNT_TOO_LARGE', { currency, maximum: limits.maximum ?? '' })
    return refuse('AMOUNT_NOT_A_NUMBER')
  }
  if (decimalsOf(text) > decimals) return refuse('AMOUNT_TOO_MANY_DECIMALS', { currency, decimals })
  if (parsed.money.units === 0n) return refuse('AMOUNT_ZERO')
  if (limits.minimum !== null && compare(parsed.money, moneyFrom(currency, limits.minimum)) < 0) {
    return refuse('AMOUNT_TOO_SMALL', { currency, minimum: limits.minimum })
  }
  if (limits.maximum !== null && compare(parsed.money, moneyFrom(currency, limits.maximum)) > 0) {
    return refuse('AMOUNT_TOO_LARGE', { currency, maximum: limits.maximum })
  }
  return ok(parsed.money)
}
