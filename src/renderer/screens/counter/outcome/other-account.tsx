import { useEffect, useRef, useState } from 'react'
import type { Account } from '../../../../shared/contract/shapes/account.ts'
import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { trimZeros } from '../../../../shared/money/money.ts'
import { isPaid } from '../../../../shared/status/status.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useAccounts } from '../../../data/accounts.ts'
import { useOverview } from '../../../data/app.ts'
import { failureOf } from '../../../data/call.ts'
import { useAbandon, useCreateInvoice, useReadAnew } from '../../../data/invoices.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useEntryScreen } from '../../../sale-entry/entry-provider.tsx'
import { optionsAgain } from '../../../sale-entry/link-options.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { linesAgain, otherAccounts, tokenForOther } from './other-account.ts'

/** More buttons than this are no help in a hurry. */
const MOST_OFFERED = 3

type Words = Readonly<Record<'account' | 'number' | 'old', string>>

/** A sale that was made elsewhere, beside one that was not given up for it. */
interface Beside {
  readonly id: string
  readonly accountId: string
  readonly end: 'kept' | 'settled'
  readonly words: Words
}

/** Says what became of a sale that could not be given up: it was already, it was paid meanwhile, or it is as it was. */
async function whyKept(
  code: string,
  read: () => Promise<InvoiceDetail | null>,
): Promise<'done' | 'kept' | 'settled'> {
  const old = code === 'ALREADY_DONE' ? await read() : null
  if (!old) return 'kept'
  if (isPaid(old.invoice.status)) return 'settled'
  return old.invoice.abandonedAt === null ? 'kept' : 'done'
}

/** Offers the same sale to another account; the old one is given up, stays watched, and says where it went. */
export function AskOtherAccount({ detail }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { providers } = useOverview()
  const { show } = useEntryScreen()
  const accounts = useAccounts()
  const create = useCreateInvoice()
  const abandon = useAbandon()
  const readAnew = useReadAnew()
  /** The sale that was made elsewhere, while this one could not be given up for it. */
  const [beside, setBeside] = useState<Beside | null>(null)
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  const { invoice } = detail
  if (!accounts.data || invoice.abandonedAt !== null) return null
  const others = otherAccounts(detail, accounts.data).slice(0, MOST_OFFERED)
  if (others.length === 0) {
    return <p className="quiet">{t('sale.elsewhere.none', { currency: invoice.asked.currency })}</p>
  }

  async function ask(account: Account): Promise<void> {
    const provider = providers.find(({ id }) => id === account.provider)
    const capabilities = provider?.capabilities
    const linkOptions = optionsAgain(provider, invoice.linkOptions)
    const lines = linesAgain(detail)
    const made = await create
      .mutateAsync({
        token: tokenForOther(invoice.id, account.id),
        accountId: account.id,
        currency: invoice.asked.currency,
        amount: trimZeros(invoice.asked.amount),
        description: invoice.description,
        customerName: (capabilities?.customerName && invoice.customerName) || null,
        customerEmail: (capabilities?.customerEmail && invoice.customerEmail) || null,
        ...(linkOptions && { linkOptions }),
        ...(lines && { lines }),
      })
      // Why it failed is told by the mutation itself, beneath the buttons.
      .catch(() => null)
    if (!made) return
    const words = { account: account.label, number: made.invoice.number, old: invoice.number }
    const stayed = here.current
    const end = await abandon.mutateAsync({ id: invoice.id, reason: t('sale.elsewhere.reason', words) }).then(
      () => 'done' as const,
      (error) => whyKept(failureOf(error).code, () => readAnew(invoice.id)),
    )
    announce(t(`sale.elsewhere.${end}`, words))
    if (end !== 'done') setBeside({ id: made.invoice.id, accountId: account.id, end, words })
    // Who has gone on to another sale meanwhile stays there.
    else if (stayed) show(made.invoice.id)
  }

  return (
    <>
      <div className="actions verdict-acts">
        {others.map((account) => (
          <Button
            key={account.id}
            needs="sell"
            isPending={create.isPending || abandon.isPending}
            // One sale beside this one is enough; only its own account can be pressed again.
            isDisabled={beside !== null && beside.accountId !== account.id}
            onPress={() => void ask(account)}
          >
            {t('sale.elsewhere.ask', { account: account.label })}
          </Button>
        ))}
      </div>
      <ErrorWords error={create.error} />
      {beside && (
        <>
          <p className="attention-words">{t(`sale.elsewhere.${beside.end}`, beside.words)}</p>
          <ErrorWords error={abandon.error} voice="quiet" />
          <Button onPress={() => show(beside.id)}>{t('sale.show', { number: beside.words.number })}</Button>
        </>
      )}
    </>
  )
}
