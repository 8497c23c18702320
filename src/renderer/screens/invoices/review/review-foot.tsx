import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { ReviewActs } from './use-review.ts'

interface Props {
  readonly review: ReviewActs
  /** The row that the keys stand on, from 0. */
  readonly active: number
  /** How many rows there are; null while that is not known. */
  readonly count: number | null
}

/** The last line of the list: its keys, what just happened or is selected, and the place in it. What went wrong takes the place of the keys. */
export function ReviewFoot({ review, active, count }: Props) {
  const { said, selection } = review
  const { t } = useTranslation()
  const format = useFormat()
  const selected = selection.ids?.size ?? 0
  return (
    <p className="list-foot">
      {!said?.isError && (
        <span className="list-foot-keys" title={t(review.isOn ? 'list.keysOfReview' : 'list.keys')}>
          {t(review.isOn ? 'list.keysOfReview' : 'list.keys')}
        </span>
      )}
      <span
        className={said?.isError ? 'list-foot-said list-foot-error' : 'list-foot-said'}
        title={said?.text}
      >
        {said?.text}
      </span>
      {selection.isReading && <span>{t('review.selecting')}</span>}
      {selected > 0 && !selection.isReading && (
        <span className="list-foot-selected">
          {t('review.selected', { count: selected, figure: format.count(selected) })}
        </span>
      )}
      {count !== null && count > 0 && (
        <span>{t('list.place', { place: format.count(active + 1), count: format.count(count) })}</span>
      )}
    </p>
  )
}
