import { useKeptLists } from '../../data/lists/kept.ts'
import type { ListName } from '../../data/lists/sources.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { alwaysThere, savedOf } from '../../screens/invoices/saved/offered.ts'
import { useViewName } from '../../screens/invoices/saved/view-parts.tsx'
import { useNavigation } from '../../window/navigation.tsx'
import type { Action } from './action.ts'

/** An action for each view of the lists: it goes there. Those that a person has saved come first. */
export function useViewActions(): () => readonly Action[] {
  const { t } = useTranslation()
  const { goToView } = useNavigation()
  const { data } = useKeptLists()
  const nameOf = { invoices: useViewName('invoices'), receipts: useViewName('receipts') }
  const lists: readonly ListName[] = ['invoices', 'receipts']
  return () =>
    [savedOf, (_: unknown, list: ListName) => alwaysThere(list)].flatMap((offered) =>
      lists.flatMap((list) =>
        offered(data?.views, list).map((view) => ({
          id: `view-${list}-${view.id}`,
          label: t('palette.actions.view', { view: nameOf[list](view) }),
          also: t('palette.also.view', { list: t(`list.of.${list}.name`) }),
          run: () => goToView({ list, id: view.id }),
        })),
      ),
    )
}
