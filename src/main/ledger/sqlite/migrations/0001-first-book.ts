import type { Migration } from './migration.ts'

const ATTO = '999999999999999999'

/** A currency code: short, and with nothing in it that a spreadsheet or a list could take for something else. */
const currency = (column: string) =>
  `(length(${column}) BETWEEN 2 AND 20 AND ${column} NOT GLOB '*[ ,;"=+@-]*' AND ${column} NOT GLOB '*[' || char(1) || '-' || char(31) || ']*')`

const amountColumns = (name: string, presence: 'NOT NULL' | 'NULL', shown = `${name}_amount`) => `
    ${name}_whole INTEGER ${presence} CHECK (${name}_whole >= 0),
    ${name}_frac INTEGER ${presence} CHECK (${name}_frac BETWEEN 0 AND ${ATTO}),
    ${shown} TEXT GENERATED ALWAYS AS (${readable(name)}) VIRTUAL`

/** The amount as a person reads it; the two integers are the fact. */
const readable = (name: string) =>
  `CASE WHEN ${name}_frac = 0 THEN printf('%d', ${name}_whole) ELSE rtrim(printf('%d.%018d', ${name}_whole, ${name}_frac), '0') END`

const kept = (table: string) => `
  CREATE TRIGGER ${table}_are_kept BEFORE DELETE ON ${table}
  BEGIN SELECT RAISE(ABORT, 'the book removes nothing'); END;`

