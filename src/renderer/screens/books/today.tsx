import { dayText } from '../../../shared/words/day-texts.ts'
import { AmountText } from '../../components/amount.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useOwnToday, useToday } from '../../data/books.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

const SUMS = ['asked', 'received', 'refunded', 'net'] as const

/** What today came to, for each account and currency. */
export function Today() {
  const { t } = useTranslation()
  const today = useToday()
  const title = t('books.today', { date: useDateOf(today) })
  return <Day today={today} title={title} text={t('books.todayText')} none={t('books.todayEmpty')} />
}

/** The same of the sales of whoever is signed in. */
export function OwnToday() {
  const { t } = useTranslation()
  const today = useOwnToday()
  const title = t('people.ownDay.title', { date: useDateOf(today) })
  return <Day today={today} title={title} text={t('people.ownDay.text')} none={t('people.ownDay.none')} />
}

/** The day as it is written; empty until it was read. */
function useDateOf({ data }: ReturnType<typeof useToday>): string {
  const { i18n } = useTranslation()
  return data ? dayText(data.date, 'whole', i18n.language) : ''
}

interface DayProps {
  readonly today: ReturnType<typeof useToday>
  readonly title: string
  readonly text: string
  readonly none: string
}

function Day({ today, title, text, none }: DayProps) {
  const { t } = useTranslation()
  const totals = today.data?.totals ?? []
  return (
    <section className="card" aria-labelledby="books-today">
      <h2 id="books-today">{title}</h2>
      <ErrorWords error={today.error} />
      {today.data && totals.length === 0 && <p className="quiet">{none}</p>}
      {totals.length > 0 && (
        <>
          <p>{text}</p>
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
