import { EDIT_PIECE } from '../../shared/contract/plain/limits.ts'
import type { ListIds } from '../../shared/contract/shapes/lists/list.ts'
import type { LocalEdit, TurnedEdit } from '../../shared/contract/shapes/lists/review.ts'
import { actOfOnePerson } from './at-till.ts'
import { call } from './call.ts'
import type { InvoiceTypes, ListView } from './lists/sources.ts'

/** What came of an edit. */
interface Edited {
  /** How many were not so already, and the number of the first of them; empty for none. */
  readonly edited: number
  readonly number: string
  /** How many were seen to, from the first one on. */
  readonly seen: number
  /** What stopped it, where a part of it was done by then; null where nothing did. */
  readonly stoppedBy: unknown
}

const running = new Set<Promise<unknown>>()
let turned: Promise<unknown> = Promise.resolve()

/**
 * Edits invoices, a piece after the other; `onPart` is told how many have been seen to. Throws what the call throws where nothing was
 * changed. Once somebody else is at the till no further piece is sent.
 */
export async function editInvoices(
  edit: LocalEdit,
  ids: readonly string[],
  onPart: (done: number) => void = () => undefined,
): Promise<Edited> {
  const assertSame = actOfOnePerson()
  const editing = turned.then(() => inPieces(edit, ids, onPart, assertSame))
  running.add(editing)
  try {
    return await editing
  } finally {
    running.delete(editing)
  }
}

async function inPieces(
  edit: LocalEdit,
  ids: readonly string[],
  onPart: (done: number) => void,
  assertSame: () => void,
): Promise<Edited> {
  const token = crypto.randomUUID()
  let edited = 0
  let number = ''
  for (let from = 0; from < ids.length; from += EDIT_PIECE) {
    const piece = ids.slice(from, from + EDIT_PIECE)
    try {
      assertSame()
      const answer = await call('review.edit', { token, edit, ids: piece })
      edited += answer.edited
      number ||= answer.number
    } catch (error) {
      if (edited === 0) throw error
      return { edited, number, seen: from, stoppedBy: error }
    }
    if (piece.length === EDIT_PIECE) onPart(from + piece.length)
  }
  return { edited, number, seen: ids.length, stoppedBy: null }
}

/**
 * Undoes the last edit, or brings back what was undone last; null where there is none. Throws what the call throws. An edit that is under
 * way is ended first: in the middle of it, what came by then would be undone and the rest of it go on. Nothing is asked once somebody else
 * is at the till, whose act it would undo.
 */
export function turnEdit(way: 'undo' | 'redo'): Promise<TurnedEdit | null> {
  const assertSame = actOfOnePerson()
  const turning = Promise.allSettled([turned, ...running]).then(() => {
    assertSame()
    return way === 'undo' ? call('review.undo', {}) : call('review.redo', {})
  })
  turned = turning.catch(() => undefined)
  return turning
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
