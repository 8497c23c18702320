import type { MatrixSpan } from '../../../shared/contract/plain/matrix-spans.ts'
import type { PeriodCheck } from '../../../shared/contract/shapes/periods/period.ts'
import type { BooksPart } from '../../window/navigation.tsx'
import type { Decided, OpenedFile } from './import/opened-file.ts'
import type { Figure } from './month/figures.ts'

/** What a month shows: its days, or charts of them. */
export const MONTH_VIEWS = ['days', 'charts'] as const
export type MonthView = (typeof MONTH_VIEWS)[number]

export type ChartName = 'takings' | 'hours' | 'waits' | 'statuses'

/** Where in the matrix the keys stand: a day or, behind them, a line of the foot; an account or, behind them, all of them and what needs a person. */
export interface CellPlace {
  readonly row: number
  readonly column: number
}

/** How a person left the month of a book. */
export interface KeptMonth {
  span: MatrixSpan
  /** Any day of the stretch; null for the one that today lies in. */
  day: string | null
  figure: Figure
  view: MonthView
  /** The charts that are shown as tables. */
  readonly asTables: Set<ChartName>
  /** As it is kept over the stretches: the foot, and what stands behind the accounts, from their end, below 0. */
  active: CellPlace
  /** How far the days had moved up, CSS px. */
  offset: number
  /** The rows behind a cell were opened: who comes back stands on it. */
  isLeft: boolean
}

/** How a person left the entries of the trail. */
export interface KeptTrail {
  active: { readonly id: string | null; readonly index: number }
  /** How far the rows had moved up, CSS px. */
  offset: number
}

/** How a person left the months that are held against statements and closed. */
export interface KeptPeriod {
  /** The first day of the month; null for the one before today's. */
  day: string | null
  /** Why it is closed all the same, as far as it is typed, and of which month, by its first day. */
  reason: { readonly of: string; readonly text: string } | null
  /** The check whose rows were opened: who comes back stands on it. */
  left: PeriodCheck['kind'] | null
}

/** How a person left an import. */
export interface KeptImport {
  /** The file that is open; null for none. */
  opened: OpenedFile | null
  /** What was decided of its duplicates, for what was shown then. */
  decided: { readonly mark: string; readonly decided: Decided } | null
  /** The one that had ended last when the file was chosen, by its count: what came of it is of another file; null for none. */
  seen: number | null
}

/** How a person left the books of a book. */
export interface KeptBooks {
  part: BooksPart
  readonly month: KeptMonth
  readonly trail: KeptTrail
  readonly period: KeptPeriod
  readonly import: KeptImport
}

const kept = new Map<string, KeptBooks>()

/** Gives how the books of a book were left, to be written to while they are looked at; until the window closes. */
export function keptBooks(book: string): KeptBooks {
  const known = kept.get(book)
  if (known) return known
  const begun: KeptBooks = {
    part: 'today',
    period: { day: null, reason: null, left: null },
    month: {
      ...{ span: 'month', day: null, figure: 'received', active: { row: 0, column: 0 } },
      ...{ view: 'days', asTables: new Set(), offset: 0, isLeft: false },
    },
    import: { opened: null, decided: null, seen: null },
    trail: { active: { id: null, index: 0 }, offset: 0 },
  }
  kept.set(book, begun)
  return begun
}
