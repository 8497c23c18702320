import { useAccounts } from '../../data/accounts.ts'
import { useOverview } from '../../data/app.ts'

/** The currencies something can be priced in: those of the shop's accounts, else those of every provider. */
export function useCurrencies(): readonly string[] {
  const { providers } = useOverview()
  const accounts = useAccounts().data ?? []
  const own = accounts.flatMap((account) => account.currencies)
  const all = own.length > 0 ? own : providers.flatMap((one) => one.capabilities.currencies)
  return [...new Set(all.map((one) => one.currency))]
}
