import type { ProviderId } from '../../../../shared/contract/plain/provider-ids.ts'
import type { ListCounts, ReceiptCounts } from '../../../../shared/contract/shapes/lists/counts.ts'
import { type InvoiceStatus, STATUSES } from '../../../../shared/status/status.ts'
import type { CommonFilter, CountsQuery, InvoiceFilter, ReceiptFilter } from '../../port/lists.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { plainRows } from '../../sqlite/sql.ts'
import { readCommit } from '../../witness/totals.ts'
import { opened } from '../invoices/filter.ts'
import { INVOICES, invoicesWhere } from '../invoices/scan.ts'
import type { CommonChoice } from '../marks.ts'
import { openedReceipts } from '../receipts/filter.ts'
import { RECEIPTS } from '../receipts/received.ts'
import { receiptsWhere } from '../receipts/scan.ts'
import { type Condition, joined, type Scanned } from '../scan-parts.ts'
import { TILL_SQL } from '../till-codes.ts'
import { byValue, type Counted } from './tally.ts'

/** Counts how many invoices each choice of a filter would leave by looking at every one, once for each choice. */
export function scanCounts(reading: Reading, { filter, items }: CountsQuery<InvoiceFilter>): ListCounts {
  return inSnapshot(reading, () => {
    // What is searched takes longest, and is looked for once.
    const left = invoicesWhere(reading, opened(filter))
    const chosen = { ...filter, search: '', period: null, amount: null }
    const of = (part: Partial<InvoiceFilter>) =>
      joined([left, invoicesWhere(reading, { ...chosen, ...part })])
    const countOf = (part: Partial<InvoiceFilter>) => {
      const [all] = counted(reading, INVOICES, "'all'", of(part))
      return all?.count ?? 0
    }
    const statuses = counted<InvoiceStatus>(reading, INVOICES, 'invoice.status', of({ status: [] }))
    const tagged = { ...INVOICES, from: `${INVOICES.from} CROSS JOIN json_each(invoice.tags) AS tag` }
    return {
      ...countedOfAll(reading, INVOICES, of, items),
      status: statuses.filter(({ value }) => STATUSES.includes(value)),
      tag: counted(reading, tagged, 'tag.value', of({ tag: [] })),
      reviewed: countOf({ review: 'reviewed' }),
      unreviewed: countOf({ review: 'unreviewed' }),
      attention: countOf({ attention: true }),
    }
  })
}

/** Counts how many receipts each choice of a filter would leave, as {@link scanCounts} does. */
export function scanReceiptCounts(
  reading: Reading,
  { filter, items }: CountsQuery<ReceiptFilter>,
): ReceiptCounts {
  return inSnapshot(reading, () => {
    const left = receiptsWhere(reading, openedReceipts(filter))
    const chosen = { ...filter, search: '', period: null, amount: null }
    const of = (part: Partial<ReceiptFilter>) =>
      joined([left, receiptsWhere(reading, { ...chosen, ...part })])
    return countedOfAll(reading, RECEIPTS, of, items)
  })
}

/** Counts what the filters of all lists have in common; `of` gives a filter with a part of it as it is told. */
function countedOfAll(
  reading: Reading,
  scanned: Scanned,
  of: (part: Partial<Pick<CommonFilter, CommonChoice>>) => Condition,
  withItems: boolean,
): ReceiptCounts {
  return {
    asOf: readCommit(reading),
    provider: counted<ProviderId>(reading, scanned, 'invoice.provider', of({ provider: [] })),
    accountId: counted(reading, scanned, 'account.id', of({ accountId: [] })),
    currency: counted(reading, scanned, scanned.currency, of({ currency: [] })),
    till: counted(reading, scanned, TILL_SQL, of({ till: [] })),
    item: withItems ? itemsOf(reading, scanned, of({ item: [] })) : [],
  }
}

function counted<Value extends string>(
  reading: Reading,
  { from }: Scanned,
  value: string,
  { sql, params }: Condition,
): Counted<Value>[] {
  const grouped = `SELECT ${value}, count(*) FROM ${from} WHERE ${sql} GROUP BY 1`
  const rows = plainRows<readonly [Value, number]>(reading, grouped, params)
  return rows.map(([one, count]) => ({ value: one, count })).toSorted(byValue)
}

/** Every item that a sale of the book names. */
function itemsOf(reading: Reading, { from, key }: Scanned, { sql, params }: Condition): Counted<string>[] {
  const named = `SELECT line.name, count(DISTINCT ${key}) FROM ${from}
    CROSS JOIN invoice_lines AS line ON line.invoice_seq = invoice.seq WHERE line.name IS NOT NULL AND ${sql} GROUP BY 1`
  const counts = new Map(plainRows<readonly [string, number]>(reading, named, params))
  const all = 'SELECT DISTINCT name FROM invoice_lines WHERE name IS NOT NULL'
  return plainRows<readonly [string]>(reading, all)
    .map(([value]) => ({ value, count: counts.get(value) ?? 0 }))
    .toSorted(byValue)
}
