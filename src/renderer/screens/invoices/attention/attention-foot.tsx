import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { Said } from '../review/use-review.ts'

interface Props {
  readonly said: Said | null
  readonly ticked: number
  readonly isReading: boolean
  readonly isHandled: boolean
  /** Its place, from 0, and how many there are; null while that is not known. */
  readonly index: number
  readonly count: number | null
}

/** The last line: the keys, what just happened, and the place in the list. */
export function AttentionFoot(props: Props) {
  const { said, ticked, isReading, isHandled, index, count } = props
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <p className="list-foot">
      {!said?.isError && (
        <span className="list-foot-keys" title={t(isHandled ? 'attention.keysHandled' : 'attention.keys')}>
          {t(isHandled ? 'attention.keysHandled' : 'attention.keys')}
        </span>
      )}
      <span
        className={said?.isError ? 'list-foot-said list-foot-error' : 'list-foot-said'}
        title={said?.text}
      >
        {said?.text}
      </span>
      {isReading && <span>{t('attention.selecting')}</span>}
      {ticked > 0 && (
        <span className="list-foot-selected">
          {t('attention.selected', {
            count: ticked,
            figure: format.count(ticked),
            all: format.count(count ?? ticked),
          })}
        </span>
      )}
      {count !== null && count > 0 && ticked === 0 && (
        <span>{t('list.place', { place: format.count(index + 1), count: format.count(count) })}</span>
      )}
    </p>
  )
}
