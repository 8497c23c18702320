import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, InvoiceDetail } from '../../../shared/contract/models.ts'
import { useAnnouncer } from '../../app/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useAccounts } from '../../data/accounts.ts'
import { useOverview } from '../../data/app.ts'
import { failureOf } from '../../data/call.ts'
import { useAbandon, useCreateInvoice } from '../../data/invoices.ts'
import { useStage } from './draft.tsx'
import { accountsElsewhere, linesAgain, short, tokenElsewhere } from './elsewhere.ts'

/** More buttons than this are no help in a hurry. */
const MOST_OFFERED = 3

type Words = Readonly<Record<'account' | 'number' | 'old', string>>

/** Offers the same sale to another account; the old one is given up, stays watched, and says where it went. */
export function AskElsewhere({ detail }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { providers } = useOverview()
  const { show } = useStage()
  const accounts = useAccounts()
  const create = useCreateInvoice()
  const abandon = useAbandon()
  /** The sale that was made elsewhere, while this one could not be given up for it. */
  const [beside, setBeside] = useState<{ readonly id: string; readonly words: Words } | null>(null)
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  const { invoice } = detail
  if (!accounts.data || invoice.abandonedAt !== null) return null
  const others = accountsElsewhere(detail, accounts.data).slice(0, MOST_OFFERED)
  if (others.length === 0) {
    return <p className="quiet">{t('sale.elsewhere.none', { currency: invoice.asked.currency })}</p>
  }

  async function ask(account: Account): Promise<void> {
    const capabilities = providers.find(({ id }) => id === account.provider)?.capabilities
    const lines = linesAgain(detail)
    const made = await create
      .mutateAsync({
        token: tokenElsewhere(invoice.id, account.id),
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
    const stayed = here.current
    const givenUp = await abandon
      .mutateAsync({ id: invoice.id, reason: t('sale.elsewhere.reason', words) })
      .then(
        () => true,
        (error) => failureOf(error).code === 'ALREADY_DONE',
      )
    announce(t(givenUp ? 'sale.elsewhere.done' : 'sale.elsewhere.kept', words))
    if (!givenUp) setBeside({ id: made.invoice.id, words })
    // Who has gone on to another sale meanwhile stays there.
    else if (stayed) show(made.invoice.id)
  }

  return (
    <>
      <div className="actions sale-face-acts">
        {others.map((account) => (
          <Button
            key={account.id}
            isPending={create.isPending || abandon.isPending}
            onPress={() => void ask(account)}
          >
            {t('sale.elsewhere.ask', { account: account.label })}
          </Button>
        ))}
      </div>
      <ErrorWords error={create.error} />
      {beside && (
        <>
          <p className="attention-words">{t('sale.elsewhere.kept', beside.words)}</p>
          <ErrorWords error={abandon.error} voice="quiet" />
          <Button onPress={() => show(beside.id)}>{t('sale.show', { number: beside.words.number })}</Button>
        </>
      )}
    </>
  )
}
