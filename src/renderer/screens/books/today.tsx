import { AmountText } from '../../components/amount.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useToday } from '../../data/books.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

const SUMS = ['asked', 'received', 'refunded', 'net'] as const

/** What today came to, for each account and currency. */
export function Today() {
  const { t } = useTranslation()
  const today = useToday()
  const totals = today.data?.totals ?? []
  return (
    <section className="card" aria-labelledby="books-today">
      <h2 id="books-today">{t('books.today', { date: today.data?.date ?? '' })}</h2>
      <ErrorWords error={today.error} />
      {today.data && totals.length === 0 && <p className="quiet">{t('books.todayEmpty')}</p>}
      {totals.length > 0 && (
        <>
          <p>{t('books.todayText')}</p>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('invoices.account')}</th>
                {SUMS.map((sum) => (
                  <th key={sum} scope="col">
                    {t(`books.sums.${sum}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {totals.map((one) => (
                <tr key={`${one.accountId} ${one.net.currency}`}>
                  <th scope="row">
                    <bdi>{one.accountLabel}</bdi>
                  </th>
                  {SUMS.map((sum) => (
                    <td key={sum}>
                      <AmountText amount={one[sum]} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
