import { TriangleAlert } from 'lucide-react'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { isStale, secondsAgo } from './freshness.ts'
import { useNow } from './hooks/use-now.ts'

interface Props {
  readonly checkedAt: number | null
  readonly nextCheckAt: number | null
  /** When these times were read, epoch ms: what happened since is not known, and is not held against them. */
  readonly readAt?: number
  /** The last question failed: what stands here is older than it should be, whenever the next one is due. */
  readonly failed?: boolean
  /** `row` says by shape and colour that there is no fresh answer, where a list has no room for words. */
  readonly look?: 'words' | 'row'
}

/** "checked 3 sec ago", amber once the answer is older than it should be. */
export function CheckedAgo({ checkedAt, nextCheckAt, readAt, failed = false, look = 'words' }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (checkedAt === null) return <span className="checked">{t('sale.neverChecked')}</span>
  const seconds = secondsAgo(checkedAt, now)
  const stale = isStale({ checkedAt, nextCheckAt, failed }, readAt ?? now)
  return (
    <span className={stale ? 'checked checked-stale' : 'checked'}>
      {stale && look === 'row' && <TriangleAlert aria-hidden="true" size={12} />}
      {seconds < 6_000
        ? t('sale.checkedAgo', { ago: format.ago(seconds) })
        : t('sale.checkedLong', { when: format.shortInstant(checkedAt) })}
      {stale && look === 'words' && ` · ${t('sale.stale')}`}
      {stale && look === 'row' && <span className="visually-hidden">{` · ${t('sale.stale')}`}</span>}
    </span>
  )
}
