import type { EventKind } from '../history/events.ts'
import type { NewerSales, OlderState } from '../port/copies/restored.ts'
import type { Reading } from '../sqlite/context.ts'
import { inSnapshot } from '../sqlite/context.ts'
import { all, get } from '../sqlite/sql.ts'
import { eventIdAt } from '../witness/totals.ts'

/** So many numbers are named; the others are counted. */
export const NAMED = 50

/** A sale can be asked about again by a link that its provider has, or may have. */
export const ASKABLE = `EXISTS (SELECT 1 FROM payment_links AS link WHERE link.invoice_seq = invoice.seq
  AND (link.stage IN ('lost', 'creating') OR (link.stage = 'live' AND link.url IS NOT NULL)))`

/** The payments of a standing link are told again by the link itself, but for those that came out of a file. */
export const BY_STANDING = `(invoice.import_seq IS NULL
  AND EXISTS (SELECT 1 FROM standing_payments WHERE standing_payments.invoice_seq = invoice.seq))`

/** What a person did besides, to the book or to a sale that the older state has: another computer has to know it. */
const ACTS: readonly EventKind[] = [
  ...([
    'link_requested',
    'rest_requested',
    'taken_up',
    'abandoned',
    'short_accepted',
    'refund_undone',
  ] as const),
  ...(['standing_requested', 'standing_put_away', 'standing_taken_back'] as const),
  ...(['account_added', 'account_changed', 'account_key_changed', 'account_forgotten'] as const),
  ...(['item_added', 'item_changed', 'item_put_away', 'item_taken_back'] as const),
  ...(['import_begun', 'import_undone'] as const),
]

/** Months closed and opened again, and what statements say of them. */
const OF_PERIODS: readonly EventKind[] = ['period_closed', 'period_reopened', 'tied_out']

/** What a person resolved; the book resolves more by itself. */
const HANDLED = `(kind = 'exception_settled' AND json_extract(data, '$.how') = 'person')`

/** Imports whose sales the older state has, and that were undone since. */
const UNDONE_SQL = `SELECT count(*) AS n FROM events AS undone CROSS JOIN imports AS own ON own.id = json_extract(undone.data, '$.import')
  WHERE undone.seq > ?1 AND undone.kind = 'import_undone' AND EXISTS (SELECT 1 FROM invoices WHERE seq <= ?2 AND import_seq = own.seq)`

/** Reviews and tags, and what undoes such an edit. */
const MARKS: readonly EventKind[] = [
  ...(['reviewed', 'unreviewed', 'tagged', 'untagged', 'edit_undone', 'edit_redone'] as const),
]

/** Says of each older state whether it is one of this book: the same event stands at its end. */
export function isOlder(reading: Reading, { events, lastEventId }: OlderState): boolean {
  return lastEventId === null ? events === 0 : eventIdAt(reading, events) === lastEventId
}

/** Reads what the book holds beyond an older state of it; null where that is none of this book. */
export function readNewer(reading: Reading, older: OlderState): NewerSales | null {
  return inSnapshot(reading, () => {
    if (!isOlder(reading, older)) return null
    const count = (sql: string, from: number) => Number(get<{ n: bigint }>(reading, sql, [from])?.n ?? 0)
    const askable = all<{ account: string; sales: bigint }>(
      reading,
      `SELECT account.label AS account, count(*) AS sales FROM invoices AS invoice
       JOIN provider_accounts AS account ON account.seq = invoice.account_seq
       WHERE invoice.seq > ? AND (${ASKABLE} OR ${BY_STANDING}) GROUP BY account.seq ORDER BY account.label`,
      [older.invoices],
    )
    const lost = `FROM invoices AS invoice WHERE invoice.seq > ? AND invoice.withdrawn_at_ms IS NULL AND NOT (${ASKABLE} OR ${BY_STANDING})`
    return {
      sales: count(
        'SELECT count(*) AS n FROM invoices WHERE seq > ? AND withdrawn_at_ms IS NULL',
        older.invoices,
      ),
      askable: askable.map(({ account, sales }) => ({ account, sales: Number(sales) })),
      lost: count(`SELECT count(*) AS n ${lost}`, older.invoices),
      lostNumbers: all<{ number: string }>(
        reading,
        `SELECT number ${lost} ORDER BY invoice.seq LIMIT ${NAMED}`,
        [older.invoices],
      ).map(({ number }) => number),
      refunds: count(
        "SELECT count(*) AS n FROM events WHERE seq > ? AND kind = 'refund_recorded'",
        older.events,
      ),
      marks: count(
        `SELECT count(*) AS n FROM events WHERE seq > ? AND kind IN (${MARKS.map((kind) => `'${kind}'`).join()})`,
        older.events,
      ),
      notes: count("SELECT count(*) AS n FROM events WHERE seq > ? AND kind = 'note'", older.events),
      periods: count(
        `SELECT count(*) AS n FROM events WHERE seq > ? AND kind IN (${OF_PERIODS.map((kind) => `'${kind}'`).join()})`,
        older.events,
      ),
      imports: Number(
        get<{ n: bigint }>(reading, UNDONE_SQL, { 1: older.events, 2: older.invoices })?.n ?? 0,
      ),
      acts: count(
        `SELECT count(*) AS n FROM events WHERE seq > ? AND (kind IN (${ACTS.map((kind) => `'${kind}'`).join()}) OR ${HANDLED})
         AND (invoice_seq IS NULL OR invoice_seq <= ${older.invoices})`,
        older.events,
      ),
    }
  })
}
