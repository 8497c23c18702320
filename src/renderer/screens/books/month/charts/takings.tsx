import type { MatrixSpan } from '../../../../../shared/contract/plain/matrix-spans.ts'
import type { Charts } from '../../../../../shared/contract/shapes/lists/charts.ts'
import type { MatrixColumn } from '../../../../../shared/contract/shapes/lists/month.ts'
import { moneyFrom, toDecimal } from '../../../../../shared/money/money.ts'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import type { ChartName } from '../../kept-books.ts'
import { chartBarsOf } from './chart-bars.ts'
import { ChartFrame } from './chart-frame.tsx'
import { ChartTable } from './chart-table.tsx'
import { DayBars } from './day-bars.tsx'

interface Props {
  readonly charts: Charts
  readonly span: MatrixSpan
  /** Whose takings these are. */
  readonly columns: readonly MatrixColumn[]
  readonly asTables: Set<ChartName>
  readonly isOnPaper?: boolean
}

/** The takings of each currency by day, each on its own scale: the one with the most receipts first and large. */
export function Takings({ charts, span, columns, asTables, isOnPaper = false }: Props) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { takings, from, to } = charts
  const bars = chartBarsOf(span, from, to, i18n.language)
  const all = takings.map((one) => {
    const { currency } = one
    const units = bars.map(({ first, end }) =>
      one.days
        .filter(({ day }) => day >= first && day < end)
        .reduce((sum, { received }) => sum + moneyFrom(currency, received).units, 0n),
    )
    const labels = columns.filter((column) => column.currency === currency && column.receipts > 0)
    return { ...one, units, label: labels.length === 1 ? labels[0]?.accountLabel : undefined }
  })
  const textOf = (currency: string, units: bigint) =>
    format.amount({ currency, amount: toDecimal({ currency, units }) })
  const sentenceOf = ({ currency, received, receipts, units }: (typeof all)[number]) => {
    const highest = units.reduce((most, one, place) => (one > (units[most] ?? 0n) ? place : most), 0)
    return t('charts.takingsSentence', {
      ...{ count: receipts, figure: format.count(receipts) },
      total: format.amount({ currency, amount: received }),
      ...{ highest: textOf(currency, units[highest] ?? 0n), when: bars[highest]?.name ?? '' },
    })
  }
  const hasOff = bars.some(({ isOff }) => isOff)
  return (
    <ChartFrame
      name="takings"
      title={t(`charts.takings.${span}`)}
      beside={hasOff ? t('charts.off') : undefined}
      {...{ asTables, isOnPaper }}
      chart={
        all.length === 0 ? (
          <p className="help">{t('charts.nothingPaid')}</p>
        ) : (
          <div className="takings">
            {all.map((one, nth) => (
              <div key={one.currency} className={nth === 0 ? 'takings-one takings-first' : 'takings-one'}>
                <p className="takings-of">
                  <strong>
                    {one.label && <bdi>{one.label}</bdi>} <bdi>{one.currency}</bdi>
                  </strong>{' '}
                  <bdi title={format.amount({ currency: one.currency, amount: one.received })}>
                    {(isOnPaper ? format.figure : format.briefFigure)({
                      ...{ currency: one.currency, amount: one.received },
                    })}
                  </bdi>{' '}
                  <span>{t('charts.from', { count: one.receipts, figure: format.count(one.receipts) })}</span>
                </p>
                <DayBars
                  {...{ currency: one.currency, bars, units: one.units, sentence: sentenceOf(one) }}
                  height={nth === 0 ? (all.length === 1 ? 210 : 122) : 86}
                  isByNumber={span === 'month'}
                />
              </div>
            ))}
          </div>
        )
      }
      table={
        <ChartTable
          heads={[t(`charts.by.${span}`), ...all.map(({ currency }) => <bdi key={currency}>{currency}</bdi>)]}
          lines={bars.map(({ first, name }, place) => ({
            key: String(first),
            head: name,
            figures: all.map(({ currency, units }) => (
              <bdi key={currency}>
                {units[place]
                  ? format.figure({ currency, amount: toDecimal({ currency, units: units[place] }) })
                  : '·'}
              </bdi>
            )),
          }))}
          total={{
            head: t('charts.total'),
            figures: all.map(({ currency, received }) => (
              <bdi key={currency}>{format.figure({ currency, amount: received })}</bdi>
            )),
          }}
        />
      }
    />
  )
}
