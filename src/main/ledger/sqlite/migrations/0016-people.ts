import type { Migration } from './migration.ts'

/**
 * Who sold: the id of the person who was signed in, nothing where people were never set up. A person's name may change, so that it is the id
 * which stands here; the name stands in the events. The changes of people themselves are found without reading the whole trail.
 */
export const people: Migration = {
  number: 16,
  name: 'people',
  sql: `
  ALTER TABLE invoices ADD COLUMN sold_by TEXT CHECK (length(sold_by) <= 64);
  CREATE TRIGGER invoices_keep_who_sold BEFORE UPDATE OF sold_by ON invoices WHEN new.sold_by IS NOT old.sold_by
  BEGIN SELECT RAISE(ABORT, 'who sold stays as it was'); END;
  CREATE INDEX events_of_people ON events (seq) WHERE kind = 'people_changed';
  `,
}
