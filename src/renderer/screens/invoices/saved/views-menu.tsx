import { Bookmark, Check, ChevronDown, Pencil, Plus, TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import type { ListTypes } from '../../../data/lists/sources.ts'
import { useListSums } from '../../../data/lists/use-lists.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { indexOfKey } from '../../../keyboard/keys.ts'
import type { ListKind } from '../list/list-kind.ts'
import { goneFrom, type OfferedView } from './offered.ts'
import { useViewWords } from './use-view-words.ts'
import type { useViews } from './use-views.ts'
import { AltKey, SaveKey, useAlwaysWords, useViewName } from './view-parts.tsx'

interface Props<T extends ListTypes> {
  readonly kind: ListKind<T>
  readonly views: ReturnType<typeof useViews>
  /** The view that the list shows; null where it shows none as it was saved. */
  readonly current: OfferedView | null
  /** The view that was opened and is filtered or sorted otherwise by now; null for none. */
  readonly changed: OfferedView | null
  readonly state: LineProps<T>['state']
  /** Whoever is at the till may save views. */
  readonly maySave: boolean
  readonly onOpen: (view: OfferedView) => void
  readonly onOpenNth: (n: number) => void
  readonly onSave: () => void
  readonly onOrder: () => void
}

/** The button that names the view of the list, and opens all of them with what each leaves. */
export function ViewsMenu<T extends ListTypes>(props: Props<T>) {
  const { kind, views, current, changed, state, maySave, onOpen, onOpenNth, onSave, onOrder } = props
  const { t } = useTranslation()
  const nameOf = useViewName(kind.source.name)
  const [isOpen, setOpen] = useState(false)
  const isAll = current?.id === 'all'
  const shown = changed ?? (isAll ? null : current)
  const name = shown && (changed ? t('views.changed', { name: nameOf(shown) }) : nameOf(shown))
  const acts: Readonly<Record<string, () => void>> = { 'act-save': onSave, 'act-order': onOrder }

  function choose(id: string): void {
    const view = [...views.own, ...views.always].find((one) => one.id === id)
    if (view) onOpen(view)
    else acts[id]?.()
  }
  function listen(event: KeyboardEvent): void {
    // An event of the browser has nothing of its own that could be spread.
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event.nativeEvent
    const press = { key, code, ctrlKey, metaKey, altKey, shiftKey }
    const n = indexOfKey('openView', press)
    if (n === null && indexOfKey('saveView', press) === null) return
    event.preventDefault()
    event.stopPropagation()
    if (n === null && !maySave) return
    setOpen(false)
    if (n === null) onSave()
    else onOpenNth(n)
  }
  const line = { kind, state }
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        className={shown ? 'saved-button saved-button-on' : 'saved-button'}
        aria-label={name === null ? t('views.button') : t('views.buttonOf', { name })}
      >
        <Bookmark aria-hidden="true" size={16} />
        <bdi className="saved-button-name" title={name ?? t('views.button')}>
          {name ?? t('views.button')}
        </bdi>
        <ChevronDown aria-hidden="true" size={16} className="saved-button-down" />
      </Button>
      <Popover className="list-menu saved-menu" placement="bottom end" offset={4}>
        <div onKeyDownCapture={listen} className="saved-menu-inside">
          <Menu className="saved-menu-list" onAction={(id) => choose(String(id))} autoFocus="first">
            {views.own.length > 0 && (
              <MenuSection
                className="saved-section"
                selectionMode="single"
                selectedKeys={current?.saved ? [current.id] : []}
              >
                <Header className="saved-title">{t('views.own')}</Header>
                {views.own.map((view, n) => (
                  <Line key={view.id} {...line} view={view} name={nameOf(view)} n={n + 1} />
                ))}
              </MenuSection>
            )}
            <MenuSection
              className="saved-section"
              selectionMode="single"
              selectedKeys={current && !current.saved ? [current.id] : []}
            >
              <Header className="saved-title">{t('views.always')}</Header>
              {views.always.map((view, n) => (
                <Line key={view.id} {...line} view={view} name={nameOf(view)} n={n === 0 ? 0 : null} />
              ))}
            </MenuSection>
            {maySave && (
              <MenuSection className="saved-section" aria-label={t('views.acts')}>
                <MenuItem id="act-save" className="saved-act" textValue={t('views.save')}>
                  <Plus aria-hidden="true" size={16} />
                  <Text slot="label" className="saved-act-name">
                    {t('views.save')} <SaveKey />
                  </Text>
                </MenuItem>
                <MenuItem
                  id="act-order"
                  className="saved-act"
                  textValue={t('views.order')}
                  isDisabled={views.own.length === 0}
                >
                  <Pencil aria-hidden="true" size={16} />
                  <Text slot="label">{t('views.order')}</Text>
                </MenuItem>
              </MenuSection>
            )}
          </Menu>
        </div>
      </Popover>
    </MenuTrigger>
  )
}

interface LineProps<T extends ListTypes> {
  readonly kind: ListKind<T>
  readonly state: {
    readonly accounts: readonly { readonly id: string; readonly label: string }[]
    readonly today: string
    readonly weekStart: number
  }
  readonly view: OfferedView
  readonly name: string
  /** The digit that opens it; null for none. */
  readonly n: number | null
}

/** A view in the menu. */
function Line<T extends ListTypes>({ kind, state, view, name, n }: LineProps<T>) {
  return (
    <MenuItem id={view.id} className="saved-item" textValue={name}>
      {({ isSelected }) => <LineParts {...{ kind, state, view, name, n, isSelected }} />}
    </MenuItem>
  )
}

/** What a view is called, what it filters, how many it leaves now, and its key. */
function LineParts<T extends ListTypes>(props: LineProps<T> & { readonly isSelected: boolean }) {
  const { kind, state, view, name, n, isSelected } = props
  const { t } = useTranslation()
  const format = useFormat()
  const { accounts, today, weekStart } = state
  const words = useViewWords(view, [...accounts, ...(view.saved?.accounts ?? [])])
  const always = useAlwaysWords(kind.source.name)
  const [gone] = goneFrom(view, accounts)
  const filter = kind.filterOf(view.choice, view.choice.search, today, weekStart)
  const { data, isPlaceholderData } = useListSums(kind.source, filter)
  return (
    <>
      <span className="saved-sign" aria-hidden="true">
        {gone === undefined ? isSelected && <Check size={16} /> : <TriangleAlert size={16} />}
      </span>
      <span className="saved-text">
        <Text slot="label" className="saved-name">
          <bdi className="own-words">{name}</bdi>
        </Text>
        <Text slot="description" className={gone === undefined ? 'saved-words' : 'saved-words saved-gone'}>
          <bdi>{gone === undefined ? (always(view) ?? words) : t('views.gone', { account: gone })}</bdi>
          {data && (
            <span className="visually-hidden">
              {', '}
              {t(`list.of.${kind.source.name}.count`, {
                count: data.count,
                figure: format.count(data.count),
              })}
            </span>
          )}
        </Text>
      </span>
      {gone === undefined && data && !isPlaceholderData && (
        <span className="saved-count" aria-hidden="true">
          {format.count(data.count)}
        </span>
      )}
      {n !== null && n < 10 && <AltKey n={n} />}
    </>
  )
}
