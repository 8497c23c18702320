import { createPortal } from 'react-dom'
import type { PeriodCheck, PeriodView, TieOut } from '../../../../shared/contract/shapes/periods/period.ts'
import { standingOf } from '../../../../shared/money/tie-out.ts'
import { useOverview } from '../../../data/app.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { cityOf } from '../../../i18n/zone-words.ts'
import { AccountsTable } from '../month/paper/accounts-table.tsx'
import { Stamp } from './stamp.tsx'

interface Props {
  readonly view: PeriodView
  readonly month: string
}

/** A month on paper: its figures with all their decimals, what the statements say, how its review stood, and room for two signatures. */
export function ClosedSheet({ view, month }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { tillCode } = useOverview().book
  const { closing, figures, tieOuts, checks, adjustmentCount } = view
  const check = (kind: PeriodCheck['kind']) => checks.find((one) => one.kind === kind) ?? { count: 0, of: 0 }
  const [reviewed, attention, open] = [check('reviewed'), check('attention'), check('open')]
  const counts = [
    ['sales', reviewed.of],
    ['reviewed', reviewed.of - reviewed.count],
    ['handled', attention.of - attention.count],
    ['attention', attention.count],
    ['open', open.count],
    ['adjustments', adjustmentCount],
  ] as const
  const told = tieOuts.filter((one) => one.told !== null)
  return createPortal(
    <article className="sheet">
      <header className="sheet-head">
        <h1>{month}</h1>
        <p>
          {closing
            ? t('closeSheet.closed', {
                when: format.instant(closing.closedAt),
                person: closing.closedBy || t('close.somebody'),
              })
            : t('closeSheet.open', { when: format.instant(Date.now()) })}
          <br />
          {t('closeSheet.basis', { city: cityOf(view.zone), zone: view.zone, till: tillCode })}
        </p>
      </header>
      <AccountsTable columns={figures} name={t('month.all')} note={t('close.neverAdded')} />
      <div className="sheet-pair">
        <table className="sheet-table">
          <caption>{t('closeSheet.statements')}</caption>
          <tbody>
            {told.map((tie) => (
              <tr key={`${tie.accountId} ${tie.currency}`}>
                <th scope="row">
                  <bdi>{tie.accountLabel}</bdi> {tie.currency}
                </th>
                <td className="chart-number">
                  <TieWords tie={tie} />
                </td>
              </tr>
            ))}
            {told.length === 0 && (
              <tr>
                <td>{t('closeSheet.noStatement')}</td>
              </tr>
            )}
          </tbody>
        </table>
        <table className="sheet-table">
          <caption>{t('closeSheet.review')}</caption>
          <tbody>
            {counts.map(([name, count]) => (
              <tr key={name}>
                <th scope="row">{t(`closeSheet.count.${name}`)}</th>
                <td className="chart-number">{format.count(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {closing?.reason != null && <p>{t('close.because', { reason: closing.reason })}</p>}
      {closing && view.laterCount > 0 && <p>{t('closeSheet.later', { count: view.laterCount })}</p>}
      {closing?.trailHead != null && (
        <p>
          {t('close.sealed')} <span className="period-head-of-trail">{closing.trailHead}</span>
        </p>
      )}
      <footer className="sheet-foot">
        <p className="sheet-signed">{t('closeSheet.bookkeeper')}</p>
        <p className="sheet-signed">{t('closeSheet.owner')}</p>
        {closing && <Stamp at={closing.closedAt} zone={view.zone} />}
      </footer>
    </article>,
    document.body,
  )
}

function TieWords({ tie }: { readonly tie: TieOut }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { told, currency, book, explained, reason } = tie
  if (told === null) return null
  const { state, open } = standingOf({ currency, told, book, explained })
  const words = t(`tieOut.state.${state === 'open' && reason !== null ? 'reason' : state}`)
  const rest = state === 'open' ? ` ${format.signedAmount({ currency, amount: open })}` : ''
  return (
    <>
      {words}
      {rest}
      {reason !== null && `: ${reason}`}
    </>
  )
}
