import Database from 'better-sqlite3'

/** A sale as it lies in a book. */
export interface FoundSale {
  readonly id: string
  readonly token: string
  readonly number: string
  readonly status: string
  readonly receipts: number
}

/** What a look into a closed book, or into the copy of a killed one, has found. */
export interface Audit {
  /** What is broken or half done; empty when nothing is. */
  readonly halves: readonly string[]
  /** Numbers, tokens and transfers that are there twice. */
  readonly repeats: readonly string[]
  readonly sales: ReadonlyMap<string, FoundSale>
  /** The texts of all notes. */
  readonly notes: ReadonlySet<string>
}

/**
 * Reads a whole book: its integrity, its sales by their tokens, and whether the numbers run from 1 without a hole or a repeat; where a
 * book may go on above what was reserved, without a repeat alone.
 */
export function auditBook(path: string, { mayHaveGaps = false } = {}): Audit {
  const db = new Database(path, { fileMustExist: true })
  try {
    const found = db
      .prepare(
        `SELECT id, token, number, status, (SELECT count(*) FROM receipts WHERE invoice_seq = invoices.seq) AS receipts
         FROM invoices ORDER BY seq`,
      )
      .all() as FoundSale[]
    const count = (sql: string) => Number(db.prepare(sql).pluck().get())
    const halves: string[] = []
    const integrity = db.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') halves.push(`integrity: ${String(integrity)}`)
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0) halves.push('rows that name no row')
    const linkless = count(
      'SELECT count(*) FROM invoices WHERE NOT EXISTS (SELECT 1 FROM payment_links WHERE invoice_seq = invoices.seq)',
    )
    if (linkless > 0) halves.push(`${linkless} sales without a link`)
    const untold = count(
      "SELECT count(*) FROM invoices WHERE NOT EXISTS (SELECT 1 FROM events WHERE invoice_seq = invoices.seq AND kind = 'created')",
    )
    if (untold > 0) halves.push(`${untold} sales whose making is not told`)
    const unpaid = count(
      `SELECT count(*) FROM invoices WHERE status = 'paid'
       AND NOT EXISTS (SELECT 1 FROM receipts WHERE invoice_seq = invoices.seq)
       AND NOT EXISTS (SELECT 1 FROM exceptions WHERE invoice_seq = invoices.seq AND kind = 'differs')`,
    )
    if (unpaid > 0) halves.push(`${unpaid} paid sales without a receipt or a word about it`)
    const places = found.map((one) => Number(one.number.replace(/^.*-/, '')))
    const last = count('SELECT last_number FROM tills')
    if (mayHaveGaps) {
      if (last < Math.max(0, ...places))
        halves.push(`the till's last number is ${last}, below one that was given`)
    } else if (places.some((place, index) => place !== index + 1)) halves.push('the numbers have a hole')
    else if (last !== places.length) halves.push(`the till's last number is ${last} of ${places.length}`)
    const repeats = [
      ...repeated(found.map((one) => one.number)),
      ...repeated(found.map((one) => one.token)),
      ...(db
        .prepare(
          'SELECT provider_receipt_id FROM receipts GROUP BY link_seq, provider_receipt_id HAVING count(*) > 1',
        )
        .pluck()
        .all() as string[]),
    ]
    const notes = db
      .prepare("SELECT data ->> 'text' FROM events WHERE kind = 'note'")
      .pluck()
      .all() as string[]
    return { halves, repeats, sales: new Map(found.map((one) => [one.token, one])), notes: new Set(notes) }
  } finally {
    db.close()
  }
}

/** The texts that stand more than once in a list. */
export function repeated(texts: readonly string[]): string[] {
  return [...Map.groupBy(texts, (text) => text)].flatMap(([text, own]) => (own.length > 1 ? [text] : []))
}

/** The numbers of all sales in a closed book. */
export function numbersIn(path: string): ReadonlySet<string> {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    return new Set(db.prepare('SELECT number FROM invoices').pluck().all() as string[])
  } finally {
    db.close()
  }
}

/** The tokens of all refunds in a closed book. */
export function refundTokensIn(path: string): readonly string[] {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    return db.prepare('SELECT token FROM refunds WHERE undoes_seq IS NULL').pluck().all() as string[]
  } finally {
    db.close()
  }
}
