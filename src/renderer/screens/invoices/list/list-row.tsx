// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import { FileInput } from 'lucide-react'
import { memo, type ReactNode, useContext } from 'react'
import type { InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'
import type { ListedInvoice } from '../../../../shared/contract/shapes/lists/list.ts'
import type { ListMatch } from '../../../../shared/contract/shapes/lists/written-in.ts'
import { moneyFrom, subtract, toDecimal } from '../../../../shared/money/money.ts'
import { isPaid } from '../../../../shared/status/status.ts'
import { isSome, ListAmount } from '../../../components/columns/list-amount.tsx'
import { StatusBadge } from '../../../components/status/status-badge.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { RowFrame } from '../../../rows/row-frame.tsx'
import { RefundMark } from '../../../sale/refund-mark.tsx'
import type { ColumnName } from '../columns/names.ts'
import { useColumnNames } from '../columns/shown-columns.ts'
import { useIsClosed } from '../review/closed-periods.tsx'
import { Mark } from '../review/mark.tsx'
import { AmountCell, InstantCell, ProviderCell, TextCell } from './cells.tsx'
import type { RowProps } from './list-kind.ts'
import { Marked, SearchedWords } from './marked.tsx'
import { markedParts, shortlyBefore } from './marked-parts.ts'
import { Shortened } from './receipts/shortened.tsx'

/** A number with more characters is smaller, so that its column has room for it. */
const USUAL_NUMBER = 9

/** One invoice; it is drawn again only when something of it, or the columns, have changed. */
export const ListRow = memo(function ListRow(props: RowProps<ListedInvoice>) {
  const { row, onPress, onMark, ...frame } = props
  const names = useColumnNames()
  return (
    <RowFrame {...frame} className="list-row" onPress={(event) => onPress(frame.index, row, event)}>
      {names.map((name) => {
        if (name === 'mark') return <MarkCell key={name} row={row} onMark={onMark} />
        const Cell = CELLS[name]
        return Cell && <Cell key={name} row={row} />
      })}
    </RowFrame>
  )
})

interface CellProps {
  readonly row: ListedInvoice
}

type Cell = (props: CellProps) => ReactNode

/** What stands in each column. */
const CELLS: Readonly<Partial<Record<ColumnName, Cell>>> = {
  number: ({ row }) => (
    <span
      role="gridcell"
      className={
        row.number.length > USUAL_NUMBER ? 'list-cell list-number list-number-long' : 'list-cell list-number'
      }
      title={row.number}
    >
      <Marked text={row.number} />
    </span>
  ),
  created: ({ row }) => <InstantCell className="list-created" at={row.createdAt} />,
  customer: ({ row }) => <TextCell className="list-customer" text={row.customerName} />,
  asked: ({ row }) => <AmountCell name="asked" className="list-asked" amount={row.asked} />,
  received: ({ row }) => (
    <AmountCell
      name="received"
      className="list-received"
      amount={isSome(row.received) ? row.received : null}
      withCurrency={false}
    />
  ),
  difference: ({ row }) => (
    <span role="gridcell" className="list-cell list-money list-difference">
      <Difference row={row} />
    </span>
  ),
  status: StatusCell,
  account: ({ row }) => <TextCell className="list-account" text={row.accountLabel} />,
  description: ({ row }) => (
    <span role="gridcell" className="list-cell list-description">
      {row.match ? <Match match={row.match} /> : <Description text={row.description} />}
    </span>
  ),
  tags: TagsCell,
  paid: ({ row }) => <InstantCell className="list-paid" at={row.paidAt} />,
  refunded: ({ row }) => (
    <AmountCell
      name="refunded"
      className="list-refunded"
      amount={isSome(row.refunded) ? row.refunded : null}
      withCurrency={false}
    />
  ),
  reference: ({ row }) => (
    <span role="gridcell" className="list-cell list-reference">
      <Shortened text={row.reference} head={9} tail={6} />
    </span>
  ),
  provider: ({ row }) => <ProviderCell className="list-provider" provider={row.provider} />,
  reviewed: ({ row }) => <ReviewedCell row={row} />,
  checked: ({ row }) => <InstantCell className="list-checked" at={row.checkedAt} />,
}

function MarkCell({ row, onMark }: Pick<RowProps<ListedInvoice>, 'row' | 'onMark'>) {
  const isClosed = useIsClosed(row.createdAt)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Space does it, from the grid around it
    <span
      role="gridcell"
      className="list-cell list-mark mark-cell"
      onClick={(event) => {
        event.stopPropagation()
        onMark(row)
      }}
    >
      <Mark isReviewed={row.reviewed !== null} isClosed={isClosed} />
    </span>
  )
}

