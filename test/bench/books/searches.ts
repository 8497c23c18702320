import { execFileSync } from 'node:child_process'
import { readWritten } from '../../../src/main/ledger/search/written.ts'
import type { Reading } from '../../../src/main/ledger/sqlite/context.ts'
import type { Chance } from '../../support/app/chance.ts'

/** Parts are as long as this, in turn. */
const LENGTHS = [2, 3, 4, 5, 7, 12]

/** Gives parts of what is written of sales all over a book, as somebody would type them: each stands in one text. */
export function createFragments(reading: Reading, count: number, { unit }: Chance) {
  let nth = 0
  return function fragment(): string {
    for (;;) {
      const [written] = readWritten(reading, [1 + Math.floor(unit() * count)])
      const texts = (written?.texts ?? []).map(({ text }) => text).filter((text) => text.trim().length > 1)
      const text = texts[Math.floor(unit() * texts.length)] ?? ''
      const length = Math.min(LENGTHS[nth % LENGTHS.length] as number, text.length)
      const from = Math.floor(unit() * (text.length - length + 1))
      const part = text.slice(from, from + length).trim()
      if (part.length < 2) continue
      nth += 1
      return part
    }
  }
}

/** The newest 50 sales that hold a text somewhere, as the `sqlite3` shell finds them; throws where there is no shell. */
export function byShell(path: string, part: string): string {
  const like = `LIKE '%${part.replaceAll("'", "''")}%'`
  const columns = (table: string, ...names: string[]) =>
    names.map((name) => `${table}.${name} ${like}`).join(' OR ')
  const sql = `SELECT DISTINCT invoice.number FROM invoices AS invoice
    LEFT JOIN payment_links AS link ON link.invoice_seq = invoice.seq
    LEFT JOIN receipts AS receipt ON receipt.invoice_seq = invoice.seq
    WHERE ${columns('invoice', 'number', 'customer_name', 'customer_email', 'description')}
      OR ${columns('link', 'provider_ref', 'url', 'marker')} OR ${columns('receipt', 'tx_hash', 'payer', 'provider_receipt_id')}
    ORDER BY invoice.seq DESC LIMIT 50`
  return execFileSync('sqlite3', ['-readonly', path, sql], { encoding: 'utf8' })
}
