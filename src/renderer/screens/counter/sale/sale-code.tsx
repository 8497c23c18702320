import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { QrCode } from '../../../components/qr-code.tsx'
import { STATUS_LOOK } from '../../../components/status-tone.ts'
import { call } from '../../../data/call.ts'
import type { SaleView } from '../../../sale/sale-view.ts'
import { SaleOutcome } from '../outcome/sale-outcome.tsx'
import { ShortfallKeys } from '../outcome/underpaid.tsx'

interface Props {
  readonly detail: InvoiceDetail
  readonly view: SaleView
  readonly provider: string
  readonly showsCode: boolean
  readonly onAcceptShortfall: () => void
  readonly onWait: () => void
}

/** Keeps the display from going dark for as long as it is drawn: a customer reads from it. */
function DisplayAwake() {
  useEffect(() => {
    const keep = (on: boolean) => void call('display.keepAwake', { on }).catch(() => undefined)
    keep(true)
    return () => keep(false)
  }, [])
  return null
}

/** The square beside the words: the code while it can be paid, else the outcome; its space never changes. */
export function SaleCode(props: Props) {
  const { view, showsCode, detail, onAcceptShortfall, onWait } = props
  const { t } = useTranslation()
  if (view.share && showsCode) {
    return (
      <div className="sale-code sale-code-qr">
        <QrCode text={view.share.url} label={t('sale.qrLabel')} />
        <DisplayAwake />
        {view.isUnderpaid && <ShortfallKeys accept={onAcceptShortfall} wait={onWait} />}
      </div>
    )
  }
  const { tone, shape: Shape } = STATUS_LOOK[detail.invoice.status]
  return (
    <div className={`sale-code sale-face tone-${tone}`}>
      <Shape aria-hidden="true" className="sale-face-shape" strokeWidth={1.5} />
      <SaleOutcome {...props} />
    </div>
  )
}
