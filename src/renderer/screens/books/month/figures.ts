import type { Matrix, MatrixCell } from '../../../../shared/contract/shapes/lists/month.ts'
import { negated } from '../../../../shared/money/money.ts'
import type { FigureRows } from '../../../window/navigation.tsx'

/** What a cell can show, in the order of the switch. */
export const FIGURES = ['received', 'asked', 'refunded', 'difference'] as const
export type Figure = (typeof FIGURES)[number]

/** The lines of the foot, in their order. */
export const FOOT = ['asked', 'received', 'difference', 'refunded'] as const satisfies readonly Figure[]

type Figures = Omit<MatrixCell, 'day' | 'column'>

/** How many rows a figure is of; null for a difference, which is of two lists. */
export function countOf(figures: Figures, figure: Figure): number | null {
  switch (figure) {
    case 'asked':
      return figures.sales
    case 'received':
      return figures.receipts
    case 'refunded':
      return figures.refunds
    case 'difference':
      return null
  }
}

/** Of how many rows a figure is in all of these together; null for a difference. */
export function countIn(all: readonly (Figures | undefined)[], figure: Figure): number | null {
  if (figure === 'difference') return null
  return all.reduce((sum, one) => sum + (one ? (countOf(one, figure) ?? 0) : 0), 0)
}

/** Says whether there is anything of a figure. */
export function isThere(figures: Figures | undefined, figure: Figure): figures is Figures {
  if (!figures) return false
  return (countOf(figures, figure) ?? figures.sales + figures.receipts) > 0
}

/** Gives a figure as it is shown: what was given back is taken off. */
export function amountOf(figures: Figures, figure: Figure, currency: string) {
  const amount = figures[figure]
  if (figure !== 'refunded') return { currency, amount }
  return { currency, amount: negated(amount) }
}

/** Gives the list that a figure opens, and by which of its days. */
export function rowsOf(figure: Figure): Pick<FigureRows, 'list' | 'by'> {
  if (figure === 'received') return { list: 'receipts', by: 'paid' }
  return { list: 'invoices', by: figure === 'refunded' ? 'refunded' : 'created' }
}

/** A matrix as it is drawn: its cells by day, then by column; undefined where there is nothing. */
export type CellsByDay = ReadonlyMap<number, readonly (MatrixCell | undefined)[]>

/** Lays the cells of a matrix out by their days. */
export function cellsByDay({ columns, cells }: Matrix): CellsByDay {
  return new Map(
    [...Map.groupBy(cells, ({ day }) => day)].map(([day, own]) => {
      const row = new Array<MatrixCell | undefined>(columns.length).fill(undefined)
      for (const cell of own) row[cell.column] = cell
      return [day, row]
    }),
  )
}
