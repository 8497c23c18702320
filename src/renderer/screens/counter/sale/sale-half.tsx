import { ExternalLink } from 'lucide-react'
import { useEffect } from 'react'
import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { AmountText } from '../../../components/amount.tsx'
import { QrCode } from '../../../components/qr-code.tsx'
import { STATUS_LOOK } from '../../../components/status/status-tone.ts'
import { useOverview, useProvider } from '../../../data/app.ts'
import { call } from '../../../data/call.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { SaleView } from '../../../sale/sale-view.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { SaleOutcome } from '../outcome/sale-outcome.tsx'
import { ShortfallKeys } from '../outcome/underpaid.tsx'
import { BareButton } from './bare-button.tsx'
import { CustomerLanguage } from './customer-language.tsx'
import { PracticeCustomer } from './practice-customer.tsx'
import type { SaleActs } from './use-sale-acts.ts'

interface Props {
  readonly detail: InvoiceDetail
  readonly view: SaleView
  /** Its name. */
  readonly provider: string
  readonly showsCode: boolean
  readonly acts: SaleActs
  readonly onAcceptShortfall: () => void
  readonly onWait: () => void
}

/** What goes over the counter: the code while it can be paid, else the outcome. */
export function SaleHalf(props: Props) {
  const { view, showsCode, detail, acts } = props
  const { t } = useTranslation()
  const { book } = useOverview()
  const about = useProvider(detail.invoice.provider)
  const customer = book.kind === 'practice' && about && (
    <PracticeCustomer detail={detail} capabilities={about.capabilities} />
  )
  if (view.share && showsCode) {
    return (
      <section className="half give" aria-label={t('sale.forCustomer')}>
        <Code detail={detail} view={view} share={view.share} acts={acts} />
        <CustomerLanguage />
        {view.isUnderpaid && <ShortfallKeys accept={props.onAcceptShortfall} wait={props.onWait} />}
        {customer}
      </section>
    )
  }
  const { tone, shape: Shape } = STATUS_LOOK[detail.invoice.status]
  return (
    <section className={`half face tone-${tone}`} aria-label={t('sale.outcome')}>
      <div className="verdict">
        <Shape aria-hidden="true" className="verdict-shape" strokeWidth={1.5} />
        <SaleOutcome {...props} />
      </div>
      {customer}
    </section>
  )
}

interface CodeProps extends Pick<Props, 'detail' | 'view' | 'acts'> {
  readonly share: NonNullable<SaleView['share']>
}

/** The code as large as the rest allows, under the amount that it asks for: for the rest of a sale, that is not the sale's. */
function Code({ detail: { invoice }, view, share, acts }: CodeProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const { book } = useOverview()
  const amount = format.plainAmount(share.asked)
  const isForRest = share.asked.amount !== invoice.asked.amount
  useEffect(() => {
    if (isForRest) announce(t('sale.codeFor', { amount }))
  }, [isForRest, amount, announce, t])
  return (
    <div className="code-room">
      <div className="give-ticket">
        <p className="give-head">
          <span>{t('sale.scanToPay')}</span>
          <strong className="give-amount">
            <AmountText amount={share.asked} isForCustomer />
          </strong>
        </p>
        <div className="sale-code">
          <QrCode text={share.url} label={t('sale.qrLabel', { amount })} />
          <DisplayAwake />
        </div>
        <div className="give-link">
          <bdi className="give-url" dir="ltr" title={share.url}>
            {share.url.replace(/^https?:\/\//, '')}
          </bdi>
          {/* A practice link names a real provider's host, where nobody knows it. */}
          {book.kind === 'practice' && <span>{t('sale.practiceLink')}</span>}
          {book.kind === 'live' && view.codeFirst && (
            <BareButton
              className="button button-quiet button-normal"
              onPress={() => acts.open.mutate(share.id)}
            >
              <ExternalLink aria-hidden="true" size={16} />
              {t('sale.open')}
            </BareButton>
          )}
        </div>
      </div>
    </div>
  )
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
