import { Button } from 'react-aria-components/Button'
import { useTranslation } from 'react-i18next'
import type { InvoiceRow } from '../../../shared/contract/models.ts'
import { isWaiting } from '../../../shared/status/status.ts'
import { AmountText } from '../../components/amount.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { STATUS_LOOK } from '../../components/status-tone.ts'
import { useNow } from '../../components/use-now.ts'
import { useRecent, useWaiting } from '../../data/invoices.ts'
import { durationText } from '../../i18n/format.ts'
import { useCounter } from './draft.tsx'

/** The sales that wait, and the last ones that do not; pressing one brings it onto the screen. */
export function SideStrip() {
  const { t } = useTranslation()
  const waiting = useWaiting()
  const recent = useRecent()
  const over = recent.data?.rows.filter((row) => !isWaiting(row.status)) ?? []
  return (
    <aside className="strip" aria-label={t('counter.waitingSales')}>
      <section className="strip-part" aria-labelledby="strip-waiting">
        <h2 id="strip-waiting">{t('counter.waitingSales')}</h2>
        <ErrorWords error={waiting.error} />
        {waiting.data?.rows.length === 0 && <p className="quiet">{t('counter.noWaiting')}</p>}
        <Sales rows={waiting.data?.rows ?? []} withAge />
      </section>
      <section className="strip-part strip-recent" aria-labelledby="strip-recent">
        <h2 id="strip-recent">{t('counter.recent')}</h2>
        {recent.data && over.length === 0 && <p className="quiet">{t('counter.noRecent')}</p>}
        <Sales rows={over} />
      </section>
    </aside>
  )
}

function Sales({
  rows,
  withAge = false,
}: {
  readonly rows: readonly InvoiceRow[]
  readonly withAge?: boolean
}) {
  const { t } = useTranslation()
  const { invoiceId, show } = useCounter()
  const now = useNow()
  return (
    <ul className="strip-sales">
      {rows.map((row) => {
        const { tone, shape: Shape } = STATUS_LOOK[row.status]
        return (
          <li key={row.id}>
            <Button
              className={`strip-sale tone-${tone}`}
              onPress={() => show(row.id)}
              {...(row.id === invoiceId && { 'aria-current': 'true' })}
            >
              <Shape aria-hidden="true" size={16} />
              <AmountText amount={row.asked} />
              {withAge && (
                <span className="strip-age" aria-hidden="true">
                  {durationText(now - row.createdAt)}
                </span>
              )}
              <span className={withAge ? 'visually-hidden' : 'strip-age'}>{t(`status.${row.status}`)}</span>
              <span className="strip-about">
                {row.number} · <bdi>{row.accountLabel}</bdi>
              </span>
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
