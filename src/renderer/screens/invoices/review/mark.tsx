import { Check, Lock } from 'lucide-react'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly isReviewed: boolean
  /** It is of a month that is closed. */
  readonly isClosed: boolean
}

/** Whether an invoice was reviewed: a tick, or a hollow ring; a lock where its month is closed. With its words for who does not see it. */
export function Mark({ isReviewed, isClosed }: Props) {
  const { t } = useTranslation()
  const reviewed = t(isReviewed ? 'review.is.reviewed' : 'review.is.unreviewed')
  const words = isClosed ? t('review.is.closed', { reviewed }) : reviewed
  return (
    <span className="mark" title={words}>
      {isClosed ? (
        <Lock aria-hidden="true" size={16} className={isReviewed ? 'mark-lock' : 'mark-lock mark-lock-due'} />
      ) : isReviewed ? (
        <Check aria-hidden="true" size={16} className="mark-tick" />
      ) : (
        <span aria-hidden="true" className="mark-ring" />
      )}
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
