import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { AmountText } from '../../../components/amount.tsx'
import { ErrorCodeWords } from '../../../components/error-words.tsx'
import { useNow } from '../../../components/hooks/use-now.ts'
import { isPositive } from '../../../i18n/format.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { GivenBack } from '../../../sale/refund-mark.tsx'
import type { SaleView } from '../../../sale/sale-view.ts'
import type { SaleActs } from '../sale/use-sale-acts.ts'
import { NewLink } from './new-link.tsx'
import { AskOtherAccount } from './other-account.tsx'
import { PaidTooMuch } from './paid-too-much.tsx'
import { Failed, Unknown } from './sale-no-link.tsx'
import { Underpaid } from './underpaid.tsx'

interface Props {
  readonly detail: InvoiceDetail
  readonly view: SaleView
  readonly provider: string
  readonly acts: SaleActs
  readonly onAcceptShortfall: () => void
  readonly onWait: () => void
}

/** What stands in the code's place: the outcome with its exact amounts, or why there is no code, and what can be done. */
export function SaleOutcome(props: Props) {
  const { detail, view, provider, acts } = props
  const { t } = useTranslation()
  const { invoice } = detail
  const { status } = invoice
  const old = view.oldLink && <p>{t(view.oldLink, { provider })}</p>
  const anew = <NewLink view={view} acts={acts} />
  if (view.mismatch && status !== 'underpaid') {
    return (
      <>
        <ErrorCodeWords code="AMOUNT_MISMATCH" voice="quiet" />
        {anew}
      </>
    )
  }
  switch (status) {
    case 'creating':
      return <Contacting detail={detail} view={view} provider={provider} />
    case 'paid':
    case 'paid_late':
    case 'overpaid':
      return <Paid detail={detail} />
    case 'underpaid':
      return (
        <>
          <Underpaid {...props} />
          <GivenBack invoice={invoice} />
        </>
      )
    case 'failed':
      return (
        <>
          <p className="verdict-word">{t(`status.${status}`)}</p>
          <Failed detail={detail} view={view} provider={provider} />
          {anew}
          <AskOtherAccount detail={detail} />
        </>
      )
    case 'unknown':
      return (
        <>
          <Unknown detail={detail} view={view} provider={provider} />
          {anew}
          <AskOtherAccount detail={detail} />
        </>
      )
    case 'abandoned':
      return (
        <>
          <p className="verdict-word">{t(`status.${status}`)}</p>
          <p>{t('sale.abandoned')}</p>
          <AbandonReason detail={detail} />
          {old}
          {anew}
        </>
      )
    case 'expired':
    case 'refunded':
      return (
        <>
          <p className="verdict-word">{t(`status.${status}`)}</p>
          <p>{t(`sale.${status}`)}</p>
          {old}
          {anew}
        </>
      )
    default:
      return <p>{t('sale.noQrNow')}</p>
  }
}

function Paid({ detail }: Pick<Props, 'detail'>) {
  const { invoice } = detail
  const { t } = useTranslation()
  const format = useFormat()
  const short = isPositive(invoice.due.amount)
  const words = short ? t('sale.takenShort', { amount: format.amount(invoice.due) }) : t('sale.exact')
  return (
    <>
      <p className="verdict-word">{t(`status.${invoice.status}`)}</p>
      <p className="verdict-amount">
        <AmountText amount={invoice.received} />
      </p>
      {invoice.status === 'overpaid' ? (
        <PaidTooMuch detail={detail} />
      ) : (
        <>
          <p>{invoice.status === 'paid' ? words : t('sale.late')}</p>
          <GivenBack invoice={invoice} />
        </>
      )}
      {invoice.abandonedAt !== null && <p>{t('sale.hadGivenUp')}</p>}
    </>
  )
}

function AbandonReason({ detail: { events } }: Pick<Props, 'detail'>) {
  const { t } = useTranslation()
  const reason = events.findLast(({ kind }) => kind === 'abandoned')?.data.reason
  if (typeof reason !== 'string' || reason === '') return null
  return <p>{t('sale.reasonOf', { reason })}</p>
}

/** Seconds after which the wait is explained, and another account offered. */
const LONG_WAIT_S = 10
/** Seconds after which no answer is likely any more; the longest time limit of a provider is thirty. */
const TOO_LONG_S = 20

function Contacting({ detail, view, provider }: Pick<Props, 'detail' | 'view' | 'provider'>) {
  const { t } = useTranslation()
  const since = view.newest?.createdAt ?? detail.invoice.createdAt
  const seconds = Math.max(0, Math.floor((useNow() - since) / 1000))
  if (seconds < 1) return <p>{t('sale.committed', { provider })}</p>
  return (
    <>
      {seconds >= TOO_LONG_S && <p className="verdict-word">{t('sale.noAnswerYet')}</p>}
      <p className="asking">{t('sale.contacting', { provider, seconds })}</p>
      {seconds < LONG_WAIT_S ? (
        <p>{t('sale.noQr', { provider })}</p>
      ) : (
        <>
          <p>{t(seconds < TOO_LONG_S ? 'sale.stillTrying' : 'sale.stillTryingLong', { provider })}</p>
          <AskOtherAccount detail={detail} />
        </>
      )}
    </>
  )
}
