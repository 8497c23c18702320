// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { InvoiceRow } from '../../../shared/contract/shapes/invoice.ts'
import { isWaiting } from '../../../shared/status/status.ts'
import { AmountText } from '../../components/amount.tsx'
import { CheckedAgo } from '../../components/checked-ago.tsx'
import { StatusBadge } from '../../components/status/status-badge.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { isKey } from '../../keyboard/keys.ts'
import { moveActive } from '../../keyboard/move-active.ts'
import { RefundMark } from '../../sale/refund-mark.tsx'

const ROW_HEIGHT = 44
const OVERSCAN = 12
/** The next page is read when this many rows or fewer remain below. */
const NEAR_END = 40
const COLUMNS = [
  'number',
  'created',
  'description',
  'account',
  'amount',
  'received',
  'status',
  'checked',
] as const

interface Props {
  readonly rows: readonly InvoiceRow[]
  /** When the rows were read from the book, epoch ms. */
  readonly readAt: number
  readonly active: number
  readonly openId: string | null
  readonly hasMore: boolean
  readonly onActive: (index: number) => void
  readonly onOpen: (row: InvoiceRow) => void
  readonly onClose: () => void
  readonly onCheck: (row: InvoiceRow) => void
  readonly onNearEnd: () => void
}

/**
 * The list as a grid whose rows are only made while they are in sight.
 *
 * The grid itself keeps the focus and names the active row, because a row outside the window does not exist.
 */
export function InvoiceGrid(props: Props) {
  const { rows, readAt, active, openId, hasMore, onActive, onOpen, onClose, onCheck, onNearEnd } = props
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollPaddingStart: ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  const items = virtualizer.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - NEAR_END) onNearEnd()
  }, [hasMore, lastShown, rows.length, onNearEnd])

  function listen(event: KeyboardEvent): void {
    const row = rows[active]
    if (isKey('open', event) && row) onOpen(row)
    else if (isKey('checkRow', event) && row) onCheck(row)
    else if (isKey('close', event)) onClose()
    else {
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
      const next = moveActive(event.key, active, rows.length, page)
      if (next === null) return
      onActive(next)
      virtualizer.scrollToIndex(next)
    }
    event.preventDefault()
  }

  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={t('invoices.list')}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      aria-activedescendant={
        items.some((item) => item.index === active) ? `invoice-row-${active}` : undefined
      }
      onKeyDown={listen}
    >
      <div role="rowgroup" className="grid-head">
        <div role="row" aria-rowindex={1} className="grid-row grid-header">
          {COLUMNS.map((column) => (
            <span key={column} role="columnheader" className={`cell cell-${column}`}>
              {t(`invoices.columns.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <Row
              key={item.key}
              row={row}
              readAt={readAt}
              index={item.index}
              top={item.start}
              isActive={item.index === active}
              isOpen={row.id === openId}
              onPress={() => {
                onActive(item.index)
                onOpen(row)
              }}
            />
          )
        })}
      </div>
    </div>
  )
}

interface RowProps {
  readonly row: InvoiceRow
  readonly readAt: number
  readonly index: number
  readonly top: number
  readonly isActive: boolean
  readonly isOpen: boolean
  readonly onPress: () => void
}

function Row({ row, readAt, index, top, isActive, isOpen, onPress }: RowProps) {
  const format = useFormat()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it listens to the keyboard for all its rows
    <div
      id={`invoice-row-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isOpen}
      className={isActive ? 'grid-row grid-row-active' : 'grid-row'}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onPress}
    >
      <span role="gridcell" className="cell cell-number">
        {row.number}
      </span>
      <span role="gridcell" className="cell cell-created">
        {format.shortInstant(row.createdAt)}
      </span>
      <span role="gridcell" className="cell cell-description">
        <bdi>{row.description || row.customerName}</bdi>
      </span>
      <span role="gridcell" className="cell cell-account">
        <bdi>{row.accountLabel}</bdi>
      </span>
      <span role="gridcell" className="cell cell-amount">
        <AmountText amount={row.asked} layout="aligned" />
      </span>
      <span role="gridcell" className="cell cell-received">
        {/[1-9]/.test(row.received.amount) && <AmountText amount={row.received} layout="aligned" />}
      </span>
      <span role="gridcell" className="cell cell-status">
        <StatusBadge status={row.status} />
        <RefundMark invoice={row} />
      </span>
      <span role="gridcell" className="cell cell-checked">
        {isWaiting(row.status) && (
          <CheckedAgo checkedAt={row.checkedAt} nextCheckAt={row.nextCheckAt} readAt={readAt} look="row" />
        )}
      </span>
    </div>
  )
}
