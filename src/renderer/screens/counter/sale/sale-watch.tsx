import { Hourglass, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ProviderId } from '../../../../shared/contract/plain/provider-ids.ts'
import { CheckedAgo } from '../../../components/checked-ago.tsx'
import { useNow } from '../../../components/use-now.ts'
import type { useCheckNow } from '../../../data/invoices.ts'
import { durationText } from '../../../i18n/format.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { isUnasked, type SaleView } from '../../../sale/sale-view.ts'
import { useProviderWord } from '../../../sale/use-provider-word.ts'
import type { CheckMessage } from './use-check.ts'

interface Props {
  readonly view: SaleView
  readonly providerId: ProviderId
  /** Its name. */
  readonly provider: string
  readonly check: ReturnType<typeof useCheckNow>
  /** What a person's last question brought; shown where no link lives that would show it. */
  readonly message: CheckMessage | null
}

/** What is being done about the sale, and the provider's own last word; four lines, whatever they hold. */
export function SaleWatch({ view, providerId, provider, check, message }: Props) {
  const providerWord = useProviderWord()
  const { t } = useTranslation()
  const format = useFormat()
  const { newest, share } = view
  if (newest?.stage !== 'live') return <NoLink provider={provider} check={check} message={message} />
  return (
    <dl className="sale-watch">
      <dt>{t('sale.watch.time')}</dt>
      <dd>
        {view.isPaid || view.ended ? (
          t(view.isPaid ? 'sale.watch.settled' : 'sale.watch.ended')
        ) : (
          <TimeLeft expiresAt={(share ?? newest).expiresAt} />
        )}
      </dd>
      <dt>{t('sale.watch.asked')}</dt>
      <dd>
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
      </dd>
      <dt>{t('sale.watch.answer', { provider })}</dt>
      <dd>
        <bdi className="raw-word">
          {newest.rawStatus
            ? t('sale.providerWord', { word: providerWord(providerId, newest.rawStatus) })
            : t('sale.providerSilent')}
        </bdi>
      </dd>
      {newest.providerRef !== null && (
        <>
          <dt>{t('sale.watch.reference')}</dt>
          <dd>
            <bdi className="mono">{newest.providerRef}</bdi>
            {newest.checkedAt !== null && <> · {format.clock(newest.checkedAt)}</>}
          </dd>
        </>
      )}
    </dl>
  )
}

/** Without a link that lives there is only what a person asked, and what was answered. */
function NoLink({ provider, check, message }: Omit<Props, 'view' | 'providerId'>) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!check.isPending && message === null) return <dl className="sale-watch" />
  return (
    <dl className="sale-watch">
      <dt>{t('sale.watch.asked')}</dt>
      <dd>
        {check.isPending ? (
          <Asking since={check.submittedAt} provider={provider} />
        ) : (
          message !== null && format.clock(message.at)
        )}
      </dd>
      {!check.isPending && <dt className="sale-told">{message?.words}</dt>}
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
  const { t } = useTranslation()
  const now = useNow()
  if (expiresAt === null) return <>{t('sale.noExpiry')}</>
  if (now >= expiresAt) return <>{t('sale.timeOver')}</>
  const left = expiresAt - now
  const Shape = left < SOON_MS ? TriangleAlert : Hourglass
  return (
    <span className={left < SOON_MS ? 'time-left time-left-short' : 'time-left'}>
      <Shape aria-hidden="true" size={14} />
      {t('sale.timeLeft', { time: durationText(left) })}
    </span>
  )
}
