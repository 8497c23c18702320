import type { Account } from '../../../../shared/contract/shapes/account.ts'
import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import type { LineToSell } from '../../../../shared/contract/shapes/item.ts'
import type { CurrencyLimits } from '../../../../shared/contract/shapes/provider.ts'
import { decimalsOf, trimZeros } from '../../../../shared/money/money.ts'
import { entryFault } from '../../../sale-entry/amount.ts'

/** Gives the other accounts that could take a sale's amount as it stands: same currency, within limits, with a key. */
export function otherAccounts(
  { invoice }: Pick<InvoiceDetail, 'invoice'>,
  accounts: readonly Account[],
): readonly Account[] {
  return accounts.filter((account) => {
    const limits = account.currencies.find(({ currency }) => currency === invoice.asked.currency)
    const usable = account.id !== invoice.accountId && account.hasKey && account.paused === null
    return usable && limits !== undefined && fits(invoice.asked.amount, limits)
  })
}

/** Gives a sale's lines as they are to be sold again; undefined where one was no more than an amount, or cannot be. */
export function linesAgain({ lines }: Pick<InvoiceDetail, 'lines'>): LineToSell[] | undefined {
  if (lines.length === 0) return undefined
  const again = lines.map(({ kind, itemId, unit, quantity }): LineToSell | null => {
    if (kind === 'amount') return { kind, unit: trimZeros(unit.amount), quantity }
    return itemId === null ? null : { kind, itemId, unit: trimZeros(unit.amount), quantity }
  })
  const known = again.filter((line) => line !== null)
  return known.length === lines.length ? known : undefined
}

const tokens = new Map<string, string>()

/**
 * Gives the token for asking an account in place of the one that has a sale: the same as long as the window lives.
 *
 * So a second press never makes a second sale, also after the sale was left and come back to.
 */
export function tokenForOther(invoiceId: string, accountId: string): string {
  const place = `${invoiceId} ${accountId}`
  const token = tokens.get(place) ?? crypto.randomUUID()
  tokens.set(place, token)
  return token
}

function fits(amount: string, limits: CurrencyLimits): boolean {
  return decimalsOf(amount) <= limits.decimals && entryFault(amount, limits) === null
}
