/** An amount as the book's own readable columns tell it: what they hold, in SQL that the shell of every version knows. */
const readable = (whole: string, frac: string) =>
  `CASE WHEN ${frac} = 0 THEN printf('%d', ${whole}) ELSE rtrim(printf('%d.%018d', ${whole}, ${frac}), '0') END`

const less = (a: string, b: string, c: string, d: string) => {
  const isBelow = `((${a}, ${b}) < (${c}, ${d}))`
  const whole = `iif(${isBelow}, ${c} - ${a} - (${d} < ${b}), ${a} - ${c} - (${b} < ${d}))`
  const frac = `iif(${isBelow}, ${d} - ${b} + (${d} < ${b}) * 1000000000000000000, ${b} - ${d} + (${b} < ${d}) * 1000000000000000000)`
  return `iif(${isBelow}, '-', '') || ${readable(whole, frac)}`
}

const utc = (at: string, end = 'Z') =>
  `strftime('%Y-%m-%dT%H:%M:%f', ${at} / 1000.0, 'unixepoch') || '${end}'`

const amountOf = (name: string) => [`${name}_whole`, `${name}_frac`] as const

/** The columns of a file of receipts, in their order; the zone is UTC, which is the one that the shell can tell. */
const VALUES = [
  ...[
    'invoice.number',
    'invoice.id',
    'invoice.provider',
    'account.label',
    'receipt.id',
    'receipt.provider_receipt_id',
  ],
  ...['receipt.tx_hash', 'receipt.payer', 'receipt.currency', 'receipt.amount', 'receipt.credited_currency'],
  // The book's own readable column says "0." of nothing.
  'iif(receipt.credited_currency IS NULL, NULL, receipt.credited_amount)',
  ...[
    utc('receipt.paid_at_ms', '+00:00'),
    utc('receipt.paid_at_ms'),
    "iif(receipt.time_observed, 'yes', 'no')",
  ],
  ...[utc('receipt.recorded_at_ms'), 'invoice.status', 'invoice.currency', 'invoice.asked_amount'],
  ...['invoice.description', 'invoice.customer_name', 'invoice.customer_email'],
  ...['coalesce(link.asked_amount, invoice.asked_amount)', "'receipt'", 'NULL', 'NULL'],
  ...["strftime('%Y-%m-%d', receipt.paid_at_ms / 1000.0, 'unixepoch')"],
  ...["strftime('%Y-%m', receipt.paid_at_ms / 1000.0, 'unixepoch')", 'link.provider_ref'],
  less(...amountOf('invoice.received'), ...amountOf('invoice.asked')),
  readable('coalesce(beside.gave_whole, 0)', 'coalesce(beside.gave_frac, 0)'),
  `iif(receipt.currency = receipt.credited_currency, ${less(...amountOf('receipt.amount'), ...amountOf('receipt.credited'))}, NULL)`,
  'coalesce(receipt.credited_currency, receipt.currency)',
  'iif(receipt.credited_currency IS NULL, receipt.amount, receipt.credited_amount)',
  'beside.note',
  "iif(invoice.tags IS NULL, NULL, (SELECT group_concat(tag.value, ' ') FROM json_each(invoice.tags) AS tag))",
  ...[
    "iif(invoice.reviewed_at_ms IS NULL, 'no', 'yes')",
    'invoice.reviewed_by',
    utc('invoice.reviewed_at_ms'),
  ],
  ...['beside.handled_by', utc('beside.handled_at_ms')],
] as const

const BESIDE = `CREATE TEMP TABLE beside (invoice_seq INTEGER PRIMARY KEY, note TEXT, handled_by TEXT, handled_at_ms INTEGER,
  gave_whole INTEGER, gave_frac INTEGER);
INSERT INTO beside (invoice_seq, gave_whole, gave_frac) SELECT invoice_seq, total_whole, total_frac FROM refunds WHERE true
  ORDER BY seq ON CONFLICT DO UPDATE SET gave_whole = excluded.gave_whole, gave_frac = excluded.gave_frac;
INSERT INTO beside (invoice_seq, handled_by, handled_at_ms) SELECT invoice_seq, person, settled_at_ms FROM exceptions
  WHERE settled_how = 'person' AND invoice_seq IS NOT NULL ORDER BY settled_at_ms, seq
  ON CONFLICT DO UPDATE SET handled_by = excluded.handled_by, handled_at_ms = excluded.handled_at_ms;
INSERT INTO beside (invoice_seq, note) SELECT invoice_seq, json_extract(data, '$.text') FROM events
  WHERE kind = 'note' AND invoice_seq IS NOT NULL ORDER BY seq ON CONFLICT DO UPDATE SET note = excluded.note;
`

/** What the shell is told to read the first receipts of a book with, with all columns of our file; notes that were undone are not in a sample. */
export function peerSql(names: readonly string[], limit: number): string {
  if (names.length !== VALUES.length) throw new Error('the peer reads other columns than the file has')
  const values = VALUES.map((value, n) => `${value} AS ${names[n]}`)
  return `${BESIDE}SELECT ${values.join(', ')}
  FROM receipts AS receipt INDEXED BY receipts_paid
  CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
  CROSS JOIN payment_links AS link ON link.seq = receipt.link_seq
  CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq
  LEFT JOIN beside ON beside.invoice_seq = invoice.seq
  ORDER BY receipt.paid_at_ms, receipt.seq LIMIT ${limit};
`
}
