import type { ComparedFile } from '../../../../shared/contract/shapes/books/compared-file.ts'
import { subtract, toDecimal } from '../../../../shared/money/money.ts'
import { differenceFrom } from '../../../../shared/status/exception-difference.ts'
import { ListAmount } from '../../../components/columns/list-amount.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

type Sum = ComparedFile['sums'][number]

/** What the differences do to each sum, each currency by itself. */
export function ChangedSums({ sums }: Pick<ComparedFile, 'sums'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = (name: string) => SUM_NAMES.find((one) => one === name)
  const rows = ({ rowsBefore, rowsNow }: Sum) =>
    rowsBefore === rowsNow
      ? t('exporting.rowCount', { count: rowsNow, figure: format.count(rowsNow) })
      : t('exporting.changed.rowsTo', {
          ...{ count: rowsNow, before: format.count(rowsBefore), now: format.count(rowsNow) },
        })
  return (
    <table className="period-figures exports-changed-sums">
      <thead>
        <tr>
          <th scope="col">{t('exporting.currency')}</th>
          <th scope="col" className="period-amount">
            {t('exporting.changed.before')}
          </th>
          <th scope="col" className="period-amount">
            {t('exporting.changed.change')}
          </th>
          <th scope="col" className="period-amount">
            {t('exporting.changed.now')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sums.map((one) => {
          const { name, before, now } = one
          const { currency } = now
          const named = word(name)
          const change = subtract(
            differenceFrom(currency, now.amount),
            differenceFrom(currency, before.amount),
          )
          return (
            <tr key={`${currency} ${name}`}>
              <th scope="row">
                {currency} {named && t(`exporting.sum.${named}`)}
                <span className="help period-second">{rows(one)}</span>
              </th>
              <td>
                <ListAmount amount={before} withCurrency={false} />
              </td>
              <td className={change.units === 0n ? 'quiet' : 'list-amber'}>
                <ListAmount amount={{ currency, amount: toDecimal(change) }} withCurrency={false} signed />
              </td>
              <td>
                <ListAmount amount={now} withCurrency={false} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const SUM_NAMES = ['asked', 'received', 'difference', 'refunded', 'net', 'sum'] as const
