import type { Amount } from '../../../../shared/contract/shapes/atoms.ts'
import type { CurrencyLimits } from '../../../../shared/contract/shapes/provider.ts'
import type { SellingAccount } from '../../../data/accounts.ts'
import { chosenAccount, chosenLimits } from '../../../sale-entry/account-choice.ts'
import type { SaleEntry } from '../../../sale-entry/entry-state.ts'
import { tapeDecimal } from '../../../sale-entry/tape.ts'

/** How digits count where no account says it. */
export const ANY: CurrencyLimits = { currency: 'USD', decimals: 2, minimum: null, maximum: null }

/** What a sale that was laid aside would have asked for, by the account it was entered for. */
export function amountOf(
  accounts: readonly SellingAccount[],
  entry: SaleEntry,
  lastAccountId: string | null,
): Amount {
  const account = chosenAccount(accounts, entry, lastAccountId)
  const limits = (account && chosenLimits(account, entry)) ?? ANY
  return { currency: limits.currency, amount: tapeDecimal(entry, limits) }
}
