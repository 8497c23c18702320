import type { Matrix } from '../../../../shared/contract/shapes/lists/month.ts'
import { type FigureRows, useNavigation } from '../../../window/navigation.tsx'
import type { CellPlace, KeptMonth } from '../kept-books.ts'
import { countIn, type Figure, FOOT, isThere, rowsOf } from './figures.ts'
import { ATTENTION_BESIDE } from './matrix-grid.tsx'

const DAY_MS = 86_400_000

/** How many days a matrix has. */
export function daysIn({ from, to }: Matrix): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
}

/** Gives what opens the rows behind a cell of a matrix; where there are none it gives false, and opens nothing. */
export function useOpenRows(kept: KeptMonth) {
  const { goToRows } = useNavigation()
  return (matrix: Matrix, figure: Figure, at: CellPlace): boolean => {
    const rows = rowsAt(matrix, figure, at)
    if (rows === null) return false
    kept.isLeft = true
    goToRows(rows)
    return true
  }
}

/** The rows that a cell was summed from; null where there are none. */
function rowsAt(matrix: Matrix, figure: Figure, { row, column: place }: CellPlace): FigureRows | null {
  const { columns, cells, attention, from, to } = matrix
  const days = daysIn(matrix)
  const of = FOOT[row - days] ?? figure
  const day = new Date(Date.parse(from) + row * DAY_MS).toISOString().slice(0, 10)
  const stretch = row < days ? { from: day, to: day } : { from, to }
  if (place > columns.length) {
    const isSome = row < days ? attention.some((one) => one.day === row) : attention.length > 0
    if (!isSome || (row >= days && of !== ATTENTION_BESIDE)) return null
    return { ...stretch, ...rowsOf('asked'), of: null, only: 'attention', backTo: 'month' }
  }
  const column = columns[place]
  const own = cells.filter((cell) => row >= days || cell.day === row)
  const isSome = column
    ? own.some((cell) => cell.column === place && isThere(cell, of))
    : (countIn(own, of) ?? 0) > 0
  if (!isSome) return null
  const { accountId, currency } = column ?? {}
  return {
    ...{ ...stretch, ...rowsOf(of), only: null, backTo: 'month' },
    of: accountId && currency ? { accountId, currency } : null,
  }
}
