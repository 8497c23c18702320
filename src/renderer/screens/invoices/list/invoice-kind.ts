import { INVOICES, type InvoiceTypes } from '../../../data/lists/sources.ts'
import { filterOf } from '../filter/choice.ts'
import { INVOICE_FILTERS } from '../filter/parts.ts'
import { INVOICE_REVIEW } from '../review/reviewing.ts'
import { COLUMNS, NARROW } from './columns.ts'
import type { ListKind } from './list-kind.ts'
import { ListRow } from './list-row.tsx'
import { SumsRow } from './sums-row.tsx'

/** Every invoice of the book: what was asked. */
export const INVOICE_KIND: ListKind<InvoiceTypes> = {
  source: INVOICES,
  specs: COLUMNS,
  narrow: NARROW,
  money: ['asked', 'received', 'difference'],
  orders: {
    ...{ number: 'number', created: 'created', customer: 'customer', asked: 'asked', received: 'received' },
    ...{ difference: 'difference', status: 'status', account: 'account' },
  },
  downFirst: ['number', 'created', 'asked', 'received'],
  usualSort: { by: 'created', down: true },
  filters: INVOICE_FILTERS,
  review: INVOICE_REVIEW,
  filterOf,
  exportOf: (filter, shown) => ({ list: 'invoices', filter, shown }),
  inFile: {
    ...{ number: ['invoice_number'], created: ['created_at'], customer: ['customer_name'] },
    ...{ asked: ['currency', 'asked'], received: ['currency', 'received'] },
    ...{ difference: ['currency', 'difference'], refunded: ['currency', 'refunded'] },
    ...{ status: ['status'], account: ['account'], description: ['description'], tags: ['tags'] },
    ...{ paid: ['paid_at'], reference: ['provider_ref'], provider: ['provider'] },
    ...{ reviewed: ['reviewed', 'reviewed_by', 'reviewed_at_utc'] },
  },
  invoiceOf: ({ id }) => id,
  rowClass: 'list-row',
  cellPrefix: 'list',
  Row: ListRow,
  SumsRow,
}
