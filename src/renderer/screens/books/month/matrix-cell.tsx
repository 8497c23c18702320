// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
// biome-ignore-all lint/a11y/useSemanticElements: the same keys and roles as the list of all invoices
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid around it listens to the keyboard for all its cells
import { TriangleAlert } from 'lucide-react'
import type { MatrixCell } from '../../../../shared/contract/shapes/lists/month.ts'
import { ListAmount } from '../../../components/columns/list-amount.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { amountOf, countOf, type Figure, isThere } from './figures.ts'

interface PlaceProps {
  readonly id: string
  /** Its column's place among all, from 1. */
  readonly index: number
  readonly isActive: boolean
  readonly onPress: () => void
}

interface Props extends PlaceProps {
  readonly figures: Omit<MatrixCell, 'day' | 'column'> | undefined
  readonly figure: Figure
  readonly currency: string
}

/** One figure of one account: of how many rows it is, and the amount. */
export function FigureCell({ id, index, figures, figure, currency, isActive, onPress }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const place = { id, index, isActive, onPress }
  if (!isThere(figures, figure)) {
    return (
      <Cell {...place} className="month-none" label={t('month.none')}>
        <span aria-hidden="true">·</span>
      </Cell>
    )
  }
  const amount = amountOf(figures, figure, currency)
  const number = countOf(figures, figure)
  const count = number === null ? '' : format.count(number)
  const whole = format.amount(amount)
  return (
    <Cell {...place} className="month-cell" label={count === '' ? whole : `${count}, ${whole}`}>
      <span className="month-figure" aria-hidden="true">
        <span className="month-count">{count}</span>
        <ListAmount amount={amount} withCurrency={false} signed={figure === 'difference'} />
      </span>
    </Cell>
  )
}

/** Of how many rows a figure of all accounts is. */
export function CountCell({ count, ...place }: PlaceProps & { readonly count: number | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!count) {
    return (
      <Cell {...place} className="month-none month-all" label={t('month.none')}>
        <span aria-hidden="true">·</span>
      </Cell>
    )
  }
  return (
    <Cell {...place} className="month-all" label={format.count(count)}>
      <span aria-hidden="true">{format.count(count)}</span>
    </Cell>
  )
}

/** How many sales of a day, or of all days, need a person. */
export function AttentionCell({ count, ...place }: PlaceProps & { readonly count: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (count === 0) {
    return (
      <Cell {...place} className="month-none month-needs" label={t('month.none')}>
        {null}
      </Cell>
    )
  }
  const figure = format.count(count)
  return (
    <Cell {...place} className="month-needs" label={t('month.needs', { count, figure })}>
      <span className="month-needs-figure tone-attention" aria-hidden="true">
        <TriangleAlert size={14} strokeWidth={2.25} />
        {figure}
      </span>
    </Cell>
  )
}

interface CellProps extends PlaceProps {
  readonly className: string
  readonly label: string
  readonly children: React.ReactNode
}

function Cell({ id, index, className, label, isActive, onPress, children }: CellProps) {
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={index}
      aria-selected={isActive}
      className={isActive ? `${className} month-active` : className}
      onClick={onPress}
    >
      <span className="visually-hidden">{label}</span>
      {children}
    </div>
  )
}
