import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { migrate } from '../../../src/main/ledger/sqlite/migrate.ts'
import { MIGRATIONS } from '../../../src/main/ledger/sqlite/migrations/index.ts'
import { openBook } from '../../../src/main/ledger/sqlite/open.ts'
import { START } from './facts.ts'

/** The shapes that were released before the newest one. */
export const OLDER_SHAPES: readonly number[] = MIGRATIONS.slice(0, -1).map((one) => one.number)

/** The last shape whose events carry no hash. */
const UNCHAINED = 11

/** Writes a live book of an earlier shape as a program of that time left it: `sales` sales, each of them paid. */
export async function writeOlderBook(path: string, shape: number, sales: number): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  const db = openBook(path, { newestVersion: MIGRATIONS.length })
  // From shape 12 on an event carries its hash: what was written before is chained.
  await migrate(db, MIGRATIONS.slice(0, Math.min(shape, UNCHAINED)), START)
  db.exec(`
    INSERT INTO tills (seq, id, code, last_number, created_at_ms) VALUES (1, '${'t'.repeat(36)}', 'CF', ${sales}, ${START});
    INSERT INTO book (seq, id, kind, zone, till_seq, created_at_ms)
    VALUES (1, '${'b'.repeat(36)}', 'live', 'Africa/Algiers', 1, ${START});
    INSERT INTO provider_accounts (seq, id, till_seq, provider, label, settings, created_at_ms, key_fingerprint)
    VALUES (1, 'account-of-the-shop', 1, 'daisy', 'Shop', '{}', ${START}, '');
    WITH RECURSIVE n (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ${sales})
    INSERT INTO invoices (seq, id, till_seq, number, token, account_seq, provider, status, currency, asked_whole,
      asked_frac, received_whole, received_frac, description, created_at_ms, updated_at_ms)
    SELECT n, printf('%036d', n), 1, printf('CF-%06d', n), n, 1, 'daisy', 'paid', 'EUR', 49, 0, 49, 0, 'Two lamps',
      ${START} + n, ${START} + n FROM n;
    INSERT INTO payment_links (id, till_seq, invoice_seq, account_seq, marker, stage, reading, provider_ref, url,
      created_at_ms)
    SELECT id, 1, seq, 1, number, 'live', 'paid', number, 'https://pay.example/', created_at_ms FROM invoices;
    INSERT INTO receipts (id, till_seq, invoice_seq, link_seq, provider_receipt_id, currency, amount_whole, amount_frac,
      credited_currency, credited_whole, credited_frac, paid_at_ms, time_observed, recorded_at_ms, raw)
    SELECT id, 1, invoice_seq, seq, 'one', 'EUR', 49, 0, 'EUR', 49, 0, created_at_ms, 0, created_at_ms, '{}'
    FROM payment_links;
    INSERT INTO events (id, till_seq, invoice_seq, at_ms, kind, data)
    SELECT id, 1, seq, created_at_ms, 'created', '{}' FROM invoices`)
  await migrate(db, MIGRATIONS.slice(0, shape), START)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

/** The facts that every shape keeps, in their order; equal before and after a migration. */
export function factsIn(path: string): string {
  const db = new Database(path, { readonly: true })
  try {
    return ['invoices', 'receipts']
      .map((table) =>
        db
          .prepare(
            `SELECT seq, id, ${table === 'invoices' ? 'number, token, status, asked_whole' : 'link_seq, amount_whole, paid_at_ms'} FROM ${table} ORDER BY seq`,
          )
          .raw()
          .all(),
      )
      .map((rows) => JSON.stringify(rows))
      .join('\n')
  } finally {
    db.close()
  }
}
