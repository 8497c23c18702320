import type { Migration } from './migration.ts'

const ATTO = '999999999999999999'

const amountColumns = (name: string, readable = `${name}_amount`) => `
    ${name}_whole INTEGER NOT NULL CHECK (${name}_whole >= 0),
    ${name}_frac INTEGER NOT NULL CHECK (${name}_frac BETWEEN 0 AND ${ATTO}),
    ${readable} TEXT GENERATED ALWAYS AS (CASE WHEN ${name}_frac = 0 THEN printf('%d', ${name}_whole)
      ELSE rtrim(printf('%d.%018d', ${name}_whole, ${name}_frac), '0') END) VIRTUAL`

/** Money that was given back outside of the app, as a person recorded it, and what undoes such a record; all in the invoice's currency. */
export const refunds: Migration = {
  number: 7,
  name: 'refunds',
  sql: `
  CREATE TABLE refunds (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    invoice_seq INTEGER NOT NULL REFERENCES invoices (seq),
    token TEXT UNIQUE,
    undoes_seq INTEGER UNIQUE REFERENCES refunds (seq),${amountColumns('amount', 'amount')},${amountColumns('total')},${amountColumns('received')},
    reason TEXT NOT NULL CHECK (reason <> '' AND length(reason) <= 200),
    reference TEXT CHECK (reference <> '' AND length(reference) <= 200),
    person TEXT NOT NULL CHECK (length(person) <= 60),
    recorded_at_ms INTEGER NOT NULL,
    CHECK (amount_whole > 0 OR amount_frac > 0),
    CHECK ((token IS NULL) = (undoes_seq IS NOT NULL)),
    CHECK (undoes_seq IS NULL OR reference IS NULL),
    CHECK (undoes_seq IS NOT NULL OR (total_whole, total_frac) <= (received_whole, received_frac))
  ) STRICT;
  CREATE INDEX refunds_of_invoice ON refunds (invoice_seq, seq);
  CREATE INDEX refunds_recorded ON refunds (recorded_at_ms, seq);

  CREATE TRIGGER refunds_are_kept BEFORE DELETE ON refunds
  BEGIN SELECT RAISE(ABORT, 'the book removes nothing'); END;
  CREATE TRIGGER refunds_stay BEFORE UPDATE ON refunds
  BEGIN SELECT RAISE(ABORT, 'a recorded refund is never rewritten'); END;
  `,
}
