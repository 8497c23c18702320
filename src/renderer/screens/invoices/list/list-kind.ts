import type { ComponentType, MouseEvent } from 'react'
import type { ListSource, ListTypes, Sort } from '../../../data/lists/sources.ts'
import type { ExportFrom } from '../../../exporting/asked-from.ts'
import type { RowPlace } from '../../../rows/row-frame.tsx'
import type { ColumnName } from '../columns/names.ts'
import type { ColumnSpec } from '../columns/spec.ts'
import type { Choice } from '../filter/choice.ts'
import type { FilterKind } from '../filter/parts.ts'
import type { Reviewing } from '../review/reviewing.ts'

export interface RowProps<Row> extends RowPlace {
  readonly row: Row
  readonly isActive: boolean
  readonly isOpen: boolean
  /** It is among those that were selected. */
  readonly isSelected: boolean
  readonly onPress: (index: number, row: Row, event: MouseEvent) => void
  readonly onMark: (row: Row) => void
}

export interface SumsRowProps<Line> {
  readonly line: Line
  readonly isFirst: boolean
}

/** One of the lists of the place: what is read, how it is narrowed and sorted, and how a row of it is drawn. */
export interface ListKind<T extends ListTypes> {
  readonly source: ListSource<T>
  /** Every column that it can show, in the order that they have at first. */
  readonly specs: readonly ColumnSpec[]
  /** Those of a narrow window, whose rows have two lines. */
  readonly narrow: readonly ColumnName[]
  /** Those that are summed. */
  readonly money: readonly ColumnName[]
  /** The order that a column's head asks for; null for none. */
  readonly orders: Readonly<Partial<Record<ColumnName, T['by']>>>
  /** The greatest or the newest of these come first at the first press, of the others the first in the alphabet. */
  readonly downFirst: readonly T['by'][]
  readonly usualSort: Sort<T['by']>
  readonly filters: FilterKind
  /** How its rows are reviewed; null where they are not. */
  readonly review: Reviewing<T> | null
  /** Gives what the main process is asked for; `search` is what of the box is searched as text. */
  filterOf(choice: Choice, search: string, today: string, weekStart: number): T['filter']
  /** Gives what a file is made of whose rows are those of a filter; `shown` are the columns of a file that tell what stands on the screen. */
  exportOf(filter: T['filter'], shown: readonly string[]): ExportFrom
  /** The columns of a file that tell what a column shows; none for one that no file has. */
  readonly inFile: Readonly<Partial<Record<ColumnName, readonly string[]>>>
  /** Gives the id of the invoice that a row opens. */
  invoiceOf(row: T['row']): string
  /** The classes of a row, and what the class of a cell begins with: a column has its place by them. */
  readonly rowClass: string
  readonly cellPrefix: 'list' | 'receipts'
  readonly Row: ComponentType<RowProps<T['row']>>
  readonly SumsRow: ComponentType<SumsRowProps<T['line']>>
}
