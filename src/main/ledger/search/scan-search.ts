import type { InvoiceStatus } from '../../../shared/status/status.ts'
import { fold } from '../../../shared/text/fold.ts'
import type { Reading } from '../sqlite/context.ts'
import { plainRows } from '../sqlite/sql.ts'
import { type Facts, fits } from './fits.ts'
import { readSurroundings } from './surroundings.ts'
import { readWanted, type Wanted } from './wanted.ts'
import { readWritten, searchedText } from './written.ts'

/** Texts are read so many at once. */
const PIECE = 500

const FACTS_SQL = `SELECT invoice.seq, invoice.created_at_ms,
    (SELECT max(receipt.paid_at_ms) FROM receipts AS receipt WHERE receipt.invoice_seq = invoice.seq),
    invoice.status, invoice.currency, account.label
  FROM invoices AS invoice CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq
  WHERE invoice.withdrawn_at_ms IS NULL`

type FactsRow = readonly [
  seq: number,
  createdAt: number,
  paidAt: number | null,
  status: InvoiceStatus,
  currency: string,
  account: string,
]

/** Finds the keys of the invoices that a search wants by looking at every one. */
export function scanSearch(reading: Reading, search: string): readonly number[] {
  const wanted = readWanted(search, readSurroundings(reading))
  const facts = readFacts(reading)
  return wantedOf(reading, wanted, [...facts.keys()], (seq) => facts.get(seq) as Facts)
}

/** Reads what of each invoice a search looks at beside its texts, by its key. */
export function readFacts(reading: Reading): ReadonlyMap<number, Facts> {
  return new Map(
    plainRows<FactsRow>(reading, FACTS_SQL).map(
      ([seq, createdAt, paidAt, status, currency, account]): [number, Facts] => [
        seq,
        { createdAt, paidAt, status, currency, account: fold(account) },
      ],
    ),
  )
}

/** Marks with 1, at their keys, the sales among others that are what a search wants, by reading each of them. */
export function scanAmong(
  reading: Reading,
  wanted: Wanted,
  { marks, factsOf }: { readonly marks: Uint8Array; factsOf(seq: number): Facts },
): Uint8Array {
  const seqs: number[] = []
  for (let seq = 0; seq < marks.length; seq += 1) if (marks[seq] === 1) seqs.push(seq)
  const found = new Uint8Array(marks.length)
  for (const seq of wantedOf(reading, wanted, seqs, factsOf)) found[seq] = 1
  return found
}

function wantedOf(
  reading: Reading,
  wanted: Wanted,
  seqs: readonly number[],
  factsOf: (seq: number) => Facts,
): number[] {
  const found: number[] = []
  for (let at = 0; at < seqs.length; at += PIECE) {
    for (const written of readWritten(reading, seqs.slice(at, at + PIECE)))
      if (fits(wanted, searchedText(written), () => factsOf(written.seq))) found.push(written.seq)
  }
  return found
}
