import type { Migration } from './migration.ts'

const ATTO = '999999999999999999'

/** What a link asks for where that is not the invoice's whole amount, and the way from a pasted address to its sale. */
export const linkAmounts: Migration = {
  number: 4,
  name: 'link-amounts',
  sql: `
  ALTER TABLE payment_links ADD COLUMN asked_whole INTEGER CHECK (asked_whole >= 0);
  ALTER TABLE payment_links ADD COLUMN asked_frac INTEGER
    CHECK (asked_frac BETWEEN 0 AND ${ATTO}) CHECK ((asked_whole IS NULL) = (asked_frac IS NULL));
  ALTER TABLE payment_links ADD COLUMN asked_amount TEXT GENERATED ALWAYS AS (CASE WHEN asked_frac IS NULL THEN NULL
    WHEN asked_frac = 0 THEN printf('%d', asked_whole) ELSE rtrim(printf('%d.%018d', asked_whole, asked_frac), '0') END) VIRTUAL;
  CREATE INDEX payment_links_url ON payment_links (url) WHERE url IS NOT NULL;
  `,
}
