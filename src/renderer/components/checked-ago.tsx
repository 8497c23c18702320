import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/use-format.ts'
import { isStale, secondsAgo } from './freshness.ts'
import { useNow } from './use-now.ts'

interface Props {
  readonly checkedAt: number | null
  readonly nextCheckAt: number | null
}

/** "checked 3 s ago", amber once the answer is older than it should be. */
export function CheckedAgo({ checkedAt, nextCheckAt }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (checkedAt === null) return <span className="checked">{t('sale.neverChecked')}</span>
  const seconds = secondsAgo(checkedAt, now)
  const stale = isStale({ checkedAt, nextCheckAt }, now)
  return (
    <span className={stale ? 'checked checked-stale' : 'checked'}>
      {seconds < 100 && t('sale.checkedAgo', { count: seconds })}
      {seconds >= 100 && seconds < 6_000 && t('sale.checkedMinutes', { count: Math.round(seconds / 60) })}
      {seconds >= 6_000 && t('sale.checkedLong', { when: format.shortInstant(checkedAt) })}
      {stale && ` · ${t('sale.stale')}`}
    </span>
  )
}
