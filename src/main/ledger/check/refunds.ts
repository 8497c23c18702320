import type { KeyRange } from '../history/ranges.ts'
import type { Reading } from '../sqlite/context.ts'
import { all, get } from '../sqlite/sql.ts'

interface RefundRow {
  readonly seq: bigint
  readonly invoice_seq: bigint
  readonly undoes_seq: bigint | null
  readonly amount_whole: bigint
  readonly amount_frac: bigint
  readonly total_whole: bigint
  readonly total_frac: bigint
  readonly received_whole: bigint
  readonly received_frac: bigint
}

/** A whole unit in the fractions the book counts. */
const ONE = 10n ** 18n

/**
 * Says what is wrong with the refunds of a book; null when each sale's add up, none was more than had been received by then, and
 * whatever undoes one undoes it whole. A provider may count less as received later: that breaks no refund. Where a row is known to
 * be missing (`holes`), the sum of any sale may have moved.
 */
export function faultInRefunds(reading: Reading, holes: readonly KeyRange[]): string | null {
  // A book of an earlier shape has none.
  if (get(reading, "SELECT 1 FROM sqlite_schema WHERE name = 'refunds'") === null) return null
  const rows = all<RefundRow>(
    reading,
    `SELECT seq, invoice_seq, undoes_seq, amount_whole, amount_frac, total_whole, total_frac, received_whole, received_frac
     FROM refunds ORDER BY seq`,
  )
  const last = new Map<bigint, { readonly seq: bigint; readonly total: bigint }>()
  const standing = new Map<bigint, { readonly invoice: bigint; readonly amount: bigint }>()
  for (const row of rows) {
    const { seq, invoice_seq: invoice, undoes_seq: undoes } = row
    const amount = row.amount_whole * ONE + row.amount_frac
    const total = row.total_whole * ONE + row.total_frac
    const { seq: lastSeq = 0n, total: before = 0n } = last.get(invoice) ?? {}
    const mayHaveMoved = holes.some(({ from, to }) => BigInt(to) > lastSeq && BigInt(from) < seq)
    if (undoes === null) {
      const received = row.received_whole * ONE + row.received_frac
      if ((total !== before + amount && !mayHaveMoved) || total > received) return `refunds: ${seq}`
      standing.set(seq, { invoice, amount })
    } else {
      const undone = standing.get(undoes)
      const isWhole = undone?.invoice === invoice && undone.amount === amount
      if (!isWhole || (total !== before - amount && !mayHaveMoved)) return `refunds: ${seq}`
      standing.delete(undoes)
    }
    last.set(invoice, { seq, total })
  }
  return null
}
