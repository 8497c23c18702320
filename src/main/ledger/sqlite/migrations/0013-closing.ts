import type { Migration } from './migration.ts'

/**
 * Periods that were closed, with the figures of each business day; what came after a closing that concerns it; and what providers,
 * banks and wallets told of a period. None of them is ever removed, and a closing only ever gets its reopening.
 */
export const closing: Migration = {
  number: 13,
  name: 'closing',
  sql: `
  CREATE TABLE periods (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    first_day TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT NOT NULL CHECK (length(last_day) = 10 AND last_day >= first_day),
    zone TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    until_ms INTEGER NOT NULL CHECK (until_ms > from_ms),
    closed_at_ms INTEGER NOT NULL,
    closed_by TEXT NOT NULL,
    reason TEXT,
    checks TEXT NOT NULL CHECK (json_valid(checks) AND json_type(checks) = 'array'),
    last_event_seq INTEGER NOT NULL,
    trail_head TEXT,
    reopened_at_ms INTEGER,
    reopened_by TEXT,
    reopened_reason TEXT,
    CHECK ((reopened_at_ms IS NULL) = (reopened_by IS NULL) AND (reopened_at_ms IS NULL) = (reopened_reason IS NULL))
  ) STRICT;
  CREATE UNIQUE INDEX periods_once ON periods (first_day) WHERE reopened_at_ms IS NULL;
  CREATE INDEX periods_closed ON periods (until_ms) WHERE reopened_at_ms IS NULL;
  CREATE INDEX periods_by_day ON periods (first_day, last_day, seq);
  CREATE TRIGGER periods_are_kept BEFORE DELETE ON periods
  BEGIN SELECT RAISE(ABORT, 'the book removes nothing'); END;
  CREATE TRIGGER periods_stay BEFORE UPDATE ON periods WHEN old.reopened_at_ms IS NOT NULL OR new.closed_at_ms IS NOT old.closed_at_ms
    OR new.from_ms IS NOT old.from_ms OR new.until_ms IS NOT old.until_ms OR new.checks IS NOT old.checks
  BEGIN SELECT RAISE(ABORT, 'a closing stays as it is'); END;

  CREATE TABLE period_figures (
    seq INTEGER PRIMARY KEY,
    period_seq INTEGER NOT NULL REFERENCES periods (seq),
    day TEXT NOT NULL CHECK (length(day) = 10),
    account_seq INTEGER NOT NULL REFERENCES provider_accounts (seq),
    currency TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('asked', 'received', 'refunded', 'undone')),
    rows INTEGER NOT NULL CHECK (rows > 0),
    amount TEXT NOT NULL
  ) STRICT;
  CREATE INDEX period_figures_of ON period_figures (period_seq, seq);
  CREATE TRIGGER period_figures_are_kept BEFORE DELETE ON period_figures
  BEGIN SELECT RAISE(ABORT, 'the book removes nothing'); END;
  CREATE TRIGGER period_figures_stay BEFORE UPDATE ON period_figures
  BEGIN SELECT RAISE(ABORT, 'a closing stays as it is'); END;

  CREATE TABLE later_facts (
    seq INTEGER PRIMARY KEY,
    period_seq INTEGER NOT NULL REFERENCES periods (seq),
    invoice_seq INTEGER NOT NULL REFERENCES invoices (seq),
    receipt_seq INTEGER REFERENCES receipts (seq),
    refund_seq INTEGER REFERENCES refunds (seq),
    part TEXT NOT NULL CHECK (part IN ('asked', 'received', 'refunded', 'undone')),
    account_seq INTEGER NOT NULL REFERENCES provider_accounts (seq),
    currency TEXT NOT NULL,
    sign INTEGER NOT NULL CHECK (sign IN (1, -1)),
    whole INTEGER NOT NULL,
    frac INTEGER NOT NULL,
    fact_at_ms INTEGER NOT NULL,
    adjusts INTEGER NOT NULL CHECK (adjusts IN (0, 1)),
    counts_at_ms INTEGER NOT NULL,
    recorded_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX later_facts_of ON later_facts (period_seq, seq);
  CREATE INDEX later_facts_counted ON later_facts (counts_at_ms) WHERE adjusts = 1;
  CREATE TRIGGER later_facts_are_kept BEFORE DELETE ON later_facts
  BEGIN SELECT RAISE(ABORT, 'the book removes nothing'); END;
  CREATE TRIGGER later_facts_stay BEFORE UPDATE ON later_facts
  BEGIN SELECT RAISE(ABORT, 'what came later stays as it is'); END;

  CREATE TABLE tie_outs (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    first_day TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT NOT NULL CHECK (length(last_day) = 10 AND last_day >= first_day),
    account_seq INTEGER NOT NULL REFERENCES provider_accounts (seq),
    currency TEXT NOT NULL,
    told TEXT,
    book TEXT NOT NULL,
    receipts INTEGER NOT NULL,
    explained TEXT NOT NULL,
    explained_by TEXT NOT NULL CHECK (json_valid(explained_by) AND json_type(explained_by) = 'array'),
    reason TEXT,
    source TEXT,
    source_rows INTEGER,
    source_found INTEGER,
    person TEXT NOT NULL,
    recorded_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX tie_outs_of ON tie_outs (first_day, last_day, seq);
  CREATE TRIGGER tie_outs_are_kept BEFORE DELETE ON tie_outs
  BEGIN SELECT RAISE(ABORT, 'the book removes nothing'); END;
  CREATE TRIGGER tie_outs_stay BEFORE UPDATE ON tie_outs
  BEGIN SELECT RAISE(ABORT, 'a tie-out stays as it is'); END;
  `,
}
