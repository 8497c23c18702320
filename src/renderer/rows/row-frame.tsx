// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import { type MouseEvent, memo, type ReactNode } from 'react'

/** Where a row is drawn. */
export interface RowPlace {
  readonly index: number
  /** How far down it stands, CSS px. */
  readonly top: number
}

/** The name of a row's element, by which the grid tells which one is active. */
export function rowName(index: number): string {
  return `list-row-${index}`
}

interface Props extends RowPlace {
  readonly className: string
  readonly isActive: boolean
  readonly isOpen: boolean
  readonly isSelected: boolean
  readonly onPress: (event: MouseEvent) => void
  readonly children: ReactNode
}

/** A row of any list, in its place. */
export function RowFrame({ className, index, top, isActive, isOpen, isSelected, onPress, children }: Props) {
  const own = isSelected ? `${className} list-row-selected` : className
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it listens to the keyboard for all its rows
    <div
      id={rowName(index)}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isOpen || isSelected}
      className={`${own} ${isActive ? 'grid-line grid-line-active' : 'grid-line'}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onPress}
    >
      {children}
    </div>
  )
}

/** The classes of a row, what the class of a cell begins with, and which columns hold amounts, none where that is left out. */
interface BarsKind {
  readonly rowClass: string
  readonly cellPrefix: string
  readonly isMoney?: (column: string) => boolean
}

interface BarsProps extends RowPlace {
  readonly kind: BarsKind
  /** Their names, in their order. */
  readonly columns: readonly string[]
  readonly withBars: boolean
}

/** A row that is still being read: nothing at first, then a bar in each column's place. */
export const ListBars = memo(function ListBars({ kind, columns, index, top, withBars }: BarsProps) {
  return (
    <div
      id={rowName(index)}
      role="row"
      aria-rowindex={index + 2}
      aria-busy="true"
      className={`${kind.rowClass} grid-line`}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column) => (
        <span
          key={column}
          role="gridcell"
          className={`list-cell ${kind.cellPrefix}-${column}${kind.isMoney?.(column) ? ' list-money' : ''}`}
        >
          {withBars && <span className="list-bar" />}
        </span>
      ))}
    </div>
  )
})
