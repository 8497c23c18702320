import { Button } from '../../../components/button.tsx'
import { Teach } from '../../../components/teach.tsx'
import { type ExceptionFilter, useExceptionKinds } from '../../../data/exceptions.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

import { RowsUnread } from '../../../rows/rows-unread.tsx'

interface Props {
  readonly filter: ExceptionFilter
  /** How many rows there are; null while that is not known. */
  readonly count: number | null
  readonly error: Error | null
  readonly onAgain: () => void
  readonly onAll: () => void
}

/** What stands where the rows would be: nothing needs attention, nothing was handled, or the list could not be read. */
export function AttentionState({ filter, count, error, onAgain, onAll }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const handled = useExceptionKinds(filter.resolved).data?.handledThisMonth ?? 0
  if (error) return <RowsUnread error={error} onAgain={onAgain} />
  if (count !== 0) return null
  if (filter.kind !== null) {
    return (
      <div className="list-state">
        <Teach title={t('attention.noneOfKind')} text="">
          <Button onPress={onAll}>{t('attention.showAll')}</Button>
        </Teach>
      </div>
    )
  }
  if (filter.resolved) {
    return (
      <div className="list-state">
        <Teach title={t('attention.noneHandledTitle')} text={t('attention.noneHandled')} />
      </div>
    )
  }
  const month = format.month(Date.now())
  return (
    <div className="list-state">
      <Teach title={t('attention.emptyTitle')} text={t('attention.empty')}>
        {handled > 0 && (
          <p>{t('attention.handledIn', { count: handled, figure: format.count(handled), month })}</p>
        )}
      </Teach>
    </div>
  )
}
