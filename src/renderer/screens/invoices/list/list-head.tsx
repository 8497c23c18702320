// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons in the heads have the focus
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import type { ListSort } from '../../../../shared/contract/shapes/lists/list.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { COLUMNS, type Column, isSorted, pressed } from './columns.ts'

interface Props {
  readonly sort: ListSort
  readonly onSort: (sort: ListSort) => void
}

/** The heads of the columns, by which the list is sorted: one stop for the keyboard, arrows go from one to the next. */
export function ListHead({ sort, onSort }: Props) {
  const { t } = useTranslation()
  const row = useRef<HTMLDivElement>(null)
  function listen(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const all = [...(row.current?.querySelectorAll('button') ?? [])]
    const seen = all.filter((one) => one.checkVisibility())
    const way = getComputedStyle(event.currentTarget).direction === 'rtl' ? -step : step
    seen[seen.indexOf(event.target as HTMLButtonElement) + way]?.focus()
    event.preventDefault()
  }
  return (
    <div ref={row} role="row" aria-rowindex={1} className="list-row list-header" onKeyDown={listen}>
      {COLUMNS.map((column) => (
        <span
          key={column}
          role="columnheader"
          className={`list-cell list-${column}`}
          {...(isSorted(column) && { 'aria-sort': sortOf(column, sort) })}
        >
          {isSorted(column) ? (
            <button
              type="button"
              tabIndex={sort.by === column ? 0 : -1}
              className={sort.by === column ? 'list-sort list-sorted' : 'list-sort'}
              onClick={() => onSort(pressed(column, sort))}
            >
              {t(`list.columns.${column}`)}
              {sort.by === column &&
                (sort.down ? (
                  <ArrowDown aria-hidden="true" size={14} />
                ) : (
                  <ArrowUp aria-hidden="true" size={14} />
                ))}
            </button>
          ) : (
            t(`list.columns.${column}`)
          )}
        </span>
      ))}
    </div>
  )
}

function sortOf(column: Column, { by, down }: ListSort): 'ascending' | 'descending' | 'none' {
  if (by !== column) return 'none'
  return down ? 'descending' : 'ascending'
}