/** The first book: tills, accounts, invoices, links, receipts, events, and the index that is searched. */
export const firstBook: Migration = {
  number: 1,
  name: 'first-book',
  sql: `
  CREATE TABLE tills (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 8 AND code NOT GLOB '*[^A-Z0-9]*'),
    last_number INTEGER NOT NULL DEFAULT 0 CHECK (last_number >= 0),
    created_at_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE book (
    seq INTEGER PRIMARY KEY CHECK (seq = 1),
    id TEXT NOT NULL CHECK (length(id) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('live', 'practice')),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 60),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    created_at_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE provider_accounts (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 8 AND 64),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    provider TEXT NOT NULL CHECK (length(provider) BETWEEN 1 AND 40),
    label TEXT NOT NULL CHECK (length(label) <= 80),
    settings TEXT NOT NULL CHECK (json_valid(settings) AND json_type(settings) = 'object'),
    created_at_ms INTEGER NOT NULL,
    paused_reason TEXT CHECK (paused_reason IN ('AUTH_REJECTED', 'FORBIDDEN')),
    paused_at_ms INTEGER,
    last_answer_at_ms INTEGER,
    key_fingerprint TEXT NOT NULL,
    key_changed_at_ms INTEGER,
    forgotten_at_ms INTEGER,
    CHECK ((paused_reason IS NULL) = (paused_at_ms IS NULL))
  ) STRICT;

  CREATE TABLE invoices (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    number TEXT NOT NULL UNIQUE CHECK (number GLOB '*-[0-9][0-9][0-9][0-9][0-9][0-9]*'),
    token TEXT NOT NULL UNIQUE,
    account_seq INTEGER NOT NULL REFERENCES provider_accounts (seq),
    provider TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'creating', 'unknown', 'open', 'confirming', 'underpaid',
      'paid', 'overpaid', 'paid_late', 'expired', 'failed', 'abandoned', 'refunded')),
    currency TEXT NOT NULL CHECK ${currency('currency')},${amountColumns('asked', 'NOT NULL')},${amountColumns('received', 'NOT NULL')},${amountColumns('tolerance', 'NULL')},
    description TEXT NOT NULL,
    customer_name TEXT,
    customer_email TEXT,
    created_at_ms INTEGER NOT NULL,
    updated_at_ms INTEGER NOT NULL,
    checked_at_ms INTEGER,
    abandoned_at_ms INTEGER,
    CHECK ((tolerance_whole IS NULL) = (tolerance_frac IS NULL))
  ) STRICT;
  CREATE INDEX invoices_newest ON invoices (created_at_ms DESC, seq DESC);
  CREATE INDEX invoices_filtered ON invoices (status, provider, created_at_ms DESC, seq DESC);
  CREATE INDEX invoices_asked ON invoices (asked_whole, asked_frac);
  CREATE INDEX invoices_account ON invoices (account_seq);

  CREATE TABLE payment_links (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    invoice_seq INTEGER NOT NULL REFERENCES invoices (seq),
    account_seq INTEGER NOT NULL REFERENCES provider_accounts (seq),
    marker TEXT NOT NULL UNIQUE,
    stage TEXT NOT NULL CHECK (stage IN ('creating', 'lost', 'refused', 'live')),
    reading TEXT NOT NULL CHECK (reading IN ('open', 'confirming', 'underpaid', 'paid', 'overpaid', 'expired', 'failed', 'refunded', 'unheard')),
    provider_ref TEXT,
    url TEXT,
    raw_status TEXT,
    raw_answer TEXT,
    failure_code TEXT,
    failure_words TEXT,
    last_error TEXT,
    created_at_ms INTEGER NOT NULL,
    made_at_ms INTEGER,
    expires_at_ms INTEGER,
    checked_at_ms INTEGER,
    next_check_at_ms INTEGER,${amountColumns('received', 'NULL')},
    end_reason TEXT CHECK (end_reason IN ('declined', 'cancelled', 'expired')),
    mismatched INTEGER NOT NULL DEFAULT 0 CHECK (mismatched IN (0, 1)),
    UNIQUE (account_seq, provider_ref),
    CHECK (stage <> 'live' OR provider_ref IS NOT NULL),
    CHECK (stage = 'live' OR next_check_at_ms IS NULL)
  ) STRICT;
  CREATE INDEX payment_links_of_invoice ON payment_links (invoice_seq);
  CREATE INDEX payment_links_due ON payment_links (next_check_at_ms, created_at_ms, account_seq)
    WHERE next_check_at_ms IS NOT NULL;
  CREATE INDEX payment_links_unanswered ON payment_links (stage) WHERE stage IN ('creating', 'lost');
  CREATE INDEX payment_links_ref ON payment_links (provider_ref COLLATE NOCASE) WHERE provider_ref IS NOT NULL;

  CREATE TABLE receipts (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    invoice_seq INTEGER NOT NULL REFERENCES invoices (seq),
    link_seq INTEGER NOT NULL REFERENCES payment_links (seq),
    provider_receipt_id TEXT NOT NULL,
    tx_hash TEXT,
    payer TEXT,
    currency TEXT NOT NULL CHECK ${currency('currency')},${amountColumns('amount', 'NOT NULL', 'amount')},
    credited_currency TEXT CHECK ${currency('credited_currency')},${amountColumns('credited', 'NULL')},
    paid_at_ms INTEGER NOT NULL,
    time_observed INTEGER NOT NULL CHECK (time_observed IN (0, 1)),
    not_before_ms INTEGER,
    recorded_at_ms INTEGER NOT NULL,
    raw TEXT NOT NULL,
    UNIQUE (link_seq, provider_receipt_id),
    CHECK ((credited_currency IS NULL) = (credited_whole IS NULL)),
    CHECK ((credited_whole IS NULL) = (credited_frac IS NULL))
  ) STRICT;
  CREATE INDEX receipts_of_invoice ON receipts (invoice_seq);
  CREATE INDEX receipts_paid ON receipts (paid_at_ms, seq);
  CREATE INDEX receipts_hash ON receipts (tx_hash COLLATE NOCASE) WHERE tx_hash IS NOT NULL;

  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    till_seq INTEGER NOT NULL REFERENCES tills (seq),
    invoice_seq INTEGER REFERENCES invoices (seq),
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    data TEXT NOT NULL CHECK (json_valid(data) AND json_type(data) = 'object')
  ) STRICT;
  CREATE INDEX events_of_invoice ON events (invoice_seq, seq) WHERE invoice_seq IS NOT NULL;
  ${['invoices', 'payment_links', 'receipts', 'events'].map(kept).join('')}
  CREATE TRIGGER events_stay BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'an event is never rewritten'); END;

  CREATE VIRTUAL TABLE invoices_search USING fts5 (
    number, description, customer_name, customer_email,
    content = 'invoices', content_rowid = 'seq',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
  );
  CREATE TRIGGER invoices_searched AFTER INSERT ON invoices BEGIN
    INSERT INTO invoices_search (rowid, number, description, customer_name, customer_email)
    VALUES (new.seq, new.number, new.description, new.customer_name, new.customer_email);
  END;
  CREATE TRIGGER invoices_searched_anew
  AFTER UPDATE OF number, description, customer_name, customer_email ON invoices BEGIN
    INSERT INTO invoices_search (invoices_search, rowid, number, description, customer_name, customer_email)
    VALUES ('delete', old.seq, old.number, old.description, old.customer_name, old.customer_email);
    INSERT INTO invoices_search (rowid, number, description, customer_name, customer_email)
    VALUES (new.seq, new.number, new.description, new.customer_name, new.customer_email);
  END;
  `,
}
