import { TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { Button } from 'react-aria-components/Button'
import type { InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'
import { AmountText } from '../../../components/amount.tsx'
import { isStale } from '../../../components/freshness.ts'
import { useNow } from '../../../components/hooks/use-now.ts'
import { STATUS_LOOK } from '../../../components/status/status-tone.ts'
import { useAccounts } from '../../../data/accounts.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly row: InvoiceRow
  /** A sale that waits tells its age, and whether its last answer is old. */
  readonly waits: boolean
  readonly isShown: boolean
  readonly onShow: (invoiceId: string) => void
}

/** An amount of more characters that are seen than this has no room beside the sign in a low window, */
const LONG_AMOUNT = 12
/** and of more than this none beside the age either: it takes two lines. */
const LONGEST_AMOUNT = 16

/** One sale at the side: its amount, how it stands, how old it is, its number. */
export const SaleCard = memo(function SaleCard({ row, waits, isShown, onShow }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { tone, shape: Shape } = STATUS_LOOK[row.status]
  const characters = format.amount(row.asked).replace(/\p{Cf}/gu, '').length
  const length = characters > LONGEST_AMOUNT ? 'longest' : characters > LONG_AMOUNT ? 'long' : 'usual'
  return (
    <li>
      <Button
        className={`strip-sale tone-${tone}`}
        data-amount={length}
        onPress={() => onShow(row.id)}
        {...(isShown && { 'aria-current': 'true' })}
      >
        <Shape aria-hidden="true" size={16} className="strip-shape" />
        <AmountText amount={row.asked} />
        <span className="strip-age">
          {waits && <Stale row={row} />}
          {waits ? <Age since={row.createdAt} /> : format.minute(row.updatedAt)}
        </span>
        <span className="strip-word" title={t(`status.${row.status}`)}>
          <span className="strip-long">{t(`status.${row.status}`)}</span>
          <span className="strip-brief" aria-hidden="true">
            {t(`statusBrief.${row.status}`)}
          </span>
        </span>
        <span className="strip-number">
          <span className="visually-hidden">
            {row.number} · <bdi>{row.accountLabel}</bdi>
          </span>
          {/* Without the till's own letters: they are the same in each. */}
          <span aria-hidden="true">{row.number.replace(/^.*-/, '')}</span>
        </span>
      </Button>
    </li>
  )
})

/** A sign that nobody could be asked for longer than it should be; a sale whose link is only being made has no answer yet. */
function Stale({ row }: { readonly row: InvoiceRow }) {
  const { t } = useTranslation()
  const now = useNow()
  const { status, checkedAt, nextCheckAt, accountId } = row
  const account = useAccounts().data?.find(({ id }) => id === accountId)
  if (status === 'creating' || checkedAt === null) return null
  const failed = account !== undefined && account.trouble !== null
  if (!isStale({ checkedAt, nextCheckAt, failed }, now)) return null
  return (
    <>
      <TriangleAlert aria-hidden="true" size={12} className="strip-stale" />
      <span className="visually-hidden">{t('sale.stale')} </span>
    </>
  )
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

function Age({ since }: { readonly since: number }) {
  const { t } = useTranslation()
  const age = Math.max(0, useNow() - since)
  const count = (unit: number) => ({ count: Math.floor(age / unit) })
  return (
    <>
      <span className="visually-hidden">{t('counter.age')} </span>
      {age < MINUTE_MS && t('counter.seconds', count(1_000))}
      {age >= MINUTE_MS && age < HOUR_MS && t('counter.minutes', count(MINUTE_MS))}
      {age >= HOUR_MS && age < DAY_MS && t('counter.hours', count(HOUR_MS))}
      {age >= DAY_MS && t('counter.days', count(DAY_MS))}
    </>
  )
}
