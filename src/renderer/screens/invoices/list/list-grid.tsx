// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import { type KeyboardEvent, type MouseEvent, useCallback, useLayoutEffect, useRef } from 'react'
import { useDelayedFlag } from '../../../components/use-delayed-flag.ts'
import type { ListTypes, ListView, Sort } from '../../../data/lists/sources.ts'
import { type Listed, type ListRows, placeOf, rowAt, rowsAt } from '../../../data/lists/stretches.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { isKey } from '../../../keyboard/keys.ts'
import { moveActive } from '../../../keyboard/move-active.ts'
import { useColumnNames } from '../columns/shown-columns.ts'
import { ListHead } from './list-head.tsx'
import type { ListKind } from './list-kind.ts'
import { ListBars, rowName } from './row-frame.tsx'
import type { RowWindow } from './use-row-window.ts'

/** What takes longer is shown as bars, ms. */
const BARS_MS = 150
/** So many rows stand in for a list whose length is not known yet. */
const UNKNOWN = 40

interface Props<T extends ListTypes> {
  readonly kind: ListKind<T>
  readonly rows: ListRows<T['row']> | undefined
  /** What the rows are of: another one begins at its top. */
  readonly view: ListView<T>
  readonly sort: Sort<T['by']>
  readonly window: RowWindow
  readonly rowHeight: number
  readonly scroller: React.RefObject<HTMLDivElement | null>
  readonly holder: React.RefObject<HTMLDivElement | null>
  readonly active: number
  /** The invoice that is open. */
  readonly openId: string | null
  /** Null while nothing is selected. */
  readonly selected: ReadonlySet<string> | null
  readonly onSort: (sort: Sort<T['by']>) => void
  /** The keys or a press go to a row; where it is `isExtending` the selection goes along. */
  readonly onActive: (index: number, isExtending: boolean) => void
  readonly onToggle: (row: T['row']) => void
  readonly onMark: (row: T['row']) => void
  readonly onOpen: (row: T['row']) => void
  /** The row that the keys stand on is to be opened, once it has been read. */
  readonly onOpenActive: () => void
  readonly onCheckActive: () => void
}

/**
 * The list as a grid whose rows are only made while they are near what is seen.
 *
 * The grid itself keeps the focus and names the active row, because a row outside the window does not exist.
 */
export function ListGrid<T extends ListTypes>(props: Props<T>) {
  const { kind, rows, view, sort, window, rowHeight, scroller, holder, active, openId, selected } = props
  const { onSort, onActive, onToggle, onMark, onOpen, onOpenActive, onCheckActive } = props
  const { Row, invoiceOf } = kind
  const { t } = useTranslation()
  const columns = useColumnNames()
  const count = rows?.count ?? UNKNOWN
  const indexes = Array.from(
    { length: Math.max(0, (rows ? window.end : UNKNOWN) - window.first) },
    (_, nth) => (rows ? window.first + nth : nth),
  )
  const drawn = rowsAt(rows, indexes)
  const withBars = useDelayedFlag(!rows || drawn.includes(null), BARS_MS)
  useRowsInPlace({ rows, view }, window, rowHeight, scroller)

  const press = useCallback(
    (index: number, row: T['row'], { ctrlKey, metaKey, shiftKey }: MouseEvent) => {
      if (ctrlKey || metaKey) onToggle(row)
      else {
        onActive(index, shiftKey)
        if (!shiftKey) onOpen(row)
      }
    },
    [onActive, onOpen, onToggle],
  )

  function listen(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || !rows) return
    if (isKey('open', event)) onOpenActive()
    else if (isKey('checkRow', event)) onCheckActive()
    else {
      const next = moveActive(event.key, active, rows.count, window.page)
      if (next === null || next < 0) return
      window.show(next)
      onActive(next, event.shiftKey)
    }
    event.preventDefault()
  }

  return (
    <div
      ref={scroller}
      className="list-grid"
      role="grid"
      tabIndex={0}
      aria-label={t(`list.of.${kind.source.name}.name`)}
      aria-multiselectable={kind.review !== null}
      aria-rowcount={rows ? count + 1 : -1}
      aria-busy={!rows}
      aria-activedescendant={
        rows && active >= window.first && active < window.end ? rowName(active) : undefined
      }
      onKeyDown={listen}
    >
      <div role="rowgroup" className="list-head">
        <ListHead kind={kind} sort={sort} onSort={onSort} />
      </div>
      <div role="rowgroup" className="list-body" style={{ blockSize: rows ? window.height : '100%' }}>
        <div ref={holder} role="presentation" className="list-rows">
          {indexes.map((index, nth) => {
            const row = drawn[nth]
            const top = (index - window.base) * rowHeight
            return row ? (
              <Row
                key={row.id}
                row={row}
                index={index}
                top={top}
                isActive={index === active}
                isOpen={invoiceOf(row) === openId}
                isSelected={selected?.has(row.id) ?? false}
                onPress={press}
                onMark={onMark}
              />
            ) : (
              <ListBars key={index} {...{ kind, columns, index, top, withBars }} />
            )
          })}
        </div>
      </div>
    </div>
  )
}

/**
 * Keeps what is seen where it is when rows come or go above it: by the first row that is seen. At the very top new rows are let in,
 * unless a pointer rests on the list.
 */
function useRowsInPlace(
  { rows, view }: Shown,
  window: RowWindow,
  rowHeight: number,
  scroller: React.RefObject<HTMLDivElement | null>,
): void {
  const before = useRef<Shown & { readonly id: string | null; readonly index: number }>(null)
  useLayoutEffect(() => {
    const held = before.current
    const offset = window.offset()
    const isHeld = offset > 0 || scroller.current?.matches(':hover') === true
    if (held && held.view !== view) window.moveTo(0)
    else if (rows && held?.id && held.rows !== rows && isHeld) {
      const place = placeOf(rows, held.id)
      if (place !== null && place !== held.index) window.moveTo(offset + (place - held.index) * rowHeight)
    }
    const index = Math.ceil(window.offset() / rowHeight)
    before.current = { rows, view, id: rowAt(rows, index)?.id ?? null, index }
  })
}

interface Shown {
  readonly rows: ListRows<Listed> | undefined
  readonly view: object
}
