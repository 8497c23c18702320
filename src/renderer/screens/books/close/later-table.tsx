import type { LaterFact } from '../../../../shared/contract/shapes/periods/period.ts'
import { businessDay } from '../../../../shared/time/zone.ts'
import { dayText } from '../../../../shared/words/day-texts.ts'
import { ListAmount } from '../../../components/columns/list-amount.tsx'
import { useOverview } from '../../../data/app.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useNavigation } from '../../../window/navigation.tsx'

interface Props {
  readonly facts: readonly LaterFact[]
  readonly name: string
}

/** What came after a closing: when, of which sale, what it is, and where it counts. */
export function LaterTable({ facts, name }: Props) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { zone } = useOverview().book
  const { goToInvoice } = useNavigation()
  const day = (at: number) => dayText(businessDay(at, zone), 'short', i18n.language)
  const month = (at: number) => dayText(businessDay(at, zone), 'monthOfYear', i18n.language)
  return (
    <table className="period-later" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{t('close.recorded')}</th>
          <th scope="col">{t('close.sale')}</th>
          <th scope="col">{t('close.what')}</th>
          <th scope="col" className="period-amount">
            {t('close.amount')}
          </th>
          <th scope="col">{t('close.counts')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact, nth) => {
          const { part, amount, adjusts, factAt, countsAt, recordedAt, saleCreatedAt } = fact
          const isLess = amount.amount.startsWith('-')
          const what = t(
            `close.part.${isLess ? 'moved' : adjusts ? part : (`own_${part}` as const)}` as const,
            { day: day(factAt) },
          )
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added, and have no name of their own
            <tr key={`${fact.number} ${recordedAt} ${nth}`}>
              <td>{format.columnInstant(recordedAt)}</td>
              <td>
                <button type="button" className="link-button" onClick={() => goToInvoice(fact.invoiceId)}>
                  {fact.number}
                </button>
              </td>
              <td>
                {what} {fact.customerName && <bdi className="help">{fact.customerName}</bdi>}
              </td>
              <td className="period-later-amount">
                <ListAmount amount={part === 'refunded' ? turned(amount) : amount} signed />
              </td>
              <td>
                <strong>
                  {adjusts
                    ? t('close.adjusts', { month: month(countsAt) })
                    : t('close.ownDay', { day: day(countsAt) })}
                </strong>
                <span className="help period-second">
                  {adjusts
                    ? t('close.keepsDay', { when: format.columnInstant(factAt) })
                    : t('close.saleOf', { day: day(saleCreatedAt) })}
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What went back is less for the shop, and what is taken off it more. */
function turned({ currency, amount }: LaterFact['amount']): LaterFact['amount'] {
  return { currency, amount: amount.startsWith('-') ? amount.slice(1) : `-${amount}` }
}
