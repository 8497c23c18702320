import type { Migration } from './migration.ts'

/** A UUIDv7 of the instant in `column`, epoch ms. */
const uuidOf = (column: string) => `
  printf('%08x-%04x-7', ${column} >> 16, ${column} & 65535) || substr(lower(hex(randomblob(2))), 2) || '-' ||
  substr('89ab', 1 + (random() & 3), 1) || substr(lower(hex(randomblob(2))), 2) || '-' || lower(hex(randomblob(6)))`

/**
 * When a payment through a link was begun, and a kind of exception for money that its receipts do not show; the table is made
 * anew because a check names the kinds. What the book holds as paid without any receipt is raised.
 */
export const begunAndDiffers: Migration = {
  number: 6,
  name: 'begun-and-differs',
  sql: `
  ALTER TABLE payment_links ADD COLUMN begun_at_ms INTEGER;

  CREATE TABLE exceptions_anew (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    invoice_seq INTEGER NOT NULL REFERENCES invoices (seq),
    kind TEXT NOT NULL CHECK (kind IN ('late', 'short', 'over', 'twice', 'differs')),
    raised_at_ms INTEGER NOT NULL,
    settled_at_ms INTEGER,
    settled_how TEXT CHECK (settled_how IN ('person', 'completed')),
    note TEXT,
    person TEXT,
    CHECK ((settled_at_ms IS NULL) = (settled_how IS NULL)),
    CHECK (settled_how IS 'person' OR (note IS NULL AND person IS NULL))
  ) STRICT;
  INSERT INTO exceptions_anew (seq, id, till_seq, invoice_seq, kind, raised_at_ms, settled_at_ms, settled_how, note, person)
  SELECT seq, id, till_seq, invoice_seq, kind, raised_at_ms, settled_at_ms, settled_how, note, person FROM exceptions;
  DROP TABLE exceptions;
  ALTER TABLE exceptions_anew RENAME TO exceptions;
  CREATE UNIQUE INDEX exceptions_once ON exceptions (invoice_seq, kind) WHERE settled_at_ms IS NULL;
  CREATE INDEX exceptions_newest ON exceptions (settled_at_ms DESC, raised_at_ms DESC, seq DESC);
  CREATE TRIGGER exceptions_are_kept BEFORE DELETE ON exceptions
  BEGIN SELECT RAISE(ABORT, 'the book removes nothing'); END;
  CREATE TRIGGER exceptions_stay_settled BEFORE UPDATE ON exceptions WHEN old.settled_at_ms IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a settled exception stays as it is'); END;

  INSERT INTO exceptions (id, till_seq, invoice_seq, kind, raised_at_ms)
  SELECT ${uuidOf('updated_at_ms')}, till_seq, seq, 'differs', updated_at_ms
  FROM invoices
  WHERE status IN ('paid', 'paid_late', 'overpaid')
    AND NOT EXISTS (SELECT 1 FROM receipts WHERE receipts.invoice_seq = invoices.seq)
  ORDER BY updated_at_ms, seq;
  `,
}
