import { useEffect, useState } from 'react'
import type { ListTypes, Sort } from '../../../data/lists/sources.ts'
import { useIsAllowed } from '../../../data/people.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import type { ListKind } from '../list/list-kind.ts'
import type { useListState } from '../list/use-list-state.ts'
import { goneFrom, type OfferedView, standsAlike } from './offered.ts'
import { SaveViewDialog } from './save-view-dialog.tsx'
import { useViews } from './use-views.ts'
import { ViewsDialog } from './views-dialog.tsx'
import { ViewsMenu } from './views-menu.tsx'

/** A forgotten account is told so long after its view was opened, ms. */
const GONE_MS = 1_200

interface Props<T extends ListTypes> {
  readonly kind: ListKind<T>
  readonly state: Pick<
    ReturnType<typeof useListState<T>>,
    'choice' | 'sort' | 'accounts' | 'today' | 'weekStart' | 'change' | 'changeSort'
  >
  /** Says in the list's last line, and to screen readers, what came of it. */
  readonly onSay: (text: string) => void
}

/** The views of a list: the button that opens them, their keys, and the dialogs in which they are saved and put in order. */
export function SavedViews<T extends ListTypes>({ kind, state, onSay }: Props<T>) {
  const { t } = useTranslation()
  const views = useViews(kind.source.name)
  const maySave = useIsAllowed('review')
  const [dialog, setDialog] = useState<'save' | 'order' | null>(null)
  const [lastId, setLastId] = useState<string | null>(null)
  const all = [...views.own, ...views.always]
  const alike = all.filter((one) => standsAlike(one, state, kind.usualSort))
  const current = alike.find(({ id }) => id === lastId) ?? alike[0] ?? null
  // Whatever brought the list to it, it is what somebody changes from here on.
  if (current !== null && current.id !== lastId) setLastId(current.id)
  const changed = current === null ? (views.own.find(({ id }) => id === lastId) ?? null) : null
  const [gone] = current === null ? [] : goneFrom(current, state.accounts)
  const currentId = current?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: told again of another view alone
  useEffect(() => {
    if (gone === undefined) return
    // How many it leaves is told first, and one sentence would cut the other off.
    const timer = setTimeout(() => onSay(t('views.gone', { account: gone })), GONE_MS)
    return () => clearTimeout(timer)
  }, [currentId, gone])

  function open(view: OfferedView): void {
    setLastId(view.id)
    state.change(view.choice)
    state.changeSort((view.sort ?? kind.usualSort) as Sort<T['by']>)
  }
  function openNth(n: number): void {
    const view = n === 0 ? views.always[0] : views.own[n - 1]
    if (view) open(view)
    else onSay(t('views.noneAt', { n }))
  }
  useKeys('list', {
    openView: {
      // On some keyboards Alt and a digit type a character.
      takes: ({ inField, key }) => !inField || /^\d$/.test(key),
      run: (_, n) => openNth(n),
    },
    ...(maySave && { saveView: () => setDialog('save') }),
  })
  const shared = { views, standing: state, usual: kind.usualSort, accounts: state.accounts }
  return (
    <>
      <ViewsMenu
        {...{ kind, views, current, changed, state, maySave }}
        onOpen={open}
        onOpenNth={openNth}
        onSave={() => setDialog('save')}
        onOrder={() => setDialog('order')}
      />
      {dialog === 'save' && (
        <SaveViewDialog
          {...shared}
          changed={changed}
          onSaved={(id, name) => {
            setLastId(id)
            onSay(t('views.saved', { name }))
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'order' && <ViewsDialog {...shared} onClose={() => setDialog(null)} />}
    </>
  )
}
