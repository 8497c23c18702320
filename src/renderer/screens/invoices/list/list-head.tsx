// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons in the heads have the focus
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import { ArrowDown, ArrowUp, Check } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import type { ListTypes, Sort } from '../../../data/lists/sources.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { lineStep } from '../../../window/line-step.ts'
import { type ColumnName, isMoney } from '../columns/names.ts'
import { useColumnNames } from '../columns/shown-columns.ts'
import type { ListKind } from './list-kind.ts'

interface Props<T extends ListTypes> {
  readonly kind: ListKind<T>
  readonly sort: Sort<T['by']>
  readonly onSort: (sort: Sort<T['by']>) => void
}

/** The heads of the columns, by which the list is sorted: one stop for the keyboard, arrows go from one to the next. */
export function ListHead<T extends ListTypes>({ kind, sort, onSort }: Props<T>) {
  const { t } = useTranslation()
  const row = useRef<HTMLDivElement>(null)
  const names = useColumnNames()
  // Where the column by which the list is sorted is not shown, the first head has the stop.
  const sortable = names.filter((name) => kind.orders[name] !== undefined)
  const stop = sortable.find((name) => kind.orders[name] === sort.by) ?? sortable[0]
  function listen(event: KeyboardEvent): void {
    const step = lineStep(event)
    if (step === null) return
    const all = [...(row.current?.querySelectorAll('button') ?? [])]
    const seen = all.filter((one) => one.checkVisibility())
    seen[seen.indexOf(event.target as HTMLButtonElement) + step]?.focus()
    event.preventDefault()
  }
  return (
    <div ref={row} role="row" aria-rowindex={1} className={`${kind.rowClass} list-header`} onKeyDown={listen}>
      {names.map((column) => {
        const by = kind.orders[column]
        const isSorted = by === sort.by
        return (
          <span
            key={column}
            role="columnheader"
            data-column={column}
            title={t(`list.columns.${column}`)}
            className={`list-cell ${kind.cellPrefix}-${column}${isMoney(column) ? ' list-money' : ''}`}
            {...(by !== undefined && { 'aria-sort': sortOf(by, sort) })}
          >
            {by === undefined ? (
              <ColumnHead column={column} />
            ) : (
              <button
                type="button"
                tabIndex={column === stop ? 0 : -1}
                className={isSorted ? 'list-sort list-sorted' : 'list-sort'}
                onClick={() => onSort(pressed(kind, by, sort))}
              >
                <span>{t(`list.columns.${column}`)}</span>
                {isSorted &&
                  (sort.down ? (
                    <ArrowDown aria-hidden="true" size={14} />
                  ) : (
                    <ArrowUp aria-hidden="true" size={14} />
                  ))}
              </button>
            )}
          </span>
        )
      })}
    </div>
  )
}

/** The words of a head by which nothing is sorted; over the marks stands their tick. */
function ColumnHead({ column }: { readonly column: ColumnName }) {
  const { t } = useTranslation()
  if (column !== 'mark') return t(`list.columns.${column}`)
  return (
    <span className="mark-head">
      <Check aria-hidden="true" size={14} />
      <span className="visually-hidden">{t('list.columns.mark')}</span>
    </span>
  )
}

function sortOf(of: string, { by, down }: Sort<string>): 'ascending' | 'descending' | 'none' {
  if (by !== of) return 'none'
  return down ? 'descending' : 'ascending'
}

/** The order that a press on a head asks for: the other way round where the list is in that order already. */
function pressed<T extends ListTypes>(
  { downFirst }: ListKind<T>,
  by: T['by'],
  sort: Sort<T['by']>,
): Sort<T['by']> {
  return { by, down: sort.by === by ? !sort.down : downFirst.includes(by) }
}
