import type { MatrixColumn } from '../../../../shared/contract/shapes/lists/month.ts'
import { ListAmount } from '../../../components/columns/list-amount.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly figures: readonly MatrixColumn[]
  readonly name: string
}

/** What a period came to by account and currency; never across currencies. */
export function FiguresTable({ figures, name }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const refunded = figures.filter(({ refunds }) => refunds > 0)
  const payments = figures.reduce((count, { receipts }) => count + receipts, 0)
  const amounts = refunded.map(({ currency, refunded: amount }) => format.briefAmount({ currency, amount }))
  return (
    <table className="period-figures" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{t('close.account')}</th>
          <th scope="col" className="period-count">
            {t('close.count')}
          </th>
          <th scope="col" className="period-amount">
            {t('month.figure.asked')}
          </th>
          <th scope="col" className="period-amount">
            {t('month.figure.received')}
          </th>
          <th scope="col" className="period-amount">
            {t('month.figure.difference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ accountId, accountLabel, currency, receipts, asked, received, difference }) => (
          <tr key={`${accountId} ${currency}`}>
            <th scope="row">{format.account(accountLabel, currency)}</th>
            <td className="period-count">{format.count(receipts)}</td>
            <td>
              <ListAmount amount={{ currency, amount: asked }} withCurrency={false} />
            </td>
            <td className="period-received">
              <ListAmount amount={{ currency, amount: received }} withCurrency={false} />
            </td>
            <td>
              <ListAmount amount={{ currency, amount: difference }} withCurrency={false} signed />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('close.payments')}</th>
          <td className="period-count">{format.count(payments)}</td>
          <td colSpan={3} className="help">
            {amounts.length > 0 && `${t('close.refunded', { amounts: format.list(amounts) })} `}
            {t('close.neverAdded')}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
