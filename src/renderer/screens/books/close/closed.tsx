import type { MatrixColumn } from '../../../../shared/contract/shapes/lists/month.ts'
import type { PeriodClosing, PeriodView } from '../../../../shared/contract/shapes/periods/period.ts'
import { subtract, toDecimal } from '../../../../shared/money/money.ts'
import { differenceFrom } from '../../../../shared/status/exception-difference.ts'
import { ListAmount } from '../../../components/columns/list-amount.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { FiguresTable } from './figures-table.tsx'
import { LaterTable } from './later-table.tsx'
import { Stamp } from './stamp.tsx'

interface Props {
  readonly view: PeriodView
  readonly closing: PeriodClosing
  readonly month: string
}

/** A month as it was closed, what came after that and where it counts, and what its days say today. */
export function Closed({ view, closing, month }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const changed = changedBy(view)
  return (
    <section
      className="books-stack period-stack"
      aria-label={t('close.asClosed', { month })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by keyboard
      tabIndex={0}
      data-takes-focus
    >
      <section className="period-paper period-as-closed">
        <div>
          <h3>{t('close.asClosed', { month })}</h3>
          <FiguresTable figures={view.figures} name={t('close.asClosed', { month })} />
          {closing.reason !== null && (
            <p className="help period-reason">{t('close.because', { reason: closing.reason })}</p>
          )}
        </div>
        <div className="period-sealed">
          <Stamp at={closing.closedAt} zone={view.zone} />
          {closing.trailHead !== null && (
            <>
              <p className="help">{t('close.sealed')}</p>
              <p className="period-head-of-trail">{closing.trailHead}</p>
            </>
          )}
        </div>
      </section>
      <section className="period-paper">
        <header className="period-later-head">
          <h3>
            {t('close.later')}{' '}
            {view.laterCount > 0 && <span className="period-badge">{format.count(view.laterCount)}</span>}
          </h3>
          <p className="help">{t('close.laterText', { month })}</p>
        </header>
        {view.laterCount === 0 ? (
          <p>{t('close.laterNone')}</p>
        ) : (
          <LaterTable facts={view.later} name={t('close.later')} />
        )}
        {view.laterCount > view.later.length && (
          <p className="help">{t('close.laterMore', { count: view.laterCount - view.later.length })}</p>
        )}
        {changed.length > 0 && (
          <table className="period-figures period-today" aria-label={t('close.todayTable', { month })}>
            <thead>
              <tr>
                <th scope="col">{t('close.figure', { month })}</th>
                <th scope="col" className="period-amount">
                  {t('close.asClosedColumn')}
                </th>
                <th scope="col" className="period-amount">
                  {t('close.laterColumn')}
                </th>
                <th scope="col" className="period-amount">
                  {t('close.todayColumn')}
                </th>
              </tr>
            </thead>
            <tbody>
              {changed.map(({ label, part, currency, closed, today, later }) => (
                <tr key={`${label} ${currency} ${part}`}>
                  <th scope="row">
                    {format.list([format.account(label, currency), t(`month.figure.${part}`)])}
                  </th>
                  <td>
                    <ListAmount amount={{ currency, amount: closed }} withCurrency={false} />
                  </td>
                  <td>
                    <ListAmount amount={{ currency, amount: later }} withCurrency={false} signed />
                  </td>
                  <td className="period-received">
                    <ListAmount amount={{ currency, amount: today }} withCurrency={false} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </section>
  )
}

const PARTS = ['asked', 'received', 'refunded'] as const

/** What of a closed month its days say otherwise today, figure by figure. */
function changedBy({ figures, today }: PeriodView) {
  const keyOf = ({ accountId, currency }: MatrixColumn) => `${accountId} ${currency}`
  const before = new Map(figures.map((column) => [keyOf(column), column]))
  const now = new Map(today.map((column) => [keyOf(column), column]))
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key), now.get(key)]
    const named = is ?? was
    if (!named) return []
    const { currency, accountLabel: label } = named
    return PARTS.flatMap((part) => {
      const [closed, current] = [was?.[part] ?? '0', is?.[part] ?? '0']
      const later = subtract(differenceFrom(currency, current), differenceFrom(currency, closed))
      return later.units === 0n
        ? []
        : [{ label, part, currency, closed, today: current, later: toDecimal(later) }]
    })
  })
}
