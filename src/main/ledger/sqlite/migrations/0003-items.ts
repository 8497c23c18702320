import type { Migration } from './migration.ts'

const ATTO = '999999999999999999'

const currency = (column: string) =>
  `(length(${column}) BETWEEN 2 AND 20 AND ${column} NOT GLOB '*[ ,;"=+@-]*' AND ${column} NOT GLOB '*[' || char(1) || '-' || char(31) || ']*')`

const amountColumns = (name: string) => `
    ${name}_whole INTEGER NOT NULL CHECK (${name}_whole >= 0),
    ${name}_frac INTEGER NOT NULL CHECK (${name}_frac BETWEEN 0 AND ${ATTO}),
    ${name}_amount TEXT GENERATED ALWAYS AS (CASE WHEN ${name}_frac = 0 THEN printf('%d', ${name}_whole)
      ELSE rtrim(printf('%d.%018d', ${name}_whole, ${name}_frac), '0') END) VIRTUAL`

/** What the shop sells, and what each sale was made of. */
export const items: Migration = {
  number: 3,
  name: 'items',
  sql: `
  CREATE TABLE items (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    currency TEXT NOT NULL CHECK ${currency('currency')},${amountColumns('price')},
    code TEXT CHECK (length(code) BETWEEN 1 AND 64),
    picture BLOB CHECK (length(picture) BETWEEN 12 AND 65536 AND substr(picture, 1, 4) = x'52494646'
      AND substr(picture, 9, 4) = x'57454250'),
    created_at_ms INTEGER NOT NULL,
    updated_at_ms INTEGER NOT NULL,
    retired_at_ms INTEGER,
    CHECK (price_whole > 0 OR price_frac > 0)
  ) STRICT;
  CREATE UNIQUE INDEX items_code ON items (code) WHERE code IS NOT NULL AND retired_at_ms IS NULL;

  CREATE TABLE invoice_lines (
    seq INTEGER PRIMARY KEY,
    invoice_seq INTEGER NOT NULL REFERENCES invoices (seq),
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 100),
    kind TEXT NOT NULL CHECK (kind IN ('amount', 'item')),
    item_seq INTEGER REFERENCES items (seq),
    name TEXT CHECK (length(name) BETWEEN 1 AND 80),${amountColumns('unit')},
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 9999),${amountColumns('sum')},
    UNIQUE (invoice_seq, position),
    CHECK ((kind = 'item') = (item_seq IS NOT NULL)),
    CHECK ((kind = 'item') = (name IS NOT NULL)),
    CHECK (quantity > 1 OR (sum_whole = unit_whole AND sum_frac = unit_frac))
  ) STRICT;

  CREATE TRIGGER items_are_kept BEFORE DELETE ON items
  BEGIN SELECT RAISE(ABORT, 'the book removes nothing'); END;
  CREATE TRIGGER invoice_lines_are_kept BEFORE DELETE ON invoice_lines
  BEGIN SELECT RAISE(ABORT, 'the book removes nothing'); END;
  CREATE TRIGGER invoice_lines_stay BEFORE UPDATE ON invoice_lines
  BEGIN SELECT RAISE(ABORT, 'a line of a sale is never rewritten'); END;
  `,
}
