import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, InvoiceDetail } from '../../../shared/contract/models.ts'
import { useAnnouncer } from '../../app/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useAccounts } from '../../data/accounts.ts'
import { useOverview } from '../../data/app.ts'
import { useAbandon, useCreateInvoice } from '../../data/invoices.ts'
import { useCounter } from './draft.tsx'
import { accountsElsewhere, linesAgain, short } from './elsewhere.ts'

/** More buttons than this are no help in a hurry. */
const MOST_OFFERED = 3

/** Offers the same sale to another account; the old one is given up, stays watched, and says where it went. */
export function AskElsewhere({ detail }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { providers } = useOverview()
  const { show } = useCounter()
  const accounts = useAccounts()
  const create = useCreateInvoice()
  const abandon = useAbandon()
  // One token for each account that is asked: a second press never makes a second sale.
  const [tokens] = useState(() => new Map<string, string>())
  const { invoice } = detail
  if (!accounts.data || invoice.abandonedAt !== null) return null
  const others = accountsElsewhere(detail, accounts.data).slice(0, MOST_OFFERED)
  if (others.length === 0) {
    return <p className="quiet">{t('sale.elsewhere.none', { currency: invoice.asked.currency })}</p>
  }

  async function ask(account: Account): Promise<void> {
    const capabilities = providers.find(({ id }) => id === account.provider)?.capabilities
    const token = tokens.get(account.id) ?? crypto.randomUUID()
    tokens.set(account.id, token)
    const lines = linesAgain(detail)
    const made = await create
      .mutateAsync({
        token,
        accountId: account.id,
        currency: invoice.asked.currency,
        amount: short(invoice.asked.amount),
        description: invoice.description,
        customerName: (capabilities?.customerName && invoice.customerName) || null,
        customerEmail: (capabilities?.emailsCustomer && invoice.customerEmail) || null,
        ...(lines && { lines }),
      })
      // Its words stand beneath the buttons.
      .catch(() => null)
    if (!made) return
    const words = { account: account.label, number: made.invoice.number, old: invoice.number }
    abandon.mutate({ id: invoice.id, reason: t('sale.elsewhere.reason', words) })
    announce(t('sale.elsewhere.done', words))
    show(made.invoice.id)
  }

  return (
    <>
      <div className="actions sale-face-acts">
        {others.map((account) => (
          <Button key={account.id} isPending={create.isPending} onPress={() => void ask(account)}>
            {t('sale.elsewhere.ask', { account: account.label })}
          </Button>
        ))}
      </div>
      <ErrorWords error={create.error} />
    </>
  )
}
