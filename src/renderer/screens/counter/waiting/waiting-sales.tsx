import { memo, useDeferredValue, useMemo, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { useTranslation } from 'react-i18next'
import type { InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'
import { isWaiting } from '../../../../shared/status/status.ts'
import { businessDay } from '../../../../shared/time/zone.ts'
import { AmountText } from '../../../components/amount.tsx'
import { CheckedAgo } from '../../../components/checked-ago.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { STATUS_LOOK } from '../../../components/status-tone.ts'
import { useNow } from '../../../components/use-now.ts'
import { useAccounts } from '../../../data/accounts.ts'
import { useOverview } from '../../../data/app.ts'
import { useRecent, useWaiting } from '../../../data/invoices.ts'
import { durationText } from '../../../i18n/format.ts'
import { useEntryScreen } from '../../../sale-entry/entry-provider.tsx'
import { useNavigation } from '../../../window/navigation.tsx'
import { useWaitingKeys } from './use-waiting-keys.ts'
import { byNeed, partOlder } from './waiting-order.ts'

const NO_ROWS: readonly InvoiceRow[] = []
const DAY_MS = 86_400_000

/** The sales that wait, and the last ones that do not; opening one brings it onto the screen. */
export const WaitingSales = memo(function WaitingSales() {
  const { t } = useTranslation()
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
  const today = businessDay(waiting.dataUpdatedAt, zone)
  const { here, older } = useMemo(
    () => partOlder(listed?.rows ?? NO_ROWS, today, (at) => businessDay(at, zone)),
    [listed, today, zone],
  )
  const rows = byNeed(here)
  const more = listed?.nextCursor ? '+' : ''
  const over = last?.rows.filter((row) => !isWaiting(row.status)) ?? []
  return (
    <aside className="strip" aria-label={t('counter.sales')} ref={panel}>
      <section className="strip-part strip-waiting" aria-labelledby="strip-waiting">
        <h2 id="strip-waiting">
          {t('counter.waitingSales')}
          {rows.length > 0 && (
            <span className="strip-count"> {older.length === 0 ? `${rows.length}${more}` : rows.length}</span>
          )}
        </h2>
        <ErrorWords error={waiting.error} />
        {listed && rows.length === 0 && older.length === 0 && (
          <p className="quiet">{t('counter.noWaiting')}</p>
        )}
        <ul className="strip-sales">
          {rows.map((row) => (
            <WaitingSale key={row.id} row={row} waits isShown={row.id === invoiceId} onShow={show} />
          ))}
        </ul>
        {older.length > 0 && (
          <Button className="strip-older" onPress={goToWaiting}>
            {t('counter.older', { count: older.length, more })}
          </Button>
        )}
      </section>
      <section className="strip-part strip-recent" aria-labelledby="strip-recent">
        <h2 id="strip-recent">{t('counter.recent')}</h2>
        {last && over.length === 0 && <p className="quiet">{t('counter.noRecent')}</p>}
        <ul className="strip-sales">
          {over.map((row) => (
            <WaitingSale key={row.id} row={row} isShown={row.id === invoiceId} onShow={show} />
          ))}
        </ul>
      </section>
    </aside>
  )
})

interface SaleProps {
  readonly row: InvoiceRow
  /** A sale that waits tells its age and its last check. */
  readonly waits?: boolean
  readonly isShown: boolean
  readonly onShow: (invoiceId: string) => void
}

const WaitingSale = memo(function WaitingSale({ row, waits = false, isShown, onShow }: SaleProps) {
  const { t } = useTranslation()
  const { tone, shape: Shape } = STATUS_LOOK[row.status]
  return (
    <li>
      <Button
        className={`strip-sale tone-${tone}`}
        onPress={() => onShow(row.id)}
        {...(isShown && { 'aria-current': 'true' })}
      >
        <span className="strip-line">
          <Shape aria-hidden="true" size={16} />
          <AmountText amount={row.asked} />
        </span>
        <span className="strip-line">
          <span className="strip-word">{t(`status.${row.status}`)}</span>
          {waits && <Age since={row.createdAt} />}
        </span>
        <span className="strip-line">
          <span className="strip-about">
            <span className="strip-number">{row.number} · </span>
            <bdi>{row.accountLabel}</bdi>
          </span>
          {waits && <Watched row={row} />}
        </span>
      </Button>
    </li>
  )
})

/** Its last check; a sale whose link is only being made has none. */
function Watched({ row }: { readonly row: InvoiceRow }) {
  const { status, checkedAt, nextCheckAt, accountId } = row
  const account = useAccounts().data?.find(({ id }) => id === accountId)
  if (status === 'creating' || checkedAt === null) return null
  const failed = account !== undefined && account.trouble !== null
  return <CheckedAgo checkedAt={checkedAt} nextCheckAt={nextCheckAt} failed={failed} look="row" />
}

function Age({ since }: { readonly since: number }) {
  const { t } = useTranslation()
  const age = useNow() - since
  return (
    <span className="strip-age">
      <span className="visually-hidden">{t('counter.age')} </span>
      {age < DAY_MS ? durationText(age) : t('counter.days', { count: Math.floor(age / DAY_MS) })}
    </span>
  )
}
