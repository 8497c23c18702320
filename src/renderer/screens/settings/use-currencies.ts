import { useAccounts } from '../../data/accounts.ts'
import { useOverview } from '../../data/app.ts'

/** The currencies something can be priced in: the shop's accounts' own, the one sold with last first, else every provider's. */
export function useCurrencies(): readonly string[] {
  const { providers, settings } = useOverview()
  const isLast = (account: { readonly id: string }) => Number(account.id === settings.lastAccountId)
  const accounts = (useAccounts().data ?? []).toSorted((a, b) => isLast(b) - isLast(a))
  const own = accounts.flatMap((account) => account.currencies)
  const all = own.length > 0 ? own : providers.flatMap((one) => one.capabilities.currencies)
  return [...new Set(all.map((one) => one.currency))]
}
