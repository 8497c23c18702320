import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { Teach } from '../../../components/teach.tsx'
import type { ListSource, ListTypes } from '../../../data/lists/sources.ts'
import { useListSums } from '../../../data/lists.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useNavigation } from '../../../window/navigation.tsx'
import { type Choice, isNarrowed } from '../filter/choice.ts'

interface Props<T extends ListTypes> {
  readonly source: ListSource<T>
  readonly choice: Choice
  readonly filter: T['filter']
  /** How many rows there are; null while that is not known. */
  readonly count: number | null
  readonly error: Error | null
  readonly onAgain: () => void
  readonly onClear: () => void
  readonly onAllDays: () => void
}

/** What stands where the rows would be: nothing was ever sold, nothing matches, or the list could not be read. */
export function ListState<T extends ListTypes>({
  source,
  choice,
  filter,
  count,
  error,
  onAgain,
  onClear,
  onAllDays,
}: Props<T>) {
  const { t } = useTranslation()
  const { go } = useNavigation()
  if (error) {
    return (
      <div className="list-state">
        <ErrorWords error={error} />
        <Button look="primary" onPress={onAgain}>
          {t('app.tryAgain')}
        </Button>
      </div>
    )
  }
  if (count !== 0) return null
  if (isNarrowed(choice)) {
    return (
      <div className="list-state">
        <Teach title={t('invoices.noneTitle')} text={t(`list.of.${source.name}.none`)}>
          {filter.period !== null && <OtherDays source={source} filter={filter} onAllDays={onAllDays} />}
          <Button onPress={onClear}>{t('invoices.clearFilters')}</Button>
        </Teach>
      </div>
    )
  }
  return (
    <div className="list-state">
      <Teach title={t(`list.of.${source.name}.emptyTitle`)} text={t(`list.of.${source.name}.empty`)}>
        <Button look="primary" onPress={() => go('counter')}>
          {t('invoices.emptyAct')}
        </Button>
      </Teach>
    </div>
  )
}

/** What the same search and filters find on all days; nothing where they find nothing there either. */
function OtherDays<T extends ListTypes>({
  source,
  filter,
  onAllDays,
}: Pick<Props<T>, 'source' | 'filter' | 'onAllDays'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const count = useListSums(source, { ...filter, period: null }).data?.count ?? 0
  if (count === 0) return null
  return (
    <>
      <p>{t('list.otherDays', { count, figure: format.count(count) })}</p>
      <Button look="primary" onPress={onAllDays}>
        {t('list.allDays')}
      </Button>
    </>
  )
}
