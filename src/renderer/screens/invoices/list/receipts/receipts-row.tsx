// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import { memo } from 'react'
import type { ReceiptRow } from '../../../../../shared/contract/shapes/lists/receipts.ts'
import { ListAmount } from '../../../../components/columns/list-amount.tsx'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import type { RowProps } from '../list-kind.ts'
import { Marked } from '../marked.tsx'
import { RowFrame } from '../row-frame.tsx'
import { TextCell } from '../text-cell.tsx'
import { Shortened } from './shortened.tsx'

/** One receipt; it is drawn again only when something of it has changed. */
export const ReceiptsRow = memo(function ReceiptsRow({
  row,
  onPress,
  onMark: _,
  ...frame
}: RowProps<ReceiptRow>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { received, transferred } = row
  const isOther = received.currency !== transferred.currency
  const paid = format.instant(row.paidAt)
  return (
    <RowFrame
      {...frame}
      className="list-row receipts-row"
      onPress={(event) => onPress(frame.index, row, event)}
    >
      <span
        role="gridcell"
        className="list-cell receipts-paid"
        title={row.timeObserved ? `${paid} (${t('invoices.observed')})` : paid}
      >
        {format.columnInstant(row.paidAt)}
      </span>
      <span
        role="gridcell"
        className="list-cell receipts-received"
        title={isOther ? t('list.cameAs', { amount: format.amount(transferred) }) : undefined}
      >
        <span className="visually-hidden">{t('list.columns.received')} </span>
        <ListAmount amount={received} />
      </span>
      <span role="gridcell" className="list-cell receipts-sale" title={row.number}>
        <Marked text={row.number} />
      </span>
      <TextCell className="receipts-customer" text={row.customerName} />
      <TextCell className="receipts-account" text={row.accountLabel} />
      <span role="gridcell" className="list-cell receipts-transaction">
        <Shortened text={row.txHash} head={9} tail={6} />
      </span>
      <span role="gridcell" className="list-cell receipts-payer">
        <Shortened text={row.payer} head={7} tail={4} />
      </span>
      <span role="gridcell" className="list-cell receipts-reference">
        <Shortened text={row.reference} head={9} tail={6} />
      </span>
    </RowFrame>
  )
})
