import type { Charts } from '../../../../../shared/contract/shapes/lists/charts.ts'
import { dayText } from '../../../../../shared/words/day-texts.ts'
import { digitsIn } from '../../../../i18n/format.ts'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { weekIn } from '../../../../i18n/week.ts'
import type { ChartName } from '../../kept-books.ts'
import { ChartFrame } from './chart-frame.tsx'
import { ChartTable } from './chart-table.tsx'
import { inkOf, STEPS, stepOf } from './heat-steps.ts'

interface Props {
  readonly charts: Charts
  readonly asTables: Set<ChartName>
  readonly isOnPaper?: boolean
}

/** A Monday, from which the other days of a week are counted. */
const MONDAY = Date.UTC(2026, 0, 5)
const DAY_MS = 86_400_000
/** So many letters of a day's short name have room in the narrow column. */
const LONGEST_SHORT = 4
const dayLike = (weekday: number) => new Date(MONDAY + (weekday - 1) * DAY_MS).toISOString().slice(0, 10)

/** How many receipts were paid in each hour of the week, by steps of ink with the figure in each. */
export function HeatMap({ charts, asTables, isOnPaper = false }: Props) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { hours } = charts
  const { weekdays } = weekIn(i18n.language)
  const short = (weekday: number) => dayText(dayLike(weekday), 'weekday', i18n.language)
  const long = (weekday: number) => dayText(dayLike(weekday), 'weekdayName', i18n.language)
  const clock = (hour: number) => digitsIn(`${String(hour).padStart(2, '0')}:00`, i18n.language)
  const total = hours.reduce((sum, { receipts }) => sum + receipts, 0)
  const busiest = hours.reduce<(typeof hours)[number] | undefined>(
    (most, one) => (most && most.receipts >= one.receipts ? most : one),
    undefined,
  )
  if (!busiest) {
    const none = <p className="help">{t('charts.nothingPaid')}</p>
    return (
      <ChartFrame
        {...{ name: 'hours', title: t('charts.hours'), asTables, isOnPaper: true, chart: none, table: none }}
      />
    )
  }
  const known = new Map(hours.map((one) => [one.weekday * 24 + one.hour, one]))
  const [first, last] = [
    Math.min(...hours.map(({ hour }) => hour)),
    Math.max(...hours.map(({ hour }) => hour)),
  ]
  const columns = Array.from({ length: last - first + 1 }, (_, n) => first + n)
  const step = stepOf(busiest.receipts)
  const isNamed = weekdays.some((weekday) => short(weekday).length > LONGEST_SHORT)
  const figures = format.count(busiest.receipts).length
  const bounds = (nth: number) => {
    const [from, to] = [format.count(step * nth + 1), format.count(step * (nth + 1))]
    if (nth === STEPS - 1) return t('charts.orMore', { from })
    return step === 1 ? from : t('charts.fromTo', { from, to })
  }
  // A step that nothing lies in beyond the highest is not told.
  const used = Array.from({ length: STEPS }, (_, n) => n).filter((n) => step * n + 1 <= busiest.receipts)
  return (
    <ChartFrame
      name="hours"
      title={t('charts.hours')}
      beside={t('charts.receipts', { count: total, figure: format.count(total) })}
      {...{ asTables, isOnPaper }}
      chart={
        <div className={figures > 3 ? 'heat-box heat-wide' : 'heat-box'}>
          <table className={isNamed ? 'heat heat-named' : 'heat'}>
            <caption className="visually-hidden">
              {t('charts.hoursSentence', {
                ...{ count: total, figure: format.count(total), highest: format.count(busiest.receipts) },
                ...{ day: long(busiest.weekday), from: clock(busiest.hour) },
              })}
            </caption>
            <thead>
              <tr>
                <td />
                {columns.map((hour) => (
                  <th key={hour} scope="col" title={clock(hour)}>
                    {format.count(hour)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weekdays.map((weekday) => (
                <tr key={weekday}>
                  <th scope="row" abbr={long(weekday)}>
                    {short(weekday)}
                  </th>
                  {columns.map((hour) => {
                    const count = known.get(weekday * 24 + hour)?.receipts ?? 0
                    return (
                      <td key={hour} className={`heat-cell ink-${inkOf(count, step)}`}>
                        {count > 0 ? (
                          format.count(count)
                        ) : (
                          <span className="visually-hidden">{format.count(0)}</span>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          <ul className="heat-steps">
            {used.map((n) => (
              <li key={n}>
                <span className={`heat-step ink-${n + 1}`} aria-hidden="true" />
                {bounds(n)}
              </li>
            ))}
          </ul>
        </div>
      }
      table={
        <ChartTable
          heads={[t('charts.hour'), t('charts.count'), t('charts.received')]}
          lines={weekdays
            .flatMap((weekday) => hours.filter((one) => one.weekday === weekday))
            .map((one) => ({
              key: `${one.weekday} ${one.hour}`,
              head: `${short(one.weekday)} ${clock(one.hour)}`,
              figures: [
                format.count(one.receipts),
                one.received.map((amount) => (
                  <bdi key={amount.currency} className="chart-line">
                    {format.amount(amount)}
                  </bdi>
                )),
              ],
            }))}
        />
      }
    />
  )
}
