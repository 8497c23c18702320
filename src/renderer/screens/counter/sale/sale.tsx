import { useEffect, useRef, useState } from 'react'
import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { useRefusal } from '../../../components/not-allowed.ts'
import { useProvider } from '../../../data/app.ts'
import { useTellCustomer } from '../../../data/customer/display.ts'
import { useInvoice, useViewed } from '../../../data/invoices.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { type SaleView, saleView } from '../../../sale/sale-view.ts'
import { useEntryScreen } from '../../../sale-entry/entry-provider.tsx'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { NextSale } from './next-sale.tsx'
import { SaleActions } from './sale-actions.tsx'
import { type SaleDialog, SaleDialogs } from './sale-dialogs.tsx'
import { SaleFacts } from './sale-facts.tsx'
import { SaleHalf } from './sale-half.tsx'
import { SaleTrouble } from './sale-trouble.tsx'
import { SaleUnread } from './sale-unread.tsx'
import { SaleWatch } from './sale-watch.tsx'
import { useCalmDelay } from './use-calm-delay.ts'
import { useCheckOfSale } from './use-check.ts'
import { useSaleActs } from './use-sale-acts.ts'
import { useSaleKeys } from './use-sale-keys.ts'

/** The sale on the counter's screen, from the moment it is written down to its outcome. */
export function Sale({ id }: { readonly id: string }) {
  const { data, error } = useInvoice(id)
  useViewed(id)
  useTellCustomer({ kind: 'sale', invoiceId: id }, true)
  if (!data) return <SaleUnread error={error} />
  return <KnownSale detail={data} view={saleView(data)} unread={error} />
}

interface Props {
  readonly detail: InvoiceDetail
  readonly view: SaleView
  /** Why it could not be read again since; null when it could. */
  readonly unread: Error | null
}

/** The shop's half holds what was sold and how it stands, the customer's half the code or the outcome. */
function KnownSale({ detail, view, unread }: Props) {
  const { t } = useTranslation()
  const { invoice } = detail
  const about = useProvider(invoice.provider)
  const provider = about?.name ?? invoice.provider
  const { show } = useEntryScreen()
  const [dialog, setDialog] = useState<SaleDialog | null>(null)
  /** What a person chose to see of a link; another link begins as it is meant to. */
  const [chosen, setChosen] = useState<{ readonly linkId: string; readonly code: boolean } | null>(null)
  const isChosen = view.codeCanHide && chosen !== null && chosen.linkId === view.share?.id
  const showsCode = isChosen ? chosen.code : view.codeFirst
  const { check, ask, message } = useCheckOfSale(detail, provider)
  const acts = useSaleActs(invoice.id)
  const refusal = useRefusal('sell')
  const { announce } = useAnnouncer()
  const acceptShortfall = () => (refusal === null ? setDialog('short') : announce(refusal))
  const calm = useCalmDelay(invoice.status)
  const article = useRef<HTMLElement>(null)
  // What opened the sale, a key or a row at the side, is not what its keys are meant for.
  useEffect(() => article.current?.focus({ preventScroll: true }), [])

  // A sale that was being typed is gone back to; only a new amount begins another.
  const next = () => show(null)

  const toggleCode = () => view.share && setChosen({ linkId: view.share.id, code: !showsCode })
  useSaleKeys({
    next,
    nextWhenDone: {
      takes: (press) => !press.onPressable,
      run: () => view.done && (view.isPaid || calm()) && next(),
    },
    giveUp: () => (view.canAbandon && refusal === null ? setDialog('abandon') : next()),
    checkSale: ask,
    code: () => view.codeCanHide && toggleCode(),
    receipt: () => setDialog('receipt'),
    note: () => setDialog('note'),
  })

  return (
    <article
      ref={article}
      tabIndex={-1}
      data-takes-focus
      className={`ticket sale sale-${invoice.status}`}
      aria-label={t('sale.title', { number: invoice.number })}
    >
      <div className="stub">
        <SaleFacts detail={detail} />
        <SaleWatch
          detail={detail}
          view={view}
          provider={provider}
          check={check}
          acts={acts}
          message={message}
        />
        <SaleTrouble
          failed={invoice.failure !== null}
          view={view}
          check={check}
          unread={unread}
          acts={acts}
        />
      </div>
      <NextSale isDone={view.done} onNext={next} />
      <SaleHalf
        detail={detail}
        view={view}
        provider={provider}
        showsCode={showsCode}
        acts={acts}
        onAcceptShortfall={acceptShortfall}
        onWait={next}
      />
      <SaleActions
        view={view}
        check={check}
        acts={acts}
        showsCode={showsCode}
        onCheck={ask}
        onCode={toggleCode}
        onOpen={setDialog}
      />
      <SaleDialogs
        detail={detail}
        view={view}
        open={dialog}
        onClose={() => setDialog(null)}
        onAbandoned={() => {
          setDialog(null)
          next()
        }}
      />
    </article>
  )
}
