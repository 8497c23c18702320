import type { EventData } from '../history/events.ts'
import type { Reading } from '../sqlite/context.ts'
import { get } from '../sqlite/sql.ts'

/** The note that stands of a sale: the id of the event that wrote it, and its text. */
export interface StandingNote {
  readonly id: string
  readonly text: string
}

const LAST_SQL = `SELECT id, kind, data FROM events INDEXED BY events_of_notes
  WHERE invoice_seq = ? AND kind IN ('note', 'edit_undone', 'edit_redone')
    AND (kind = 'note' OR json_extract(data, '$.what') = 'note') ORDER BY seq DESC LIMIT 1`

/** Reads the note that stands of a sale: the last one that was written and not undone; null for none. */
export function noteOf(reading: Reading, invoiceSeq: bigint): StandingNote | null {
  const last = get<{ id: string; kind: string; data: string }>(reading, LAST_SQL, [invoiceSeq])
  if (!last) return null
  const data = JSON.parse(last.data) as EventData
  if (last.kind === 'note') return { id: last.id, text: String(data.text) }
  const text = last.kind === 'edit_undone' ? data.note : data.text
  return typeof data.stands === 'string' ? { id: data.stands, text: String(text ?? '') } : null
}
