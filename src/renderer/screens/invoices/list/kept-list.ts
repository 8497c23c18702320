import type { ListSort } from '../../../../shared/contract/shapes/lists/list.ts'
import { type Choice, NO_CHOICE } from '../filter/choice.ts'

/** How a person left the list of a book. */
export interface KeptList {
  choice: Choice
  sort: ListSort
  /** The row the keys stand on: the invoice, and the place where it was seen last. */
  active: { readonly id: string | null; readonly index: number }
  openId: string | null
  /** How far the rows had moved up, CSS px. */
  offset: number
}

export const USUAL_SORT: ListSort = { by: 'created', down: true }

const kept = new Map<string, KeptList>()

/** Gives how the list of a book was left, to be written to while it is looked at; each book has its own, until the window closes. */
export function keptList(book: string): KeptList {
  const known = kept.get(book)
  if (known) return known
  const begun = {
    choice: NO_CHOICE,
    sort: USUAL_SORT,
    active: { id: null, index: 0 },
    openId: null,
    offset: 0,
  }
  kept.set(book, begun)
  return begun
}

/** Begins a list with another filter: at its top, with no invoice open. */
export function beginAnew(kept: KeptList, choice: Choice): void {
  Object.assign(kept, { choice, active: { id: null, index: 0 }, openId: null, offset: 0 })
}
