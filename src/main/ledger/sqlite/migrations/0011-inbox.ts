import type { Migration } from './migration.ts'

/** A UUIDv7 of the instant in `column`, epoch ms. */
const uuidOf = (column: string) => `
  printf('%08x-%04x-7', ${column} >> 16, ${column} & 65535) || substr(lower(hex(randomblob(2))), 2) || '-' ||
  substr('89ab', 1 + (random() & 3), 1) || substr(lower(hex(randomblob(2))), 2) || '-' || lower(hex(randomblob(6)))`

/**
 * The exceptions that were missing, among them one that is of no sale: what a provider has and the book does not (`orphan`), with its
 * account, its reference there and what it told. The table is made anew because a check names the kinds. Of what the book holds already,
 * sales whose link may exist unseen and sales whose provider gave the money back are raised.
 */
export const inbox: Migration = {
  number: 11,
  name: 'inbox',
  sql: `
  ALTER TABLE provider_accounts ADD COLUMN environment TEXT;

  CREATE TABLE exceptions_anew (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    invoice_seq INTEGER REFERENCES invoices (seq),
    kind TEXT NOT NULL CHECK (kind IN ('late', 'short', 'over', 'twice', 'differs', 'unknown', 'orphan', 'ghost', 'refunded',
      'manual', 'test')),
    raised_at_ms INTEGER NOT NULL,
    settled_at_ms INTEGER,
    settled_how TEXT CHECK (settled_how IN ('person', 'completed')),
    note TEXT,
    person TEXT,
    account_seq INTEGER REFERENCES provider_accounts (seq),
    provider_ref TEXT,
    told_number TEXT,
    told_currency TEXT,
    told_whole INTEGER,
    told_frac INTEGER,
    CHECK ((settled_at_ms IS NULL) = (settled_how IS NULL)),
    CHECK (settled_how IS 'person' OR (note IS NULL AND person IS NULL)),
    CHECK ((kind = 'orphan') = (invoice_seq IS NULL)),
    CHECK ((kind = 'orphan') = (account_seq IS NOT NULL) AND (kind = 'orphan') = (provider_ref IS NOT NULL)),
    CHECK ((told_currency IS NULL) = (told_whole IS NULL) AND (told_whole IS NULL) = (told_frac IS NULL))
  ) STRICT;
  INSERT INTO exceptions_anew (seq, id, till_seq, invoice_seq, kind, raised_at_ms, settled_at_ms, settled_how, note, person)
  SELECT seq, id, till_seq, invoice_seq, kind, raised_at_ms, settled_at_ms, settled_how, note, person FROM exceptions;
  DROP TABLE exceptions;
  ALTER TABLE exceptions_anew RENAME TO exceptions;
  CREATE UNIQUE INDEX exceptions_once ON exceptions (invoice_seq, kind) WHERE settled_at_ms IS NULL;
  CREATE UNIQUE INDEX exceptions_orphans ON exceptions (account_seq, provider_ref) WHERE settled_at_ms IS NULL AND kind = 'orphan';
  CREATE INDEX exceptions_newest ON exceptions (settled_at_ms DESC, raised_at_ms DESC, seq DESC);
  CREATE INDEX exceptions_open ON exceptions (kind, raised_at_ms DESC, seq DESC, settled_at_ms) WHERE settled_at_ms IS NULL;
  CREATE TRIGGER exceptions_are_kept BEFORE DELETE ON exceptions
  BEGIN SELECT RAISE(ABORT, 'the book removes nothing'); END;
  CREATE TRIGGER exceptions_stay_settled BEFORE UPDATE ON exceptions WHEN old.settled_at_ms IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a settled exception stays as it is'); END;

  INSERT INTO exceptions (id, till_seq, invoice_seq, kind, raised_at_ms)
  SELECT ${uuidOf('updated_at_ms')}, till_seq, seq, status, updated_at_ms
  FROM invoices WHERE status IN ('unknown', 'refunded') ORDER BY updated_at_ms, seq;
  `,
}
