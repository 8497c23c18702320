import type { ColumnName } from './names.ts'

/** One column that a list can show; widths are CSS px. */
export interface ColumnSpec {
  readonly name: ColumnName
  /** The first zone stands first, and no narrow window leaves it out; of the second one columns are left out. */
  readonly zone: 'kept' | 'lesser'
  /** Without it a row tells nothing: it is always shown. */
  readonly isFixed?: true
  /** It stands first, as wide as it is. */
  readonly isPinned?: true
  /** It is offered, and not shown until it is chosen. */
  readonly isOffered?: true
  /** No column is narrower: an amount is whole in it. */
  readonly least: number
  /** What it has where nobody chose a width, and in a wide list. */
  readonly usual: number
  readonly roomy?: number
  /** It takes of what is left, by this weight: as much as `usual` at least, and where there is little room `needs`. */
  readonly grow?: number
  readonly needs?: number
  /** Another one that grows takes what is left of a list that is not wide. */
  readonly isModest?: true
  /** Of the second zone, as it stands at first: the lowest is left out first. */
  readonly drop?: number
  /** It is left out last: no width that a person chose takes its room. */
  readonly isHeld?: true
}

/** From this room on a list is wide, CSS px. */
export const WIDE = 1_200
/** So much of a list lies beneath the invoice that is open, CSS px; a list that is narrower than the second is covered further. */
export const BESIDE_PANE = { pane: 332, from: 1_000 } as const
/** No column is wider than this, CSS px. */
export const MOST_WIDTH = 1_600
/** A press of a key on a column's edge, CSS px. */
export const STEP = 8
