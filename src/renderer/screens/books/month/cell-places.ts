import type { CellPlace } from '../kept-books.ts'
import { FOOT } from './figures.ts'

/** All accounts together, and what needs a person, stand behind the accounts. */
const BEHIND = 2

/** How many days and accounts a matrix has. */
interface Size {
  readonly days: number
  readonly accounts: number
}

/** Gives where a cell is kept: the lines of the foot and what stands behind the accounts from their end, below 0, so that another stretch has them there too. */
export function keptPlace({ row, column }: CellPlace, { days, accounts }: Size): CellPlace {
  return {
    row: row < days ? row : row - days - FOOT.length,
    column: column < accounts ? column : column - accounts - BEHIND,
  }
}

/** Gives the cell of a matrix for one that was kept: the last day or account where it has fewer. */
export function shownPlace({ row, column }: CellPlace, { days, accounts }: Size): CellPlace {
  return { row: within(row, days, FOOT.length), column: within(column, accounts, BEHIND) }
}

function within(at: number, count: number, behind: number): number {
  return at < 0 ? count + behind + at : Math.min(at, Math.max(0, count - 1))
}
