import type { Migration } from './migration.ts'

/** What was written and undone as a note of a sale, by the sale: a file of all sales need not read the whole history for it. */
export const notes: Migration = {
  number: 15,
  name: 'notes',
  sql: `
  CREATE INDEX events_of_notes ON events (invoice_seq, seq)
    WHERE kind IN ('note', 'edit_undone', 'edit_redone') AND invoice_seq IS NOT NULL;
  `,
}
