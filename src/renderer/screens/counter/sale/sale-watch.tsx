import { Check, Copy, Hourglass, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { InvoiceDetail, PaymentLink } from '../../../../shared/contract/shapes/invoice.ts'
import { AmountText } from '../../../components/amount.tsx'
import { CheckedAgo } from '../../../components/checked-ago.tsx'
import { useNow } from '../../../components/hooks/use-now.ts'
import type { useCheckNow } from '../../../data/invoices.ts'
import { durationText } from '../../../i18n/format.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { isUnasked, type SaleView } from '../../../sale/sale-view.ts'
import { useProviderWord } from '../../../sale/use-provider-word.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { BareButton } from './bare-button.tsx'
import type { CheckMessage } from './use-check.ts'
import type { SaleActs } from './use-sale-acts.ts'

interface Props {
  readonly detail: InvoiceDetail
  readonly view: SaleView
  /** Its name. */
  readonly provider: string
  readonly check: ReturnType<typeof useCheckNow>
  readonly acts: SaleActs
  /** What a person's last question brought; shown where no link lives that would show it. */
  readonly message: CheckMessage | null
}

/** How the sale stands, what is being done about it, and the provider's own last word: at most six rows. */
export function SaleWatch({ detail, view, provider, check, acts, message }: Props) {
  const providerWord = useProviderWord()
  const { t } = useTranslation()
  const format = useFormat()
  const { newest, share } = view
  const { invoice, receipts } = detail
  const paidAt = receipts.at(-1)?.paidAt
  const hasReceived = view.isPaid || view.isUnderpaid
  if (newest?.stage !== 'live') return <NoLink provider={provider} check={check} message={message} />
  return (
    <dl className="sale-watch">
      {hasReceived && (
        <Row term={t('invoices.received')}>
          <AmountText amount={invoice.received} />
        </Row>
      )}
      {view.isUnderpaid && (
        <Row term={t('sale.watch.missing')}>
          <strong className="sale-due">
            <AmountText amount={invoice.due} />
          </strong>
        </Row>
      )}
      {view.isPaid && paidAt !== undefined && (
        <Row term={t('sale.watch.paidAt')}>{format.shortInstant(paidAt)}</Row>
      )}
      {!view.isPaid && (
        <Row term={t('sale.watch.time')}>
          {view.ended ? t('sale.watch.ended') : <TimeLeft expiresAt={(share ?? newest).expiresAt} />}
        </Row>
      )}
      <Row term={t('sale.watch.asked')}>
        {check.isPending ? (
          <Asking since={check.submittedAt} provider={provider} />
        ) : view.isPaid || newest.nextCheckAt === null ? (
          <LastAnswer at={newest.checkedAt} />
        ) : (
          <CheckedAgo
            checkedAt={newest.checkedAt}
            nextCheckAt={newest.nextCheckAt}
            failed={isUnasked(newest)}
          />
        )}
      </Row>
      <Row term={t('sale.watch.answer', { provider })}>
        <bdi className="raw-word">
          {newest.rawStatus
            ? t('sale.providerWord', { word: providerWord(invoice.provider, newest.rawStatus) })
            : t('sale.providerSilent')}
        </bdi>
      </Row>
      {newest.providerRef !== null && <Reference link={newest} reference={newest.providerRef} acts={acts} />}
      {!view.isUnderpaid && (
        <Row term={t('sale.watch.requested')}>{format.shortInstant(invoice.createdAt)}</Row>
      )}
    </dl>
  )
}

function Row({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="sale-row">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

interface ReferenceProps extends Pick<Props, 'acts'> {
  readonly link: PaymentLink
  readonly reference: string
}

/** The provider's own name for the link, to be read over the telephone or copied; in its middle it may be cut. */
function Reference({ link, reference, acts }: ReferenceProps) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const copy = acts.copyReference
  return (
    <Row term={t('sale.watch.reference')}>
      <bdi className="mono sale-reference" title={reference}>
        {reference}
      </bdi>
      <BareButton
        className="copy"
        aria-label={t('sale.copyReference')}
        onPress={() => copy.mutate(link.id, { onSuccess: () => announce(t('sale.referenceCopied')) })}
      >
        {copy.isSuccess ? <Check aria-hidden="true" size={16} /> : <Copy aria-hidden="true" size={16} />}
      </BareButton>
    </Row>
  )
}

/** Without a link that lives there is only what a person asked, and what was answered. */
function NoLink({ provider, check, message }: Pick<Props, 'provider' | 'check' | 'message'>) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!check.isPending && message === null) return <dl className="sale-watch" />
  return (
    <dl className="sale-watch">
      <Row term={t('sale.watch.asked')}>
        {check.isPending ? (
          <Asking since={check.submittedAt} provider={provider} />
        ) : (
          message !== null && format.clock(message.at)
        )}
      </Row>
      {!check.isPending && (
        <div className="sale-told">
          <dt className="visually-hidden">{t('sale.watch.answer', { provider })}</dt>
          <dd>{message?.words}</dd>
        </div>
      )}
    </dl>
  )
}

function LastAnswer({ at }: { readonly at: number | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (at === null) return <>{t('sale.neverChecked')}</>
  return <>{t('sale.checkedLong', { when: format.shortInstant(at) })}</>
}

function Asking({ since, provider }: { readonly since: number; readonly provider: string }) {
  const { t } = useTranslation()
  const seconds = Math.max(0, Math.floor((useNow() - since) / 1000))
  return <span className="asking">{t('sale.contacting', { provider, seconds })}</span>
}

/** With less than this the time left is amber, ms. */
const SOON_MS = 120_000

function TimeLeft({ expiresAt }: { readonly expiresAt: number | null }) {
  const { t, i18n } = useTranslation()
  const now = useNow()
  if (expiresAt === null) return <>{t('sale.noExpiry')}</>
  if (now >= expiresAt) return <>{t('sale.timeOver')}</>
  const left = expiresAt - now
  const Shape = left < SOON_MS ? TriangleAlert : Hourglass
  return (
    <span className={left < SOON_MS ? 'time-left time-left-short' : 'time-left'}>
      <Shape aria-hidden="true" size={14} />
      {t('sale.timeLeft', { time: durationText(left, i18n.language) })}
    </span>
  )
}
