import { WAIT_EDGES_S } from '../../../../../shared/contract/plain/lists/wait-edges.ts'
import type { Charts } from '../../../../../shared/contract/shapes/lists/charts.ts'
import { durationText } from '../../../../i18n/format.ts'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import type { ChartName } from '../../kept-books.ts'
import { AcrossBars } from './across-bars.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { ChartTable } from './chart-table.tsx'

interface Props {
  readonly charts: Charts
  readonly asTables: Set<ChartName>
  readonly isOnPaper?: boolean
}

/** How long it took from a link to its money: counts as bars, and each account's half and 95 of 100 as a table. */
export function LinkToMoney({ charts, asTables, isOnPaper = false }: Props) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { counts, untold, accounts } = charts.waits
  const names = [
    ...WAIT_EDGES_S.map((edge) =>
      edge < 60 ? t('charts.seconds', { figure: edge }) : t('charts.minutes', { figure: edge / 60 }),
    ),
    t('charts.later'),
  ]
  const bars = counts.map((count, place) => ({ name: names[place] ?? '', count }))
  const total = counts.reduce((sum, one) => sum + one, 0)
  const most = bars.reduce((best, one) => (one.count > best.count ? one : best), { name: '', count: 0 })
  const sentence = t('charts.waitsSentence', {
    ...{ count: total, figure: format.count(total), highest: format.count(most.count), within: most.name },
  })
  return (
    <ChartFrame
      name="waits"
      title={t('charts.waits')}
      {...{ asTables, isOnPaper }}
      chart={
        total === 0 ? (
          <p className="help">{t('charts.nothingPaid')}</p>
        ) : (
          <AcrossBars bars={bars} sentence={sentence} />
        )
      }
      table={
        <ChartTable
          heads={[t('charts.within'), t('charts.count')]}
          lines={bars.map(({ name, count }) => ({ key: name, head: name, figures: [format.count(count)] }))}
          total={{ head: t('charts.total'), figures: [format.count(total)] }}
        />
      }
    >
      {accounts.length > 0 && (
        <ChartTable
          heads={[t('charts.account'), t('charts.half'), t('charts.most')]}
          lines={accounts.map(({ accountId, accountLabel, half, most: nearlyAll }) => ({
            key: accountId,
            head: <bdi>{accountLabel}</bdi>,
            figures: [
              durationText(half * 1_000, i18n.language),
              durationText(nearlyAll * 1_000, i18n.language),
            ],
          }))}
        />
      )}
      {untold > 0 && (
        <p className="help">{t('charts.untold', { count: untold, figure: format.count(untold) })}</p>
      )}
    </ChartFrame>
  )
}
