import type { CurrencyLimits } from '../../shared/contract/shapes/provider.ts'
import type { SellingAccount } from '../data/accounts.ts'
import type { SaleEntry } from './entry-state.ts'

interface Choice {
  readonly accounts: readonly SellingAccount[]
  readonly entry: Pick<SaleEntry, 'accountId' | 'currency'>
  readonly lastAccountId: string | null
  /** The account that is to take the sale. */
  readonly accountId: string
}

/** Says whether the digits typed for a sale mean the same with another account, in its first currency. */
export function countsAlike({ accounts, entry, lastAccountId, accountId }: Choice): boolean {
  const before = chosenAccount(accounts, entry, lastAccountId)
  const after = accounts.find((one) => one.id === accountId)
  if (!before || !after) return false
  return chosenLimits(after, { currency: null })?.decimals === chosenLimits(before, entry)?.decimals
}

/** The account of the next sale: the one chosen for it, the one used last, the first that can be used; undefined without any. */
export function chosenAccount(
  accounts: readonly SellingAccount[],
  entry: Pick<SaleEntry, 'accountId'>,
  lastAccountId: string | null,
): SellingAccount | undefined {
  const byId = (id: string | null) => accounts.find((account) => account.id === id)
  const usable = accounts.find((account) => account.hasKey && !account.paused)
  return byId(entry.accountId) ?? byId(lastAccountId) ?? usable ?? accounts[0]
}

/** What that account takes in the currency chosen for the sale, else in its first; undefined when it has none. */
export function chosenLimits(
  account: SellingAccount,
  entry: Pick<SaleEntry, 'currency'>,
): CurrencyLimits | undefined {
  return account.currencies.find((one) => one.currency === entry.currency) ?? account.currencies[0]
}
