import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { InvoiceDetail } from '../../../shared/contract/models.ts'
import { AmountText } from '../../components/amount.tsx'
import { QrCode } from '../../components/qr-code.tsx'
import { STATUS_LOOK } from '../../components/status-tone.ts'
import type { SaleView } from './sale-view.ts'

interface Props {
  readonly detail: InvoiceDetail
  readonly view: SaleView
  readonly provider: string
}

/** The square beside the words: the code while it can be paid, the outcome afterwards; its space never changes. */
export function SaleCode({ detail, view, provider }: Props) {
  const { t } = useTranslation()
  const { status, received } = detail.invoice
  const { tone, shape: Shape } = STATUS_LOOK[status]
  if (view.settled) {
    return (
      <div className={`sale-code sale-code-outcome tone-${tone}`}>
        {tone === 'paid' ? (
          <CircleCheck aria-hidden="true" className="sale-code-shape" strokeWidth={1.5} />
        ) : (
          <Shape aria-hidden="true" className="sale-code-shape" strokeWidth={1.5} />
        )}
        <p className="sale-code-word">{t(`status.${status}`)}</p>
        <p className="sale-code-amount">
          <AmountText amount={received} />
        </p>
      </div>
    )
  }
  if (view.share) {
    return (
      <div className="sale-code sale-code-qr">
        <QrCode text={view.share.url} label={t('sale.qrLabel')} />
      </div>
    )
  }
  return (
    <div className={`sale-code sale-code-empty tone-${tone}`}>
      <Shape aria-hidden="true" className="sale-code-shape" strokeWidth={1.5} />
      <p>{status === 'creating' ? t('sale.noQr', { provider }) : t('sale.noQrNow')}</p>
    </div>
  )
}
