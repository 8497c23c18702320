// biome-ignore-all lint/a11y/useSemanticElements: a fieldset would ask for a legend where the dialog has its heading
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { ErrorWords } from '../../../components/error-words.tsx'
import type { ListName } from '../../../data/lists/sources.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { indexOfKey } from '../../../keyboard/keys.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { moved, toggled } from './arrange.ts'
import { ColumnLine } from './column-line.tsx'
import { type Group, groupsOf } from './groups.ts'
import type { ColumnName } from './names.ts'
import type { ListColumns } from './use-columns.ts'

interface Props {
  readonly list: ListName
  readonly columns: ListColumns
  /** The column by which the list is sorted; null where none shows it. */
  readonly sorted: ColumnName | null
  readonly opener: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

/** Which columns a list shows and in which order; the list behind it follows at once. */
export function Chooser({ list, columns, sorted, opener, onClose }: Props) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const box = useRef<HTMLDivElement>(null)
  /** The line that has the focus: it takes it along to another place. */
  const focused = useRef<ColumnName>(null)
  const { specs, all, layout } = columns
  const groups = groupsOf(specs, all.shown, all.order)

  useLayoutEffect(() => {
    if (document.activeElement !== document.body || !focused.current) return
    box.current?.querySelector<HTMLElement>(`[data-column="${focused.current}"] input`)?.focus()
  })

  function toggle(name: ColumnName): void {
    const next = columns.change((now) => toggled(specs, now, name))
    const isFixed = specs.find((one) => one.name === name)?.isFixed
    const said = isFixed ? 'why' : next.shown.includes(name) ? 'shown' : 'hidden'
    announce(t(`list.chooser.${said}`, { column: t(`list.columns.${name}`) }))
  }

  function move(name: ColumnName, by: number): void {
    const { shown, order } = columns.change((now) => moved(specs, now, name, by))
    const names = groupsOf(specs, shown, order).find((one) => one.names.includes(name))?.names ?? []
    const words = { column: t(`list.columns.${name}`), place: names.indexOf(name) + 1, count: names.length }
    announce(t('list.chooser.moved', words))
  }

  function listen(event: KeyboardEvent): void {
    const name = columnOf(event.target as HTMLElement)
    if (name === null) return
    const way = indexOfKey('moveColumn', event)
    const ticks = [...(box.current?.querySelectorAll<HTMLElement>('input') ?? [])]
    const at = ticks.indexOf(event.target as HTMLElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ticks.length - 1 }[event.key]
    if (way !== null) move(name, way === 0 ? -1 : 1)
    else if (next !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey)
      ticks[Math.min(Math.max(next, 0), ticks.length - 1)]?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const endOf = (name: ColumnName, { id, drops, isUpward }: Group): string | undefined => {
    if (name === sorted) return t('list.chooser.sorted')
    if (layout.dropped.includes(name)) return t('list.chooser.noRoom')
    if (specs.find((one) => one.name === name)?.isFixed) return t('list.chooser.always')
    const nth = drops.indexOf(name) + 1
    if (id !== 'lesser') return undefined
    if (nth === 1) return t('list.chooser.first')
    if (nth === drops.length) return t('list.chooser.last')
    return isUpward || nth > 10 ? undefined : t(`list.chooser.nth.${nth as 2}`)
  }

  return (
    <Popover
      className="list-menu"
      triggerRef={opener}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      placement="bottom end"
      offset={4}
    >
      <Dialog className="columns-dialog" aria-label={t('list.chooser.name')}>
        <div className="columns-title">
          <h2>{t('list.chooser.name')}</h2>
          <span>{t(`list.of.${list}.name`)}</span>
        </div>
        <div
          ref={box}
          role="group"
          aria-label={t('list.chooser.name')}
          className="columns-groups"
          onKeyDown={listen}
          onFocus={({ target }) => {
            focused.current = columnOf(target)
          }}
        >
          {groups.map((group) => (
            <section key={group.id} className="columns-group" aria-labelledby={`columns-${group.id}`}>
              <h3 id={`columns-${group.id}`}>
                {t(`list.chooser.group.${group.id === 'lesser' && group.isUpward ? 'upward' : group.id}`)}
              </h3>
              {group.id === 'kept' && (
                <p id="columns-why" className="columns-why">
                  {t('list.chooser.why')}
                </p>
              )}
              <ul>
                {group.names.map((name) => (
                  <ColumnLine
                    key={name}
                    name={name}
                    group={group.id}
                    spec={specs.find((one) => one.name === name)}
                    isFirst={name === groups[0]?.names[0]}
                    end={endOf(name, group)}
                    onToggle={toggle}
                    onMove={move}
                  />
                ))}
              </ul>
            </section>
          ))}
        </div>
        {columns.error && <ErrorWords error={columns.error} />}
        <div className="columns-foot">
          <button
            type="button"
            className="columns-reset"
            onClick={() => {
              columns.reset()
              announce(t('list.chooser.isReset'))
            }}
          >
            {t('list.chooser.reset')}
          </button>
          <span>
            <kbd>{t('keyMap.names.Alt')} ↑</kbd> <kbd>{t('keyMap.names.Alt')} ↓</kbd> {t('list.chooser.move')}
          </span>
        </div>
      </Dialog>
    </Popover>
  )
}

/** Gives the column of a line from what is in it; null elsewhere. */
function columnOf(part: HTMLElement): ColumnName | null {
  return (part.closest<HTMLElement>('[data-column]')?.dataset.column ?? null) as ColumnName | null
}
