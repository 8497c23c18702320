import { Check } from 'lucide-react'
import { useTranslation } from '../../../i18n/use-translation.ts'

/** Whether an invoice was reviewed: a tick, or a hollow ring, with its words for who does not see it. */
export function Mark({ isReviewed }: { readonly isReviewed: boolean }) {
  const { t } = useTranslation()
  const words = t(isReviewed ? 'review.is.reviewed' : 'review.is.unreviewed')
  return (
    <span className="mark" title={words}>
      {isReviewed ? (
        <Check aria-hidden="true" size={16} className="mark-tick" />
      ) : (
        <span aria-hidden="true" className="mark-ring" />
      )}
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
