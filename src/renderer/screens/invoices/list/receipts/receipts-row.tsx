// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import { memo, type ReactNode } from 'react'
import type { ReceiptRow } from '../../../../../shared/contract/shapes/lists/receipts.ts'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { RowFrame } from '../../../../rows/row-frame.tsx'
import type { ColumnName } from '../../columns/names.ts'
import { useColumnNames } from '../../columns/shown-columns.ts'
import { AmountCell, InstantCell, ProviderCell, TextCell } from '../cells.tsx'
import type { RowProps } from '../list-kind.ts'
import { Marked } from '../marked.tsx'
import { Shortened } from './shortened.tsx'

/** One receipt; it is drawn again only when something of it, or the columns, have changed. */
export const ReceiptsRow = memo(function ReceiptsRow({
  row,
  onPress,
  onMark: _,
  ...frame
}: RowProps<ReceiptRow>) {
  const names = useColumnNames()
  return (
    <RowFrame
      {...frame}
      className="list-row receipts-row"
      onPress={(event) => onPress(frame.index, row, event)}
    >
      {names.map((name) => {
        const Cell = CELLS[name]
        return Cell && <Cell key={name} row={row} />
      })}
    </RowFrame>
  )
})

interface CellProps {
  readonly row: ReceiptRow
}

type Cell = (props: CellProps) => ReactNode

/** What stands in each column. */
const CELLS: Readonly<Partial<Record<ColumnName, Cell>>> = {
  paid: ({ row }) => <PaidCell row={row} />,
  received: ({ row }) => <ReceivedCell row={row} />,
  sale: ({ row }) => (
    <span role="gridcell" className="list-cell receipts-sale" title={row.number}>
      <Marked text={row.number} />
    </span>
  ),
  customer: ({ row }) => <TextCell className="receipts-customer" text={row.customerName} />,
  account: ({ row }) => <TextCell className="receipts-account" text={row.accountLabel} />,
  transaction: ({ row }) => (
    <span role="gridcell" className="list-cell receipts-transaction">
      <Shortened text={row.txHash} head={9} tail={6} />
    </span>
  ),
  payer: ({ row }) => (
    <span role="gridcell" className="list-cell receipts-payer">
      <Shortened text={row.payer} head={7} tail={4} />
    </span>
  ),
  reference: ({ row }) => (
    <span role="gridcell" className="list-cell receipts-reference">
      <Shortened text={row.reference} head={9} tail={6} />
    </span>
  ),
  recorded: ({ row }) => <InstantCell className="receipts-recorded" at={row.recordedAt} />,
  came: ({ row }) => <AmountCell name="came" className="receipts-came" amount={row.transferred} />,
  provider: ({ row }) => <ProviderCell className="receipts-provider" provider={row.provider} />,
}

function PaidCell({ row: { paidAt, timeObserved } }: CellProps) {
  const { t } = useTranslation()
  const note = timeObserved ? t('invoices.observed') : undefined
  return <InstantCell className="receipts-paid" at={paidAt} note={note} />
}

/** What a receipt counts toward its sale; its title tells what came, where that is another currency. */
function ReceivedCell({ row: { received, transferred } }: CellProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const isOther = received.currency !== transferred.currency
  const title = isOther ? t('list.cameAs', { amount: format.amount(transferred) }) : undefined
  return <AmountCell name="received" className="receipts-received" amount={received} title={title} />
}
