import { parseMoney } from '../../../shared/money/money.ts'
import { type StoredAmount, toStored } from '../../../shared/money/scale.ts'

/** Reads an amount as an event writes it ("49.90 EUR") into its two columns; null where it is none. */
export function storedAmount(text: string | null): (StoredAmount & { readonly currency: string }) | null {
  const [amount = '', currency = ''] = (text ?? '').split(' ')
  const parsed = parseMoney(currency, amount)
  return parsed.ok ? { currency, ...toStored(parsed.money) } : null
}
