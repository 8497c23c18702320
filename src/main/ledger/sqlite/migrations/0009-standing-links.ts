import type { Migration } from './migration.ts'

const ATTO = '999999999999999999'

const kept = (table: string) => `
  CREATE TRIGGER ${table}_are_kept BEFORE DELETE ON ${table}
  BEGIN SELECT RAISE(ABORT, 'the book removes nothing'); END;`

/** Links for a fixed amount that stay, and which sales came of their payments. */
export const standingLinks: Migration = {
  number: 9,
  name: 'standing-links',
  sql: `
  CREATE TABLE standing_links (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    account_seq INTEGER NOT NULL REFERENCES provider_accounts (seq),
    item_seq INTEGER REFERENCES items (seq),
    token TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    currency TEXT NOT NULL CHECK (length(currency) BETWEEN 2 AND 20),
    asked_whole INTEGER NOT NULL CHECK (asked_whole >= 0),
    asked_frac INTEGER NOT NULL CHECK (asked_frac BETWEEN 0 AND ${ATTO}),
    asked_amount TEXT GENERATED ALWAYS AS (CASE WHEN asked_frac = 0 THEN printf('%d', asked_whole)
      ELSE rtrim(printf('%d.%018d', asked_whole, asked_frac), '0') END) VIRTUAL,
    stage TEXT NOT NULL CHECK (stage IN ('creating', 'lost', 'refused', 'live')),
    provider_ref TEXT,
    url TEXT,
    reading TEXT NOT NULL DEFAULT 'open',
    raw_status TEXT,
    raw_answer TEXT,
    failure_code TEXT,
    failure_words TEXT,
    last_error TEXT,
    payment_count INTEGER NOT NULL DEFAULT 0 CHECK (payment_count >= 0),
    created_at_ms INTEGER NOT NULL,
    checked_at_ms INTEGER,
    next_check_at_ms INTEGER,
    put_away_at_ms INTEGER,
    UNIQUE (account_seq, provider_ref),
    CHECK (stage <> 'live' OR provider_ref IS NOT NULL),
    CHECK (stage = 'live' OR next_check_at_ms IS NULL),
    CHECK (put_away_at_ms IS NULL OR next_check_at_ms IS NULL)
  ) STRICT;
  CREATE INDEX standing_links_due ON standing_links (next_check_at_ms) WHERE next_check_at_ms IS NOT NULL;

  CREATE TABLE standing_payments (
    seq INTEGER PRIMARY KEY,
    standing_seq INTEGER NOT NULL REFERENCES standing_links (seq),
    invoice_seq INTEGER NOT NULL UNIQUE REFERENCES invoices (seq),
    payment_id TEXT,
    payments INTEGER NOT NULL CHECK (payments >= 1),
    UNIQUE (standing_seq, payment_id),
    CHECK (payment_id IS NULL OR payments = 1)
  ) STRICT;
  ${kept('standing_links')}${kept('standing_payments')}
  CREATE TRIGGER standing_payments_stay BEFORE UPDATE ON standing_payments
  BEGIN SELECT RAISE(ABORT, 'a payment of a standing link is never rewritten'); END;
  `,
}
