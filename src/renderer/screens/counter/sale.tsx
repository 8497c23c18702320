import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvoiceDetail } from '../../../shared/contract/models.ts'
import { ErrorWords } from '../../components/error-words.tsx'
import { useOverview, useProvider } from '../../data/app.ts'
import { useCheckNow, useInvoice, useViewed } from '../../data/invoices.ts'
import { AbandonDialog } from './abandon-dialog.tsx'
import { type AmountKey, pressKey } from './amount-entry.ts'
import { useCounter } from './draft.tsx'
import { PracticeCustomer } from './practice-customer.tsx'
import { SaleActions } from './sale-actions.tsx'
import { SaleCode } from './sale-code.tsx'
import { SaleFacts } from './sale-facts.tsx'
import { type SaleView, saleView } from './sale-view.ts'
import { isBlank } from './tape.ts'
import { useCalm } from './use-calm.ts'
import { useSaleKeys } from './use-sale-keys.ts'

/** The sale on the counter's screen, from the moment it is written down to its outcome. */
export function Sale({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const { data, error } = useInvoice(id)
  useViewed(id)
  if (error && !data) return <ErrorWords error={error} />
  if (!data) return <p aria-busy="true">{t('app.loading')}</p>
  return <KnownSale detail={data} view={saleView(data)} />
}

interface Props {
  readonly detail: InvoiceDetail
  readonly view: SaleView
}

function KnownSale({ detail, view }: Props) {
  const { t } = useTranslation()
  const { invoice } = detail
  const { book } = useOverview()
  const provider = useProvider(invoice.provider)
  const { draft, begin, change, show } = useCounter()
  const [givingUp, setGivingUp] = useState(false)
  const check = useCheckNow()

  const calm = useCalm(invoice.status)

  function next(key?: AmountKey): void {
    const started = !isBlank(draft) || draft.description !== ''
    // A sale that was being typed is gone back to; only a new amount begins another.
    if (key !== undefined || !started) begin()
    if (key !== undefined) change({ typed: key === '.' ? '0.' : pressKey('', key, 0) })
    show(null)
  }

  useSaleKeys({
    digit: next,
    next: () => next(),
    enter: () => view.done && (view.settled || calm()) && next(),
    escape: () => (view.canAbandon ? setGivingUp(true) : next()),
    check: () => view.canCheck && !check.isPending && check.mutate(invoice.id),
  })

  return (
    <article
      className={`sale sale-${invoice.status}`}
      aria-label={t('sale.title', { number: invoice.number })}
    >
      <div className="sale-words">
        <SaleFacts detail={detail} view={view} provider={provider?.name ?? invoice.provider} />
        <SaleActions
          invoiceId={invoice.id}
          view={view}
          check={check}
          onGiveUp={() => setGivingUp(true)}
          onNext={() => next()}
        />
        <p className="help keys-hint">{t(view.done ? 'sale.keysDone' : 'sale.keysWaiting')}</p>
      </div>
      <SaleCode detail={detail} view={view} provider={provider?.name ?? invoice.provider} />
      {book.kind === 'practice' && provider && !view.settled && (
        <PracticeCustomer detail={detail} capabilities={provider.capabilities} />
      )}
      <AbandonDialog
        invoiceId={invoice.id}
        number={invoice.number}
        isOpen={givingUp && view.canAbandon}
        onClose={() => setGivingUp(false)}
        onDone={() => {
          setGivingUp(false)
          next()
        }}
      />
    </article>
  )
}
