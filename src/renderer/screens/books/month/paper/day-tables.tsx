import { Fragment } from 'react'
import type { MatrixSpan } from '../../../../../shared/contract/plain/matrix-spans.ts'
import type { Matrix } from '../../../../../shared/contract/shapes/lists/month.ts'
import { eachDay } from '../../../../../shared/time/days.ts'
import { dayText } from '../../../../../shared/words/day-texts.ts'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { weekIn } from '../../../../i18n/week.ts'
import { amountOf, cellsByDay, countOf, type Figure, isThere } from '../figures.ts'
import { columnBlocks } from './column-blocks.ts'
import { paperAmount } from './paper-amount.ts'

interface Props {
  readonly matrix: Matrix
  readonly span: MatrixSpan
  readonly figure: Figure
}

/** The days of a matrix on paper, as many columns side by side as a page has room for. */
export function DayTables({ matrix, span, figure }: Props) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { columns, from, to } = matrix
  const days = eachDay(from, to)
  const { isDayOff } = weekIn(i18n.language)
  const cells = cellsByDay(matrix)
  const bare = (figures: Parameters<typeof amountOf>[0], currency: string) =>
    paperAmount(format.amount, amountOf(figures, figure, currency), figure)
  const textAt = (day: number, column: number): readonly [count: string, amount: string] => {
    const own = cells.get(day)?.[column]
    if (!isThere(own, figure)) return ['', '·']
    const count = countOf(own, figure)
    return [count === null ? '' : format.count(count), bare(own, columns[column]?.currency ?? '')]
  }
  const longest = columns.map((own, column) =>
    Math.max(
      own.accountLabel.length + own.currency.length + 1,
      ...days.map((_, day) => textAt(day, column).join(' ').length),
      bare(own, own.currency).length + 6,
    ),
  )
  const dayName = (day: string) =>
    span === 'month'
      ? `${dayText(day, 'weekday', i18n.language)} ${dayText(day, 'number', i18n.language)}`
      : dayText(day, 'short', i18n.language)
  return columnBlocks(longest).map((block) => (
    <table key={block[0]} className="sheet-table sheet-days">
      <caption>{t('charts.sheet.of', { figure: t(`month.figure.${figure}`) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t(`month.byDay.${figure}`)}</th>
          {block.map((column) => (
            <th key={column} scope="colgroup" colSpan={2} className="chart-number">
              <bdi>{columns[column]?.accountLabel}</bdi> <bdi>{columns[column]?.currency}</bdi>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day, place) => (
          <tr key={day} className={isDayOff(day) ? 'sheet-off' : undefined}>
            <th scope="row">{dayName(day)}</th>
            {block.map((column) => {
              const [count, amount] = textAt(place, column)
              return (
                <Fragment key={column}>
                  <td className="chart-number sheet-count">{count}</td>
                  <td className="chart-number">
                    <bdi dir="ltr">{amount}</bdi>
                  </td>
                </Fragment>
              )
            })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('charts.total')}</th>
          {block.map((column) => {
            const own = columns[column]
            const count = own && countOf(own, figure)
            return (
              <Fragment key={column}>
                <td className="chart-number sheet-count">{count != null && format.count(count)}</td>
                <td className="chart-number">
                  <bdi dir="ltr">{own && bare(own, own.currency)}</bdi>
                </td>
              </Fragment>
            )
          })}
        </tr>
      </tfoot>
    </table>
  ))
}
