import { type KeyboardEvent, useDeferredValue, useEffect, useState } from 'react'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useFoundSales } from '../../data/invoices.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { isKey } from '../../keyboard/keys.ts'
import { useShowSale } from '../../sale-entry/show-sale.ts'
import { useSections } from '../../screens/settings/settings.tsx'
import { useNavigation } from '../../window/navigation.tsx'
import type { Action } from './action.ts'
import { ActionOption, type Group, Options, type PaletteOption, SaleOption } from './options.tsx'
import { ranked } from './rank.ts'
import { showPart } from './show-part.ts'

const LIST = 'palette-list'
const optionId = (index: number) => `palette-option-${index}`

interface Props {
  readonly actions: readonly Action[]
  readonly onClose: () => void
}

/** One field that finds actions, sales and settings; Enter does the first, the arrows choose another. */
export function Palette({ actions, onClose }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const { groups, searching, error } = useGroups(typed, actions)
  const options = groups.flatMap((group) => group.options)
  const chosen = Math.min(active, options.length - 1)
  useEffect(() => {
    document.getElementById(optionId(chosen))?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  function run(option: PaletteOption | undefined): void {
    if (!option) return
    onClose()
    option.run()
  }

  function pressed(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (isKey('palette', event)) onClose()
    else if (step !== undefined) setActive((chosen + step + options.length) % Math.max(options.length, 1))
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(options[chosen])
    else return
    event.preventDefault()
  }

  return (
    <Dialog title={t('palette.title')} isOpen onClose={onClose} width="wide">
      <div className="palette">
        <input
          autoFocus
          className="input"
          role="combobox"
          aria-label={t('palette.input')}
          aria-expanded={options.length > 0}
          aria-controls={LIST}
          aria-autocomplete="list"
          aria-activedescendant={options.length > 0 ? optionId(chosen) : undefined}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          maxLength={2_000}
          placeholder={t('palette.hint')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setActive(0)
          }}
          onKeyDown={pressed}
        />
        <p className="help" role="status">
          {searching ? t('palette.searching') : t('palette.count', { count: options.length })}
        </p>
        <ErrorWords error={error} />
        {options.length === 0 && (
          <p className="palette-list palette-none">
            {!searching && t('palette.none', { typed: typed.trim() })}
          </p>
        )}
        <Options
          id={LIST}
          label={t('palette.results')}
          groups={groups}
          active={chosen}
          optionId={optionId}
          onChoose={run}
        />
        {typed === '' && <p className="help">{t('palette.teach')}</p>}
        <p className="help keys-hint">{t('palette.keys')}</p>
      </div>
    </Dialog>
  )
}

/** What fits the typed text, group by group; the group whose best name fits best comes first. */
function useGroups(typed: string, actions: readonly Action[]) {
  const { t } = useTranslation()
  const { go } = useNavigation()
  const showSale = useShowSale()
  const search = useDeferredValue(typed.trim())
  const found = useFoundSales(search)
  const settings = useSections().map(({ id, name: label }) => ({
    ...{ id, label, also: `${t('palette.groups.settings')} ${t(`palette.sections.${id}`)}` },
  }))
  const sales = search === '' ? [] : (found.data?.rows ?? [])
  const groups: readonly Group[] = [
    {
      id: 'actions',
      options: ranked(actions, typed).map((action) => ({
        id: `action-${action.id}`,
        content: <ActionOption label={action.label} {...(action.keyId && { keyId: action.keyId })} />,
        run: action.run,
      })),
    },
    {
      id: 'sales',
      options: sales.map((row) => ({
        id: `sale-${row.id}`,
        content: <SaleOption row={row} />,
        run: () => showSale(row.id),
      })),
    },
    {
      id: 'settings',
      options: (typed.trim() === '' ? [] : ranked(settings, typed)).map(({ id, label }) => ({
        id: `settings-${id}`,
        content: <ActionOption label={label} />,
        run: () => {
          go('settings')
          showPart(`settings-${id}`)
        },
      })),
    },
  ]
  return {
    groups: groups.filter((group) => group.options.length > 0),
    searching: search !== '' && (found.isPending || found.isPlaceholderData),
    error: found.error,
  }
}
