import { RECEIPTS, type ReceiptTypes } from '../../../../data/lists/sources.ts'
import { receiptFilterOf } from '../../filter/choice.ts'
import { RECEIPT_FILTERS } from '../../filter/parts.ts'
import type { ListKind } from '../list-kind.ts'
import { RECEIPT_COLUMNS, RECEIPT_NARROW } from './columns.ts'
import { ReceiptSumsRow } from './receipt-sums-row.tsx'
import { ReceiptsRow } from './receipts-row.tsx'

/** Every receipt of the book: what arrived. */
export const RECEIPT_KIND: ListKind<ReceiptTypes> = {
  source: RECEIPTS,
  specs: RECEIPT_COLUMNS,
  narrow: RECEIPT_NARROW,
  money: ['received'],
  orders: {
    ...{ paid: 'paid', received: 'received', sale: 'number', customer: 'customer', account: 'account' },
  },
  downFirst: ['paid', 'received', 'number'],
  usualSort: { by: 'paid', down: true },
  filters: RECEIPT_FILTERS,
  review: null,
  filterOf: receiptFilterOf,
  exportOf: (filter, shown) => ({ list: 'receipts', filter, shown }),
  inFile: {
    ...{ paid: ['paid_at'], received: ['net_currency', 'net'], sale: ['invoice_number'] },
    ...{ customer: ['customer_name'], account: ['account'], transaction: ['tx_hash'], payer: ['payer'] },
    ...{ reference: ['provider_ref'], recorded: ['recorded_at_utc'], came: ['currency', 'amount'] },
    ...{ provider: ['provider'] },
  },
  invoiceOf: ({ invoiceId }) => invoiceId,
  rowClass: 'list-row receipts-row',
  cellPrefix: 'receipts',
  Row: ReceiptsRow,
  SumsRow: ReceiptSumsRow,
}
