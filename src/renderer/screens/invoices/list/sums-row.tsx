// biome-ignore-all lint/a11y/useFocusableInteractive: sums are read, and nothing is done with them
// biome-ignore-all lint/a11y/useSemanticElements: they stand beneath the list's own columns
import type { CurrencySum } from '../../../../shared/contract/shapes/lists/list.ts'
import { isSome, ListAmount } from '../../../components/columns/list-amount.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useSumsColumns } from '../columns/use-sums-columns.ts'
import type { SumsRowProps } from './list-kind.ts'

/** What the invoices of one currency come to. */
export function SumsRow({ line, isFirst }: SumsRowProps<CurrencySum>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { currency } = line.asked
  const isAmber = isSome(line.difference)
  const columns = useSumsColumns()
  return (
    <div role="row" className="list-row sums-row">
      <span role="rowheader" className="list-cell sums-of" style={columns.label}>
        {t('list.of.invoices.inCurrency', { count: line.count, figure: format.count(line.count), currency })}
      </span>
      <span role="cell" className="list-cell list-money list-asked" style={columns.of('asked')}>
        <span className="visually-hidden">{t('list.columns.asked')} </span>
        <ListAmount amount={line.asked} isCurrencyTold />
      </span>
      <span role="cell" className="list-cell list-money list-received" style={columns.of('received')}>
        <span className="visually-hidden">{t('list.columns.received')} </span>
        <ListAmount amount={line.received} withCurrency={false} />
      </span>
      <span role="cell" className="list-cell list-money sums-difference" style={columns.difference}>
        <span className="visually-hidden">{t('list.columns.difference')} </span>
        <span className={isAmber ? 'list-amber' : 'list-soft'}>
          <ListAmount amount={line.difference} withCurrency={false} signed />
        </span>
      </span>
      <span role="cell" className="list-cell sums-word" style={columns.word}>
        {isFirst && columns.hasWord && (
          <span aria-hidden="true" title={t('list.sums.difference')}>
            {t('list.sums.difference')}
          </span>
        )}
      </span>
    </div>
  )
}
