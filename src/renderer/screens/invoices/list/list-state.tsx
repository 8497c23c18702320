import { Button } from '../../../components/button.tsx'
import { Teach } from '../../../components/teach.tsx'
import type { ListTypes } from '../../../data/lists/sources.ts'
import { useListSums } from '../../../data/lists/use-lists.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { RowsUnread } from '../../../rows/rows-unread.tsx'
import { useNavigation } from '../../../window/navigation.tsx'
import { type Choice, hasFilter, isNarrowed, NO_CHOICE } from '../filter/choice.ts'
import type { ListKind } from './list-kind.ts'

interface Props<T extends ListTypes> {
  readonly kind: ListKind<T>
  readonly choice: Choice
  readonly filter: T['filter']
  /** How many rows there are; null while that is not known. */
  readonly count: number | null
  readonly error: Error | null
  readonly onAgain: () => void
  readonly onClear: () => void
  readonly onAllDays: () => void
  /** Leaves the search alone, without any filter. */
  readonly onSearchAll: () => void
}

/** What stands where the rows would be: nothing was ever sold, nothing matches, or the list could not be read. */
export function ListState<T extends ListTypes>(props: Props<T>) {
  const { kind, choice, count, error, onAgain, onClear } = props
  const { source } = kind
  const { t } = useTranslation()
  const { go } = useNavigation()
  if (error) return <RowsUnread error={error} onAgain={onAgain} />
  if (count !== 0) return null
  if (isNarrowed(choice)) {
    return (
      <div className="list-state">
        <Teach title={t('invoices.noneTitle')} text={t(`list.of.${source.name}.none`)}>
          <Elsewhere {...props} />
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

/** What is found on all days, or else by the search without any filter; nothing where nothing is found there either. */
function Elsewhere<T extends ListTypes>({ kind, choice, filter, onAllDays, onSearchAll }: Props<T>) {
  const { t } = useTranslation()
  const format = useFormat()
  const isSearched = filter.search !== '' && hasFilter(choice)
  const everywhere = kind.filterOf(NO_CHOICE, filter.search, '', 0)
  const days = useListSums(kind.source, { ...filter, period: null }, filter.period !== null).data?.count ?? 0
  const all = useListSums(kind.source, everywhere, isSearched).data?.count ?? 0
  if (filter.period !== null && days > 0) {
    return (
      <>
        <p>{t('list.otherDays', { count: days, figure: format.count(days) })}</p>
        <Button look="primary" onPress={onAllDays}>
          {t('list.allDays')}
        </Button>
      </>
    )
  }
  if (!isSearched || all === 0) return null
  return (
    <>
      <p>{t('list.hidden', { count: all, figure: format.count(all) })}</p>
      <Button look="primary" onPress={onSearchAll}>
        {t('list.searchAll')}
      </Button>
    </>
  )
}