/** It came out of a file, and no provider is asked about it. */
function ImportedMark() {
  const { t } = useTranslation()
  return (
    <span
      className="list-imported"
      role="img"
      aria-label={t('imports.importedMark')}
      title={t('imports.importedMark')}
    >
      <FileInput aria-hidden="true" size={14} />
    </span>
  )
}

function TagsCell({ row: { tags } }: CellProps) {
  const format = useFormat()
  return (
    <span role="gridcell" className="list-cell list-tags" title={format.list(tags) || undefined}>
      {tags.map((tag) => (
        <bdi key={tag} className="tag">
          {tag}
        </bdi>
      ))}
    </span>
  )
}

/** When an invoice was reviewed, and by whom. */
function ReviewedCell({ row: { reviewed } }: CellProps) {
  const format = useFormat()
  if (!reviewed) return <span role="gridcell" className="list-cell list-reviewed" />
  const { at, person } = reviewed
  return (
    <span
      role="gridcell"
      className="list-cell list-reviewed"
      title={format.list([format.instant(at), person].filter((one) => one !== ''))}
    >
      {format.columnInstant(at)} <bdi>{person}</bdi>
    </span>
  )
}

function Description({ text }: { readonly text: string }) {
  return (
    <bdi className="own-words" title={text || undefined}>
      <Marked text={text} />
    </bdi>
  )
}

/** Where the search found the sale, in the place of a description that does not hold it; a narrow column begins with what was found. */
function Match({ match }: { readonly match: ListMatch }) {
  const { t } = useTranslation()
  const words = useContext(SearchedWords)
  const [first] = markedParts(match.text, words)
  const before = first && !first.isFound && first.text !== match.text ? first.text : ''
  return (
    <>
      <span className="visually-hidden">{t('list.matchedIn')} </span>
      <span className="list-match-in">{t(`list.writtenIn.${match.in}`)} </span>
      <bdi title={match.text}>
        <span className="visually-hidden">{before}</span>
        <span aria-hidden="true" className="list-match-before">
          {shortlyBefore(before)}
        </span>
        <Marked text={match.text.slice(before.length)} />
      </bdi>
    </>
  )
}

/** So many letters of a status its column has room for. */
const MOST_LETTERS = 12

/** A status in one word where its whole words have no room, by themselves or beside the mark of a refund or an import. */
function StatusCell({ row }: CellProps) {
  const { t } = useTranslation()
  const isLong = [...t(`status.${row.status}`)].length > MOST_LETTERS
  return (
    <span role="gridcell" className="list-cell list-status">
      <StatusBadge status={row.status} isBrief={isLong || isSome(row.refunded) || row.imported} />
      <RefundMark invoice={row} />
      {row.imported && <ImportedMark />}
    </span>
  )
}

/** What came more or less than was asked; amber where money came and it was another sum. */
function Difference({ row: { asked, received, status } }: { readonly row: InvoiceRow }) {
  const units = subtract(
    moneyFrom(received.currency, received.amount),
    moneyFrom(asked.currency, asked.amount),
  )
  const difference = { currency: asked.currency, amount: toDecimal(units) }
  if (!isSome(difference)) return null
  const isAmber = isPaid(status) || isSome(received)
  return (
    <span className={isAmber ? 'list-amber' : 'list-soft'}>
      <ListAmount amount={difference} withCurrency={false} signed />
    </span>
  )
}
