import type { ListedInvoice } from '../../../../shared/contract/shapes/lists/list.ts'
import type { WrittenIn } from '../../../../shared/contract/shapes/lists/written-in.ts'
import { asInvoiceRow, invoicesBySeq } from '../../invoices/rows.ts'
import { matchOf } from '../../search/match.ts'
import type { Wanted } from '../../search/wanted.ts'
import { readWritten } from '../../search/written.ts'
import type { Reading } from '../../sqlite/context.ts'
import { all, msOrNull } from '../../sqlite/sql.ts'

/** What the columns of the list show. */
const SHOWN: readonly WrittenIn[] = ['number', 'customer', 'description']

interface Beside {
  readonly seq: bigint
  readonly paid_at_ms: bigint | null
  readonly reference: string | null
}

export const BESIDE_SQL = `
  SELECT wanted.value AS seq,
    (SELECT max(receipt.paid_at_ms) FROM receipts AS receipt WHERE receipt.invoice_seq = wanted.value) AS paid_at_ms,
    (
      SELECT link.provider_ref FROM payment_links AS link
      WHERE link.invoice_seq = wanted.value AND link.provider_ref IS NOT NULL ORDER BY link.seq DESC LIMIT 1
    ) AS reference
  FROM json_each(?) AS wanted`

/** Reads the invoices of these keys, in their order, and where they are what a search wants if no column shows it. */
export function readListed(reading: Reading, seqs: readonly bigint[], wanted: Wanted): ListedInvoice[] {
  const rows = invoicesBySeq(reading, seqs)
  const written = wanted.length === 0 ? [] : readWritten(reading, seqs.map(Number))
  const matches = new Map(written.map((one) => [one.seq, matchOf(wanted, one, SHOWN)]))
  const beside = new Map(
    all<Beside>(reading, BESIDE_SQL, [`[${seqs.join(',')}]`]).map((one) => [one.seq, one]),
  )
  return rows.map((row) => {
    const own = beside.get(row.seq)
    return {
      ...asInvoiceRow(row),
      paidAt: msOrNull(own?.paid_at_ms ?? null),
      reference: own?.reference ?? null,
      match: matches.get(Number(row.seq)) ?? null,
    }
  })
}
