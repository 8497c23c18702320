import type { MatrixColumn } from '../../../../../shared/contract/shapes/lists/month.ts'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { amountOf, countIn, FOOT } from '../figures.ts'
import { paperAmount } from './paper-amount.ts'

interface Props {
  readonly columns: readonly MatrixColumn[]
  /** What is counted in the last row, and what is said beside it. */
  readonly name: string
  readonly note?: string
}

/** What each account came to in each currency, on paper: every amount with all its decimals, and none added to another. */
export function AccountsTable({ columns, name, note }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <table className="sheet-table">
      <thead>
        <tr>
          <th scope="col">{t('charts.account')}</th>
          <th scope="col" className="chart-number">
            {t('charts.count')}
          </th>
          {FOOT.map((of) => (
            <th key={of} scope="col" className="chart-number">
              {t(`month.figure.${of}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {columns.map((own) => (
          <tr key={`${own.accountId} ${own.currency}`}>
            <th scope="row">
              <bdi>{own.accountLabel}</bdi> <bdi>{own.currency}</bdi>
            </th>
            <td className="chart-number">{format.count(own.receipts)}</td>
            {FOOT.map((of) => (
              <td key={of} className="chart-number">
                <bdi dir="ltr">{paperAmount(format.amount, amountOf(own, of, own.currency), of)}</bdi>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{name}</th>
          <td className="chart-number">{format.count(countIn(columns, 'received') ?? 0)}</td>
          <td colSpan={FOOT.length}>{note}</td>
        </tr>
      </tfoot>
    </table>
  )
}
