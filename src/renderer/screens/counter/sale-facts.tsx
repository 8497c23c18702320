import { useTranslation } from 'react-i18next'
import type { InvoiceDetail } from '../../../shared/contract/models.ts'
import { AmountText } from '../../components/amount.tsx'
import { CheckedAgo } from '../../components/checked-ago.tsx'
import { ErrorCodeWords } from '../../components/error-words.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { useNow } from '../../components/use-now.ts'
import { durationText, withoutSign } from '../../i18n/format.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { SaleView } from './sale-view.ts'

interface Props {
  readonly detail: InvoiceDetail
  readonly view: SaleView
  readonly provider: string
}

/** The sale in words: amount, status, what came, what is being done. */
export function SaleFacts({ detail, view, provider }: Props) {
  const { t } = useTranslation()
  const { invoice } = detail
  return (
    <>
      <div className="sale-head">
        <StatusBadge status={invoice.status} size="large" />
        <span className="sale-number">{invoice.number}</span>
      </div>
      <p className="sale-amount">
        <AmountText amount={invoice.asked} />
      </p>
      <p className="sale-about">
        <bdi>{invoice.accountLabel}</bdi>
        {invoice.description !== '' && (
          <>
            {' · '}
            <bdi className="sale-description">{invoice.description}</bdi>
          </>
        )}
      </p>
      <div className="sale-outcome">
        {view.mismatch && <ErrorCodeWords code="AMOUNT_MISMATCH" voice="quiet" />}
        <Outcome detail={detail} view={view} provider={provider} />
        {view.oldLink && <p>{t(view.oldLink, { provider })}</p>}
      </div>
      <ul className="sale-watch">
        {!view.settled && view.share && (
          <li>
            <TimeLeft expiresAt={view.share.expiresAt} />
          </li>
        )}
        {view.newest?.stage === 'live' && (
          <>
            <li>
              <CheckedAgo
                checkedAt={view.newest.checkedAt}
                nextCheckAt={view.settled ? null : view.newest.nextCheckAt}
              />
            </li>
            <li>
              {t('sale.providerSays', { provider })}{' '}
              <bdi className="raw-word">
                {!view.newest.rawStatus
                  ? t('sale.providerSilent')
                  : t('sale.providerWord', { word: view.newest.rawStatus })}
              </bdi>
            </li>
          </>
        )}
      </ul>
      {view.newest?.lastError && !view.settled && invoice.failure === null && (
        <ErrorCodeWords code={view.newest.lastError} voice="quiet" />
      )}
    </>
  )
}

function TimeLeft({ expiresAt }: { readonly expiresAt: number | null }) {
  const { t } = useTranslation()
  const now = useNow()
  if (expiresAt === null) return <>{t('sale.noExpiry')}</>
  if (now >= expiresAt) return <>{t('sale.timeOver')}</>
  return <span className="time-left">{t('sale.timeLeft', { time: durationText(expiresAt - now) })}</span>
}

/** The one sentence that belongs to the status, with exact amounts. */
function Outcome({ detail, view, provider }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { invoice } = detail
  const received = t('sale.received', { amount: format.amount(invoice.received) })
  switch (invoice.status) {
    case 'creating':
      return <Contacting since={view.newest?.createdAt ?? invoice.createdAt} provider={provider} />
    case 'paid':
      return <p>{`${received}. ${t('sale.exact')}`}</p>
    case 'paid_late':
      return <p>{`${received}. ${t('sale.late')}`}</p>
    case 'overpaid':
      return (
        <>
          <p className="difference">
            {t('sale.tooMuch', { amount: format.amount(withoutSign(invoice.due)) })}
          </p>
          <p>{received}</p>
        </>
      )
    case 'underpaid':
      return (
        <>
          <p className="difference">
            {t('sale.missing', { amount: format.amount(invoice.due), asked: format.amount(invoice.asked) })}
          </p>
          <p>{t('sale.waitOrNew')}</p>
        </>
      )
    case 'failed':
      return invoice.failure ? (
        <ErrorCodeWords
          code={invoice.failure.code}
          providerWords={invoice.failure.providerWords}
          voice="quiet"
        />
      ) : (
        <p>{t(`sale.ended.${view.newest?.endReason ?? 'unstated'}`, { provider })}</p>
      )
    case 'unknown':
      return <ErrorCodeWords code="OUTCOME_UNKNOWN" voice="quiet" tone="unknown" />
    case 'expired':
    case 'abandoned':
    case 'refunded':
      return <p>{t(`sale.${invoice.status}`)}</p>
    default:
      return null
  }
}

/** Seconds after which the wait is explained. */
const LONG_WAIT_S = 10

function Contacting({ since, provider }: { readonly since: number; readonly provider: string }) {
  const { t } = useTranslation()
  const seconds = Math.max(0, Math.floor((useNow() - since) / 1000))
  if (seconds < 1) return <p>{t('sale.committed', { provider })}</p>
  if (seconds < LONG_WAIT_S) return <p>{t('sale.contacting', { provider, seconds })}</p>
  return <p>{t('sale.stillTrying', { provider })}</p>
}
