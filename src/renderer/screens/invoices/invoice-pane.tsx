import { X } from 'lucide-react'
import { useState } from 'react'
import type { InvoiceDetail } from '../../../shared/contract/shapes/invoice.ts'
import { Button } from '../../components/button.tsx'
import { ErrorCodeWords, ErrorWords } from '../../components/error-words.tsx'
import { StatusBadge } from '../../components/status/status-badge.tsx'
import { useProvider } from '../../data/app.ts'
import { type useCheckNow, useCopyLink, useInvoice, useRelink, useViewed } from '../../data/invoices.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useKeys } from '../../keyboard/use-keys.tsx'
import { AbandonDialog } from '../../sale/abandon-dialog.tsx'
import { Lines } from '../../sale/lines.tsx'
import { NoteForm } from '../../sale/note-form.tsx'
import { PaneFacts } from '../../sale/pane-facts.tsx'
import { Receipts } from '../../sale/receipts.tsx'
import { refundAmounts } from '../../sale/refund-amounts.ts'
import { RefundDialog } from '../../sale/refund-dialog.tsx'
import { Refunds } from '../../sale/refunds.tsx'
import { saleView } from '../../sale/sale-view.ts'
import { useShowSale } from '../../sale-entry/show-sale.ts'
import { History } from './history.tsx'
import { Links } from './links.tsx'
import { PaneReview, type PaneReviewActs } from './review/pane-review.tsx'

interface Props {
  readonly id: string
  /** The question asked last by a person, of this invoice or another. */
  readonly check: ReturnType<typeof useCheckNow>
  /** What a review can do to it; null where no list of invoices is beside it. */
  readonly review: PaneReviewActs | null
  readonly onClose: () => void
}

/** All that the book knows of one invoice. */
export function InvoicePane({ id, check, review, onClose }: Props) {
  const { t } = useTranslation()
  const { data, error } = useInvoice(id)
  useViewed(id)
  useKeys('list', {
    checkRow: {
      takes: (press) => !press.shiftKey,
      run: () => !check.isPending && check.mutate(id),
    },
  })
  return (
    <aside
      className="pane"
      aria-label={data ? t('invoices.detail', { number: data.invoice.number }) : t('app.loading')}
    >
      <header className="pane-head">
        <h2>{data?.invoice.number ?? t('app.loading')}</h2>
        {data && <StatusBadge status={data.invoice.status} />}
        <Button look="quiet" aria-label={t('invoices.close')} onPress={onClose}>
          <X aria-hidden="true" size={16} />
        </Button>
      </header>
      <ErrorWords error={error} />
      {data && (
        <>
          <PaneActions detail={data} check={check} />
          <PaneFacts detail={data} />
          <PaneReview detail={data} acts={review} />
          <Failure detail={data} />
          <Lines detail={data} />
          <Links
            detail={data}
            answeredAt={check.isSuccess && check.variables === id ? check.submittedAt : null}
          />
          <Receipts detail={data} />
          <Refunds detail={data} />
          <History events={data.events} />
          <NoteForm invoiceId={id} />
        </>
      )}
    </aside>
  )
}

function Failure({ detail }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  const { failure, status, provider: providerId } = detail.invoice
  const provider = useProvider(providerId)?.name ?? providerId
  const { oldLink } = saleView(detail)
  // The words of a lost answer's own code say what is safe after a question, not after a create.
  const code = status === 'unknown' ? 'OUTCOME_UNKNOWN' : failure?.code
  return (
    <>
      {failure && code && <ErrorCodeWords code={code} providerWords={failure.providerWords} voice="quiet" />}
      {oldLink && <p>{t(oldLink, { provider })}</p>}
    </>
  )
}

interface ActionProps {
  readonly detail: InvoiceDetail
  readonly check: Props['check']
}

function PaneActions({ detail, check }: ActionProps) {
  const { t } = useTranslation()
  const showSale = useShowSale()
  const copy = useCopyLink()
  const relink = useRelink()
  const [givingUp, setGivingUp] = useState(false)
  const [refunding, setRefunding] = useState(false)
  const view = saleView(detail)
  const { id, number } = detail.invoice
  const { share } = view
  return (
    <>
      <div className="actions">
        <Button onPress={() => showSale(id)}>{t('invoices.showAtCounter')}</Button>
        {view.canCheck && (
          <Button isPending={check.isPending} onPress={() => check.mutate(id)}>
            {t(check.isPending ? 'sale.checking' : 'sale.check')}
          </Button>
        )}
        {share && (
          <Button onPress={() => copy.mutate(share.id)}>
            {t(copy.isSuccess ? 'sale.copied' : 'sale.copy')}
          </Button>
        )}
        {view.canRelink && (
          <Button needs="sell" isPending={relink.isPending} onPress={() => relink.mutate(id)}>
            {t('sale.newLink')}
          </Button>
        )}
        {refundAmounts(detail.invoice).possible && (
          <Button needs="review" onPress={() => setRefunding(true)}>
            {t('refund.open')}
          </Button>
        )}
        {view.canAbandon && (
          <Button needs="sell" look="quiet" onPress={() => setGivingUp(true)}>
            {t('sale.giveUp')}
          </Button>
        )}
      </div>
      <ErrorWords error={(check.variables === id ? check.error : null) ?? copy.error ?? relink.error} />
      <AbandonDialog
        invoiceId={id}
        number={number}
        isOpen={givingUp}
        onClose={() => setGivingUp(false)}
        onDone={() => setGivingUp(false)}
      />
      <RefundDialog detail={detail} isOpen={refunding} onClose={() => setRefunding(false)} />
    </>
  )
}
