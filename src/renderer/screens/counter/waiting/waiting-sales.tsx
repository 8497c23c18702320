import { memo, type ReactNode, useDeferredValue, useMemo, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import type { InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'
import { businessDay } from '../../../../shared/time/zone.ts'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useOverview } from '../../../data/app.ts'
import { useRecent, useWaiting } from '../../../data/invoices.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useEntryScreen } from '../../../sale-entry/entry-provider.tsx'
import { useNavigation } from '../../../window/navigation.tsx'
import { SaleCard } from './sale-card.tsx'
import { useSideRoom } from './use-side-room.ts'
import { useWaitingKeys } from './use-waiting-keys.ts'
import { groupWaiting } from './waiting-order.ts'

const NO_ROWS: readonly InvoiceRow[] = []

/**
 * The sales at the side in three groups that never change their order: those that need a person, those that wait, the last ones.
 * Opening one brings it onto the screen; what has no room is counted in words.
 */
export const WaitingSales = memo(function WaitingSales() {
  const { t } = useTranslation()
  const format = useFormat()
  const counted = (count: number) => (count === 0 ? t('counter.none') : format.count(count))
  const { invoiceId, show } = useEntryScreen()
  const { goToWaiting } = useNavigation()
  const waiting = useWaiting()
  const recent = useRecent()
  const panel = useRef<HTMLElement>(null)
  useWaitingKeys(panel)
  // A key that comes meanwhile goes first: nobody waits for the sales.
  const listed = useDeferredValue(waiting.data)
  const last = useDeferredValue(recent.data)
  const { zone } = useOverview().book
  const day = businessDay(waiting.dataUpdatedAt, zone)
  const { attention, today, older } = useMemo(
    () => groupWaiting(listed?.rows ?? NO_ROWS, day, (at) => businessDay(at, zone)),
    [listed, day, zone],
  )
  const room = useSideRoom(attention.length)
  const more = listed?.nextCursor ? '+' : ''
  const over = last?.rows ?? NO_ROWS
  const unseen = Math.max(0, attention.length - room.attention) + Math.max(0, today.length - room.today)
  const card = (row: InvoiceRow, waits: boolean) => (
    <SaleCard key={row.id} row={row} waits={waits} isShown={row.id === invoiceId} onShow={show} />
  )
  return (
    <aside className="strip" aria-label={t('counter.sales')} ref={panel}>
      <Group
        name="attention"
        title={t('counter.attentionSales')}
        count={listed ? counted(attention.length) : ''}
      >
        {attention.slice(0, room.attention).map((row) => card(row, true))}
      </Group>
      <Group
        name="waiting"
        title={t('counter.waitingSales')}
        count={
          listed
            ? older.length === 0 && today.length > 0
              ? `${format.count(today.length)}${more}`
              : counted(today.length)
            : ''
        }
        error={<ErrorWords error={waiting.error} />}
        after={
          (older.length > 0 || unseen > 0) && (
            <Button className="strip-older" onPress={goToWaiting}>
              {unseen > 0 && <span>{t('counter.moreToday', { count: unseen })}</span>}
              {older.length > 0 && <strong>{t('counter.older', { count: older.length, more })}</strong>}
            </Button>
          )
        }
      >
        {today.slice(0, room.today).map((row) => card(row, true))}
      </Group>
      <Group
        name="recent"
        title={t('counter.recent')}
        count={last && over.length === 0 ? t('counter.none') : ''}
      >
        {over.slice(0, room.last).map((row) => card(row, false))}
      </Group>
    </aside>
  )
})

interface GroupProps {
  readonly name: 'attention' | 'waiting' | 'recent'
  readonly title: string
  readonly count: ReactNode
  readonly error?: ReactNode
  readonly after?: ReactNode
  readonly children: readonly ReactNode[]
}

/** Its head stays where there is nothing in it, so that nothing else moves. */
function Group({ name, title, count, error, after, children }: GroupProps) {
  const isCalled = name === 'attention' && children.length > 0
  const classes = [
    'strip-part',
    `strip-${name}`,
    isCalled && 'strip-called',
    children.length === 0 && 'strip-none',
  ]
  return (
    <section className={classes.filter(Boolean).join(' ')} aria-labelledby={`strip-${name}`}>
      <h2 id={`strip-${name}`}>
        {title} <span className="strip-count">{count}</span>
      </h2>
      {error}
      <ul className="strip-sales">{children}</ul>
      {after}
    </section>
  )
}
