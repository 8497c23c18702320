import type { Database } from 'better-sqlite3'

/** Of so many rows the notes of each sale are read; of more all notes, once. */
const FEW = 50_000

/** As the index of notes has it, and what of those is one. */
const IS_NOTE = `event.kind IN ('note', 'edit_undone', 'edit_redone') AND event.invoice_seq IS NOT NULL
  AND (event.kind = 'note' OR json_extract(event.data, '$.what') = 'note')`

/** The note that stands after an event, as `review/notes.ts` reads it; null for none. */
const STANDS = `CASE event.kind WHEN 'note' THEN json_extract(event.data, '$.text')
  ELSE iif(json_type(event.data, '$.stands') = 'text',
    coalesce(json_extract(event.data, iif(event.kind = 'edit_undone', '$.note', '$.text')), ''), NULL) END`

const INVOICE_OF = {
  receipts: 'SELECT invoice_seq FROM receipts WHERE seq = chosen.seq',
  refunds: 'SELECT invoice_seq FROM refunds WHERE seq = chosen.seq',
} as const

const TABLE = `CREATE TEMP TABLE beside (invoice_seq INTEGER PRIMARY KEY, note TEXT, handled_by TEXT, handled_at_ms INTEGER,
  gave_whole INTEGER, gave_frac INTEGER)`

const anew = (columns: readonly string[]) =>
  `ON CONFLICT DO UPDATE SET ${columns.map((one) => `${one} = excluded.${one}`).join(', ')}`

const GAVE = `INSERT INTO temp.beside (invoice_seq, gave_whole, gave_frac)
  SELECT invoice_seq, total_whole, total_frac FROM refunds WHERE true ORDER BY seq ${anew(['gave_whole', 'gave_frac'])}`

const HANDLED = `INSERT INTO temp.beside (invoice_seq, handled_by, handled_at_ms)
  SELECT invoice_seq, person, settled_at_ms FROM exceptions WHERE settled_how = 'person' AND invoice_seq IS NOT NULL
  ORDER BY settled_at_ms, seq ${anew(['handled_by', 'handled_at_ms'])}`

function notes(ofReceipts: boolean, rows: number): string {
  const invoice = ofReceipts
    ? `iif(chosen.arm = 0, (${INVOICE_OF.receipts}), (${INVOICE_OF.refunds}))`
    : 'chosen.seq'
  const few = `(SELECT DISTINCT ${invoice} AS seq FROM temp.chosen AS chosen) AS sale
    CROSS JOIN events AS event INDEXED BY events_of_notes ON event.invoice_seq = sale.seq`
  return `INSERT INTO temp.beside (invoice_seq, note) SELECT event.invoice_seq, ${STANDS}
    FROM ${rows <= FEW ? few : 'events AS event INDEXED BY events_of_notes'}
    WHERE ${IS_NOTE} ORDER BY event.seq ${anew(['note'])}`
}

/**
 * Notes what is known of the sales of the chosen rows beside their own row, in the table `beside`: which note stands, who handled something
 * of them last and when, and what was given back; as far as `text`, the values that are read, names it.
 */
export function fillBeside(db: Database, text: string, ofReceipts: boolean, rows: number): void {
  if (!text.includes('beside.')) return
  db.exec(TABLE)
  if (text.includes('beside.gave')) db.exec(GAVE)
  if (text.includes('beside.handled')) db.exec(HANDLED)
  if (text.includes('beside.note')) db.exec(notes(ofReceipts, rows))
}
