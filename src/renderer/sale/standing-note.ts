import type { HistoryEvent } from '../../shared/contract/shapes/invoice.ts'

/** Gives the note that stands of a sale: the last one that was written and not undone; null for none. */
export function standingNote(events: readonly HistoryEvent[]): string | null {
  const last = events.findLast(
    ({ kind, data }) =>
      kind === 'note' || (data.what === 'note' && (kind === 'edit_undone' || kind === 'edit_redone')),
  )
  const text = last?.kind === 'edit_undone' ? last.data.note : last?.data.text
  return typeof text === 'string' ? text : null
}
