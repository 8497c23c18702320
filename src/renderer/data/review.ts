import { EDIT_PIECE } from '../../shared/contract/plain/limits.ts'
import type { ListIds } from '../../shared/contract/shapes/lists/list.ts'
import type { LocalEdit, TurnedEdit } from '../../shared/contract/shapes/lists/review.ts'
import { call } from './call.ts'
import type { InvoiceTypes, ListView } from './lists/sources.ts'

/** Edits invoices, a piece after the other; gives how many were not so already, and the number of the first of them. `onPart` is told how many have been seen to. Throws what the call throws. */
export async function editInvoices(
  edit: LocalEdit,
  ids: readonly string[],
  onPart: (done: number) => void = () => undefined,
): Promise<{ readonly edited: number; readonly number: string }> {
  const token = crypto.randomUUID()
  let edited = 0
  let number = ''
  for (let from = 0; from < ids.length; from += EDIT_PIECE) {
    const piece = ids.slice(from, from + EDIT_PIECE)
    const answer = await call('review.edit', { token, edit, ids: piece })
    edited += answer.edited
    number ||= answer.number
    if (piece.length === EDIT_PIECE) onPart(from + piece.length)
  }
  return { edited, number }
}

/** Undoes the last edit, or brings back what was undone last; null where there is none. Throws what the call throws. */
export function turnEdit(way: 'undo' | 'redo'): Promise<TurnedEdit | null> {
  return way === 'undo' ? call('review.undo', {}) : call('review.redo', {})
}

/** Reads the ids of a stretch of a list, all of one moment. */
export function readIds(view: ListView<InvoiceTypes>, from: number, limit: number): Promise<ListIds> {
  return call('lists.ids', { ...view, from, limit })
}

/** Reads the place of the next invoice that needs something: from this place on, then from the top; null where there is none. */
export async function nextDue(view: ListView<InvoiceTypes>, from: number): Promise<number | null> {
  const behind = await call('lists.next', { ...view, from })
  return behind.place ?? (from === 0 ? null : (await call('lists.next', { ...view, from: 0 })).place)
}
