// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: the same keys and roles as the list of all invoices
import { type MouseEvent, memo, useCallback, useEffect, useMemo, useState } from 'react'
import type { ImportRow } from '../../../../shared/contract/shapes/books/imports.ts'
import { whyWords } from '../../../../shared/words/import-why.ts'
import { ListAmount } from '../../../components/columns/list-amount.tsx'
import { useStableCallbacks } from '../../../components/hooks/use-stable-callbacks.ts'
import { IMPORT_ROWS, type ImportTypes } from '../../../data/files/imports.ts'
import type { ListView } from '../../../data/lists/sources.ts'
import { rowAt } from '../../../data/lists/stretches.ts'
import { textInSight } from '../../../i18n/hidden-amounts.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import { useListKeys } from '../../../keyboard/use-list-keys.ts'
import { ListBars, RowFrame } from '../../../rows/row-frame.tsx'
import { RowGrid, useRowPress } from '../../../rows/row-grid.tsx'
import { RowsUnread } from '../../../rows/rows-unread.tsx'
import { useActiveRow } from '../../../rows/use-active-row.ts'
import { useShownRows } from '../../../rows/use-shown-rows.ts'
import { KIND_SHAPES } from './kinds.ts'
import { type Decided, isTaken } from './opened-file.ts'

const COLUMNS = ['row', 'reference', 'paid', 'customer', 'received', 'why'] as const
const BARS = {
  rowClass: 'import-row import-line',
  cellPrefix: 'import',
  isMoney: (column: string) => column === 'received',
} as const

interface Props {
  readonly previewId: string
  readonly decided: Decided
  readonly onToggle: (row: ImportRow) => void
  /** Who answered or chose a file goes on here. */
  readonly takesFocus: boolean
}

/** The rows of the file, trouble first, with the keys of every list; Space takes or leaves one that may be a duplicate. */
export function OutcomeRows({ previewId, decided, onToggle, takesFocus }: Props) {
  const { t } = useTranslation()
  const view = useMemo(
    (): ListView<ImportTypes> => ({
      filter: { search: '', currency: [], period: null, previewId },
      sort: { by: 'trouble', down: true },
    }),
    [previewId],
  )
  const [kept] = useState(() => ({ active: { id: null as string | null, index: 0 }, offset: 0 }))
  const shown = useShownRows(IMPORT_ROWS, view, kept)
  const { list, rows, window, scroller } = shown
  useEffect(() => {
    if (takesFocus) scroller.current?.focus()
  }, [takesFocus, scroller])
  const active = useActiveRow(
    kept,
    list,
    view,
    window.page,
    useCallback(() => undefined, []),
  )
  const current = rowAt(rows, active.index)
  const acts = useStableCallbacks({
    toggleActive: () => current && onToggle(current),
    toggle: (row: ImportRow) => onToggle(row),
    go: (index: number) => active.go(index),
  })
  const press = useRowPress<ImportRow>({
    onActive: acts.go,
    onToggle: (row, index) => {
      acts.go(index)
      acts.toggle(row)
    },
    onOpen: () => undefined,
  })
  useKeys('list', { markReviewed: acts.toggleActive })
  useListKeys({
    ...{ list: scroller, active: active.index, count: rows?.count ?? 0, page: window.page },
    onMove(index) {
      window.show(index)
      acts.go(index)
    },
    onOpen: () => undefined,
  })
  return (
    <div className="register import-register">
      <div className="list-area import-area">
        <RowGrid
          name={t('imports.willHappen')}
          isMulti={false}
          {...{ shown }}
          active={active.index}
          onActive={acts.go}
          onOpenActive={() => undefined}
          onCheckActive={() => undefined}
          head={
            <div role="row" aria-rowindex={1} className="import-row list-header">
              {COLUMNS.map((column) => (
                <span
                  key={column}
                  role="columnheader"
                  className={`list-cell import-${column}${column === 'received' ? ' list-money' : ''}`}
                >
                  {t(`imports.rowColumns.${column}`)}
                </span>
              ))}
            </div>
          }
          draw={(row, place, isActive) => (
            <OutcomeRow
              key={row.id}
              {...{ row, isActive, ...place }}
              isTaken={row.sale !== null && row.kind === 'duplicate' && isTaken(decided, row.sale)}
              onPress={press}
            />
          )}
          drawUnread={(place, withBars) => (
            <ListBars key={place.index} kind={BARS} columns={COLUMNS} {...{ withBars, ...place }} />
          )}
        />
        {list.error && <RowsUnread error={list.error} onAgain={list.again} />}
      </div>
    </div>
  )
}

interface RowProps {
  readonly row: ImportRow
  readonly index: number
  readonly top: number
  readonly isActive: boolean
  /** It may be a duplicate, and a person takes it. */
  readonly isTaken: boolean
  readonly onPress: (index: number, row: ImportRow, event: MouseEvent) => void
}

/** One row; it is drawn again only when something of it has changed. */
const OutcomeRow = memo(function OutcomeRow({ row, index, top, isActive, isTaken: isIn, onPress }: RowProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const kind = isIn ? 'new' : row.kind
  const Shape = KIND_SHAPES[kind]
  const why = row.why && whyWords({ t, locale: i18n.language }, row.why)
  const line = t('imports.line', { line: row.line })
  const told = row.kind === 'unread' ? [line, why].filter(Boolean).join(': ') : why
  const words = told && textInSight(told)
  const paid = row.paidAt === null ? row.dateText : format.columnInstant(row.paidAt)
  return (
    <RowFrame
      {...{ index, top, isActive }}
      isOpen={false}
      isSelected={isIn}
      className="import-row import-line"
      onPress={(event) => onPress(index, row, event)}
    >
      <span role="gridcell" className={`list-cell import-row-kind import-kind-${kind}`} title={line}>
        <Shape aria-hidden="true" size={16} />
        {isIn ? t('imports.kinds.taken') : t(`imports.kinds.${row.kind}`)}
      </span>
      <span role="gridcell" className="list-cell import-reference" title={row.reference ?? line}>
        <bdi className="own-words">{row.reference ?? line}</bdi>
      </span>
      <span
        role="gridcell"
        className="list-cell import-paid"
        title={row.paidAt === null ? (row.dateText ?? undefined) : format.instant(row.paidAt)}
      >
        <bdi>{paid ?? '—'}</bdi>
      </span>
      <span role="gridcell" className="list-cell import-customer" title={row.customer ?? undefined}>
        <bdi className="own-words">{row.customer ?? '—'}</bdi>
      </span>
      <span role="gridcell" className="list-cell list-money import-received">
        {row.received !== null && row.currency !== null && (
          <ListAmount amount={{ currency: row.currency, amount: row.received }} />
        )}
      </span>
      <span role="gridcell" className="list-cell import-why" title={words ?? undefined}>
        <span>{words}</span>
      </span>
    </RowFrame>
  )
})
