import { scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import type { Charts } from '../../../../../shared/contract/shapes/lists/charts.ts'
import { StatusBadge } from '../../../../components/status/status-badge.tsx'
import { shareText } from '../../../../i18n/format.ts'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import type { ChartName } from '../../kept-books.ts'
import { ChartFrame } from './chart-frame.tsx'
import { ChartTable } from './chart-table.tsx'

interface Props {
  readonly charts: Charts
  readonly asTables: Set<ChartName>
  readonly isOnPaper?: boolean
}

/** How long the longest bar is, CSS px. */
const LONGEST = 56

/** The statuses of the sales that were made, by shape, word and length; one that most of them have is told in words, so that the others are seen. */
export function Statuses({ charts, asTables, isOnPaper = false }: Props) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const all = charts.statuses.toSorted((a, b) => b.sales - a.sales)
  const total = all.reduce((sum, { sales }) => sum + sales, 0)
  const [first] = all
  const isMost = first !== undefined && first.sales * 2 > total
  const others = isMost ? all.slice(1) : all
  const x = scaleLinear<number>({ domain: [0, Math.max(1, others[0]?.sales ?? 0)], range: [0, LONGEST] })
  const share = (sales: number) => shareText(sales / Math.max(1, total), i18n.language)
  const told = (sales: number) => ({
    sales: format.count(sales),
    total: format.count(total),
    share: share(sales),
  })
  const rest = total - (first?.sales ?? 0)
  return (
    <ChartFrame
      name="statuses"
      title={t('charts.statuses')}
      {...{ asTables, isOnPaper }}
      chart={
        first === undefined ? (
          <p className="help">{t('charts.nothingSold')}</p>
        ) : (
          <div
            role="img"
            aria-label={t('charts.statusesSentence', {
              ...{ count: total, figure: format.count(total) },
              ...{ highest: format.count(first.sales), status: t(`status.${first.status}`) },
            })}
          >
            {isMost && (
              <>
                <StatusBadge status={first.status} />
                <p className="help">{t('charts.statusMost', told(first.sales))}</p>
                {rest > 0 && (
                  <p className="help">{t('charts.others', { count: rest, figure: format.count(rest) })}</p>
                )}
              </>
            )}
            <div className="statuses">
              {others.map(({ status, sales }) => (
                <div key={status} className="statuses-row">
                  <StatusBadge status={status} isBrief={status === 'open' || status === 'creating'} />
                  <span className="statuses-bar">
                    <svg aria-hidden="true" className="plot" width={Math.max(2, x(sales))} height={12}>
                      <Bar className="plot-bar" width="100%" height={12} />
                    </svg>
                    <strong>{format.count(sales)}</strong>
                  </span>
                </div>
              ))}
            </div>
          </div>
        )
      }
      table={
        <ChartTable
          heads={[t('charts.status'), t('charts.sales'), t('charts.share')]}
          lines={all.map(({ status, sales }) => ({
            key: status,
            head: t(`status.${status}`),
            figures: [format.count(sales), share(sales)],
          }))}
          total={{ head: t('charts.total'), figures: [format.count(total), ''] }}
        />
      }
    />
  )
}
