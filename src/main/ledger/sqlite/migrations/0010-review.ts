import type { Migration } from './migration.ts'

/**
 * Who has reviewed an invoice, and when; and the tags it bears, as a JSON list in the order of their letters, null for none. What the
 * book holds already was reviewed by nobody.
 */
export const review: Migration = {
  number: 10,
  name: 'review',
  sql: `
  ALTER TABLE invoices ADD COLUMN reviewed_at_ms INTEGER;
  ALTER TABLE invoices ADD COLUMN reviewed_by TEXT
    CHECK ((reviewed_by IS NULL) = (reviewed_at_ms IS NULL) AND (reviewed_by IS NULL OR length(reviewed_by) <= 60));
  ALTER TABLE invoices ADD COLUMN tags TEXT
    CHECK (tags IS NULL OR (json_valid(tags) AND json_type(tags) = 'array' AND json_array_length(tags) BETWEEN 1 AND 20));
  CREATE INDEX invoices_tags ON invoices (tags) WHERE tags IS NOT NULL;
  `,
}
