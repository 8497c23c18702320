import type { ListTypes, Sort } from '../../../data/lists/sources.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { ListBars } from '../../../rows/row-frame.tsx'
import { type GridActs, RowGrid, useRowPress } from '../../../rows/row-grid.tsx'
import type { ShownRows } from '../../../rows/use-shown-rows.ts'
import { isMoney } from '../columns/names.ts'
import { useColumnNames } from '../columns/shown-columns.ts'
import { ListHead } from './list-head.tsx'
import type { ListKind } from './list-kind.ts'

interface Props<T extends ListTypes> extends GridActs {
  readonly kind: ListKind<T>
  readonly shown: ShownRows<T['row']>
  readonly sort: Sort<T['by']>
  readonly active: number
  /** The invoice that is open. */
  readonly openId: string | null
  /** Null while nothing is selected. */
  readonly selected: ReadonlySet<string> | null
  readonly onSort: (sort: Sort<T['by']>) => void
  readonly onToggle: (row: T['row']) => void
  readonly onMark: (row: T['row']) => void
  readonly onOpen: (row: T['row']) => void
}

/** The invoices or the receipts, line by line. */
export function ListGrid<T extends ListTypes>(props: Props<T>) {
  const { kind, shown, sort, active, openId, selected, onSort, onMark, ...acts } = props
  const { Row, invoiceOf } = kind
  const { t } = useTranslation()
  const columns = useColumnNames()
  const bars = { ...kind, isMoney }
  const press = useRowPress<T['row']>(acts)
  return (
    <RowGrid
      {...{ shown, active }}
      {...acts}
      name={t(`list.of.${kind.source.name}.name`)}
      isMulti={kind.review !== null}
      head={<ListHead kind={kind} sort={sort} onSort={onSort} />}
      draw={(row, place, isActive) => (
        <Row
          key={row.id}
          {...{ row, isActive, onMark, ...place }}
          isOpen={invoiceOf(row) === openId}
          isSelected={selected?.has(row.id) ?? false}
          onPress={press}
        />
      )}
      drawUnread={(place, withBars) => (
        <ListBars key={place.index} kind={bars} {...{ columns, withBars, ...place }} />
      )}
    />
  )
}
