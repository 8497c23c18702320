// biome-ignore-all lint/a11y/useFocusableInteractive: sums are read, and nothing is done with them
// biome-ignore-all lint/a11y/useSemanticElements: they stand beneath the list's own columns
import type { ReceiptSum } from '../../../../../shared/contract/shapes/lists/receipts.ts'
import { ListAmount } from '../../../../components/columns/list-amount.tsx'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { useSumsColumns } from '../../columns/use-sums-columns.ts'
import type { SumsRowProps } from '../list-kind.ts'

/** What the receipts of one currency come to. */
export function ReceiptSumsRow({ line }: SumsRowProps<ReceiptSum>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { count, received } = line
  const columns = useSumsColumns()
  return (
    <div role="row" className="list-row receipts-row receipts-sums sums-row">
      <span role="rowheader" className="list-cell receipts-count" style={columns.label}>
        {t('list.of.receipts.count', { count, figure: format.count(count) })}
      </span>
      <span role="cell" className="list-cell list-money receipts-received" style={columns.of('received')}>
        <span className="visually-hidden">{t('list.columns.received')} </span>
        <ListAmount amount={received} />
      </span>
    </div>
  )
}
