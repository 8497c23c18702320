import type { ListedInvoice } from '../../../../shared/contract/shapes/lists/list.ts'
import type { WrittenIn } from '../../../../shared/contract/shapes/lists/written-in.ts'
import { asInvoiceRow, invoicesBySeq } from '../../invoices/rows.ts'
import { matchOf } from '../../search/match.ts'
import type { Wanted } from '../../search/wanted.ts'
import { readWritten } from '../../search/written.ts'
import type { Reading } from '../../sqlite/context.ts'

/** What the columns of the list show. */
const SHOWN: readonly WrittenIn[] = ['number', 'customer', 'description']

/** Reads the invoices of these keys, in their order, and where they are what a search wants if no column shows it. */
export function readListed(reading: Reading, seqs: readonly bigint[], wanted: Wanted): ListedInvoice[] {
  const rows = invoicesBySeq(reading, seqs)
  const written = wanted.length === 0 ? [] : readWritten(reading, seqs.map(Number))
  const matches = new Map(written.map((one) => [one.seq, matchOf(wanted, one, SHOWN)]))
  return rows.map((row) => ({ ...asInvoiceRow(row), match: matches.get(Number(row.seq)) ?? null }))
}
