// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import { memo, useContext } from 'react'
import type { InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'
import type { ListedInvoice } from '../../../../shared/contract/shapes/lists/list.ts'
import type { ListMatch } from '../../../../shared/contract/shapes/lists/written-in.ts'
import { moneyFrom, subtract, toDecimal } from '../../../../shared/money/money.ts'
import { isPaid } from '../../../../shared/status/status.ts'
import { isSome, ListAmount } from '../../../components/columns/list-amount.tsx'
import { StatusBadge } from '../../../components/status/status-badge.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { RefundMark } from '../../../sale/refund-mark.tsx'
import { Mark } from '../review/mark.tsx'
import type { RowProps } from './list-kind.ts'
import { Marked, SearchedWords } from './marked.tsx'
import { markedParts } from './marked-parts.ts'
import { RowFrame } from './row-frame.tsx'
import { TextCell } from './text-cell.tsx'

/** A number with more characters is smaller, so that its column has room for it. */
const USUAL_NUMBER = 9

/** One invoice; it is drawn again only when something of it has changed. */
export const ListRow = memo(function ListRow(props: RowProps<ListedInvoice>) {
  const { row, onPress, onMark, ...frame } = props
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <RowFrame {...frame} className="list-row" onPress={(event) => onPress(frame.index, row, event)}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Space does it, from the grid around it */}
      <span
        role="gridcell"
        className="list-cell list-mark mark-cell"
        onClick={(event) => {
          event.stopPropagation()
          onMark(row)
        }}
      >
        <Mark isReviewed={row.reviewed !== null} />
      </span>
      <span
        role="gridcell"
        className={
          row.number.length > USUAL_NUMBER
            ? 'list-cell list-number list-number-long'
            : 'list-cell list-number'
        }
        title={row.number}
      >
        <Marked text={row.number} />
      </span>
      <span role="gridcell" className="list-cell list-created" title={format.instant(row.createdAt)}>
        {format.columnInstant(row.createdAt)}
      </span>
      <TextCell className="list-customer" text={row.customerName} />
      <span role="gridcell" className="list-cell list-asked">
        <span className="visually-hidden">{t('list.columns.asked')} </span>
        <ListAmount amount={row.asked} />
      </span>
      <span role="gridcell" className="list-cell list-received">
        {isSome(row.received) && (
          <>
            <span className="visually-hidden">{t('list.columns.received')} </span>
            <ListAmount amount={row.received} withCurrency={false} />
          </>
        )}
      </span>
      <span role="gridcell" className="list-cell list-difference">
        <Difference row={row} />
      </span>
      <span role="gridcell" className="list-cell list-status">
        <StatusBadge status={row.status} isBrief={isLong(row)} />
        <RefundMark invoice={row} />
      </span>
      <TextCell className="list-account" text={row.accountLabel} />
      <span role="gridcell" className="list-cell list-description">
        {row.match ? <Match match={row.match} /> : <Description text={row.description} />}
      </span>
      <span role="gridcell" className="list-cell list-tags" title={row.tags.join(', ') || undefined}>
        {row.tags.map((tag) => (
          <bdi key={tag} className="tag">
            {tag}
          </bdi>
        ))}
      </span>
    </RowFrame>
  )
})

function Description({ text }: { readonly text: string }) {
  return (
    <bdi title={text || undefined}>
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
        <span className="list-match-before">{before}</span>
        <Marked text={match.text.slice(before.length)} />
      </bdi>
    </>
  )
}

/** Says whether the whole words of a status leave no room in their column, by themselves or beside the mark of a refund. */
function isLong({ status, refunded }: InvoiceRow): boolean {
  return status === 'open' || status === 'creating' || isSome(refunded)
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
