import type { Migration } from './migration.ts'

/** What a sale asks of its payment links where its provider's settings may be chosen for each; null for what the account says. */
export const linkOptions: Migration = {
  number: 8,
  name: 'link-options',
  sql: `
  ALTER TABLE invoices ADD COLUMN link_options TEXT
    CHECK (link_options IS NULL OR (json_valid(link_options) AND json_type(link_options) = 'object'));
  `,
}
