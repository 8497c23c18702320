import type { Migration } from './migration.ts'

/**
 * Imports of past sales out of files, and which of the sales came by one. What was undone stays in the book as withdrawn: facts are never
 * removed, and a withdrawn sale counts nowhere. Numbers of imported sales are a series of their own, counted here and not at its till, so
 * that the shop's own have no gap.
 */
export const imports: Migration = {
  number: 14,
  name: 'imports',
  sql: `
  CREATE TABLE imports (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    account_seq INTEGER NOT NULL REFERENCES provider_accounts (seq),
    token TEXT NOT NULL UNIQUE,
    file_name TEXT NOT NULL CHECK (length(file_name) <= 300),
    sha256 TEXT NOT NULL CHECK (length(sha256) <= 64),
    person TEXT NOT NULL CHECK (length(person) <= 60),
    begun_at_ms INTEGER NOT NULL,
    finished_at_ms INTEGER,
    undone_at_ms INTEGER,
    undone_by TEXT CHECK (length(undone_by) <= 60),
    undone_reason TEXT CHECK (undone_reason IN ('person', 'unfinished')),
    sales INTEGER NOT NULL DEFAULT 0 CHECK (sales >= 0),
    receipts INTEGER NOT NULL DEFAULT 0 CHECK (receipts >= 0),
    last_number INTEGER NOT NULL DEFAULT 0 CHECK (last_number >= 0),
    CHECK ((undone_at_ms IS NULL) = (undone_by IS NULL) AND (undone_at_ms IS NULL) = (undone_reason IS NULL))
  ) STRICT;
  CREATE TRIGGER imports_are_kept BEFORE DELETE ON imports
  BEGIN SELECT RAISE(ABORT, 'the book removes nothing'); END;
  CREATE TRIGGER imports_stay BEFORE UPDATE ON imports WHEN new.id IS NOT old.id OR new.till_seq IS NOT old.till_seq
    OR new.account_seq IS NOT old.account_seq OR new.sha256 IS NOT old.sha256 OR new.begun_at_ms IS NOT old.begun_at_ms
    OR (old.finished_at_ms IS NOT NULL AND new.finished_at_ms IS NOT old.finished_at_ms)
    OR (old.undone_at_ms IS NOT NULL AND new.undone_at_ms IS NOT old.undone_at_ms)
  BEGIN SELECT RAISE(ABORT, 'an import stays as it was'); END;

  ALTER TABLE invoices ADD COLUMN import_seq INTEGER REFERENCES imports (seq);
  ALTER TABLE invoices ADD COLUMN withdrawn_at_ms INTEGER;
  ALTER TABLE receipts ADD COLUMN withdrawn_at_ms INTEGER;
  DROP INDEX invoices_newest;
  DROP INDEX invoices_filtered;
  CREATE INDEX invoices_newest ON invoices (created_at_ms DESC, seq DESC, withdrawn_at_ms, import_seq);
  CREATE INDEX invoices_filtered ON invoices (status, provider, created_at_ms DESC, seq DESC, withdrawn_at_ms, import_seq);
  CREATE INDEX invoices_withdrawn ON invoices (withdrawn_at_ms) WHERE withdrawn_at_ms IS NOT NULL;
  CREATE INDEX receipts_withdrawn ON receipts (withdrawn_at_ms) WHERE withdrawn_at_ms IS NOT NULL;
  CREATE INDEX invoices_of_import ON invoices (import_seq, seq) WHERE import_seq IS NOT NULL AND withdrawn_at_ms IS NULL;
  CREATE TRIGGER invoices_sold_here_stay BEFORE UPDATE OF withdrawn_at_ms, import_seq ON invoices
    WHEN new.import_seq IS NOT old.import_seq OR (new.withdrawn_at_ms IS NOT NULL AND new.import_seq IS NULL)
    OR (old.withdrawn_at_ms IS NOT NULL AND new.withdrawn_at_ms IS NOT old.withdrawn_at_ms)
  BEGIN SELECT RAISE(ABORT, 'only what was imported is withdrawn, and for good'); END;
  CREATE TRIGGER receipts_stay_withdrawn BEFORE UPDATE OF withdrawn_at_ms ON receipts
    WHEN old.withdrawn_at_ms IS NOT NULL AND new.withdrawn_at_ms IS NOT old.withdrawn_at_ms
  BEGIN SELECT RAISE(ABORT, 'only what was imported is withdrawn, and for good'); END;
  `,
}
