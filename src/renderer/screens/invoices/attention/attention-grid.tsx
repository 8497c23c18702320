// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import type { KeyboardEvent, MouseEvent, RefObject } from 'react'
import { useDelayedFlag } from '../../../components/use-delayed-flag.ts'
import type { ListedException } from '../../../data/exceptions.ts'
import { type ListRows, rowsAt } from '../../../data/lists/stretches.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { isKey } from '../../../keyboard/keys.ts'
import { moveActive } from '../../../keyboard/move-active.ts'
import { ListBars, rowName } from '../list/row-frame.tsx'
import type { RowWindow } from '../list/use-row-window.ts'
import { AttentionRow } from './attention-row.tsx'
import { TickBox } from './tick-box.tsx'
import type { Tick } from './ticked.ts'

const COLUMNS = ['tick', 'what', 'sale', 'customer', 'difference', 'account', 'next', 'raised'] as const
const BARS = { rowClass: 'attention-row attention-line', cellPrefix: 'attention' } as const
/** What takes longer is shown as bars, ms. */
const BARS_MS = 150
/** So many rows stand in for a list whose length is not known yet. */
const UNKNOWN = 40

interface Props {
  readonly rows: ListRows<ListedException> | undefined
  readonly resolved: boolean
  readonly window: RowWindow
  readonly rowHeight: number
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly holder: RefObject<HTMLDivElement | null>
  readonly active: number
  readonly openId: string | null
  readonly ticks: ReadonlyMap<string, Tick>
  /** The keys or a press go to a row; where it is `isExtending` ticks go along. */
  readonly onActive: (index: number, isExtending: boolean) => void
  readonly onOpen: (row: ListedException) => void
  readonly onOpenActive: () => void
  readonly onCheckActive: () => void
  readonly onTick: (row: ListedException, index: number) => void
  readonly onTickAll: () => void
}

/** The exceptions line by line; rows are only made while they are near what is seen. */
export function AttentionGrid(props: Props) {
  const { rows, resolved, window, rowHeight, scroller, holder, active, openId, ticks } = props
  const { onActive, onOpen, onOpenActive, onCheckActive, onTick, onTickAll } = props
  const { t } = useTranslation()
  const count = rows?.count ?? UNKNOWN
  const indexes = Array.from(
    { length: Math.max(0, (rows ? window.end : UNKNOWN) - window.first) },
    (_, nth) => (rows ? window.first + nth : nth),
  )
  const drawn = rowsAt(rows, indexes)
  const withBars = useDelayedFlag(!rows || drawn.includes(null), BARS_MS)

  const press = (index: number, row: ListedException, { ctrlKey, metaKey, shiftKey }: MouseEvent) => {
    if (ctrlKey || metaKey) onTick(row, index)
    else {
      onActive(index, shiftKey)
      if (!shiftKey) onOpen(row)
    }
  }
  const tick = (index: number, row: ListedException, { shiftKey }: MouseEvent) => {
    if (shiftKey) onActive(index, true)
    else {
      onActive(index, false)
      onTick(row, index)
    }
  }

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
      aria-label={t('attention.list')}
      aria-multiselectable={!resolved}
      aria-rowcount={rows ? count + 1 : -1}
      aria-busy={!rows}
      aria-activedescendant={
        rows && active >= window.first && active < window.end ? rowName(active) : undefined
      }
      onKeyDown={listen}
    >
      <div role="rowgroup" className="list-head">
        <div role="row" aria-rowindex={1} className="attention-row list-header attention-head">
          <span role="columnheader" className="list-cell attention-tick">
            {resolved ? (
              <span className="visually-hidden">{t('attention.columns.tick')}</span>
            ) : (
              <TickAll rows={rows} ticks={ticks} onPress={onTickAll} />
            )}
          </span>
          {COLUMNS.slice(1).map((column) => (
            <span key={column} role="columnheader" className={`list-cell attention-${column}`}>
              {t(`attention.columns.${resolved && column === 'next' ? 'outcome' : column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="list-body" style={{ blockSize: rows ? window.height : '100%' }}>
        <div ref={holder} role="presentation" className="list-rows">
          {indexes.map((index, nth) => {
            const row = drawn[nth]
            const top = (index - window.base) * rowHeight
            return row ? (
              <AttentionRow
                key={row.id}
                {...{ row, index, top }}
                isActive={index === active}
                isOpen={openId !== null && row.invoiceId === openId}
                isTicked={ticks.has(row.id)}
                onPress={press}
                onTick={tick}
              />
            ) : (
              <ListBars key={index} kind={BARS} columns={COLUMNS} {...{ index, top, withBars }} />
            )
          })}
        </div>
      </div>
    </div>
  )
}

interface TickAllProps {
  readonly rows: Props['rows']
  readonly ticks: Props['ticks']
  readonly onPress: () => void
}

/** The tick over all of them: mixed while some are ticked and others not. */
function TickAll({ rows, ticks, onPress }: TickAllProps) {
  const { t } = useTranslation()
  const state = ticks.size === 0 ? false : ticks.size >= (rows?.count ?? 0) ? true : 'mixed'
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={state}
      aria-label={t('attention.tickAll')}
      className="tick-all"
      onClick={onPress}
    >
      <TickBox state={state} />
    </button>
  )
}
