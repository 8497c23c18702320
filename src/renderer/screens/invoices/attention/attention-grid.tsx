// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import type { MouseEvent } from 'react'
import { useStableCallbacks } from '../../../components/hooks/use-stable-callbacks.ts'
import type { ListedException } from '../../../data/exceptions.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { ListBars } from '../../../rows/row-frame.tsx'
import { type GridActs, RowGrid, useRowPress } from '../../../rows/row-grid.tsx'
import type { ShownRows } from '../../../rows/use-shown-rows.ts'
import { isMoney } from '../columns/names.ts'
import { AttentionRow } from './attention-row.tsx'
import { TickBox } from './tick-box.tsx'
import type { Tick } from './ticked.ts'

const COLUMNS = ['tick', 'what', 'sale', 'customer', 'difference', 'account', 'next', 'raised'] as const
const BARS = { rowClass: 'attention-row attention-line', cellPrefix: 'attention', isMoney } as const

interface Props extends GridActs {
  readonly shown: ShownRows<ListedException>
  readonly resolved: boolean
  readonly active: number
  readonly openId: string | null
  readonly ticks: ReadonlyMap<string, Tick>
  readonly onOpen: (row: ListedException) => void
  readonly onTick: (row: ListedException, index: number) => void
  readonly onTickAll: () => void
}

/** The exceptions, line by line. */
export function AttentionGrid(props: Props) {
  const { shown, resolved, active, openId, ticks, onTick, onTickAll, ...acts } = props
  const { t } = useTranslation()
  const press = useRowPress<ListedException>({ ...acts, onToggle: onTick })
  const { tick } = useStableCallbacks({
    tick(index: number, row: ListedException, { shiftKey }: MouseEvent) {
      acts.onActive(index, shiftKey)
      if (!shiftKey) onTick(row, index)
    },
  })
  return (
    <RowGrid
      {...{ shown, active }}
      {...acts}
      name={t('attention.list')}
      isMulti={!resolved}
      head={
        <div role="row" aria-rowindex={1} className="attention-row list-header attention-head">
          <span role="columnheader" className="list-cell attention-tick">
            {resolved ? (
              <span className="visually-hidden">{t('attention.columns.tick')}</span>
            ) : (
              <TickAll count={shown.rows?.count ?? 0} ticks={ticks} onPress={onTickAll} />
            )}
          </span>
          {COLUMNS.slice(1).map((column) => (
            <span key={column} role="columnheader" className={`list-cell attention-${column}`}>
              {t(`attention.columns.${resolved && column === 'next' ? 'outcome' : column}`)}
            </span>
          ))}
        </div>
      }
      draw={(row, place, isActive) => (
        <AttentionRow
          key={row.id}
          {...{ row, isActive, ...place }}
          isOpen={openId !== null && row.invoiceId === openId}
          isTicked={ticks.has(row.id)}
          onPress={press}
          onTick={tick}
        />
      )}
      drawUnread={(place, withBars) => (
        <ListBars key={place.index} kind={BARS} columns={COLUMNS} {...{ withBars, ...place }} />
      )}
    />
  )
}

interface TickAllProps {
  readonly count: number
  readonly ticks: Props['ticks']
  readonly onPress: () => void
}

/** The tick over all of them: mixed while some are ticked and others not. */
function TickAll({ count, ticks, onPress }: TickAllProps) {
  const { t } = useTranslation()
  const state = ticks.size === 0 ? false : ticks.size >= count ? true : 'mixed'
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
