import type { ReceiptSort } from '../../../../shared/contract/shapes/lists/receipts.ts'
import { PARTS, readParts } from '../amounts.ts'
import { instants, type OrderKeys, single } from '../order-keys.ts'
import { byName } from '../sums.ts'
import type { ReceiptColumns } from './columns.ts'

/** By what receipts are sorted. */
export type ReceiptOrder = ReceiptSort['by']

/** Orders that are those of the receipts' invoices. */
export type InvoicesOrder = Exclude<ReceiptOrder, 'paid' | 'received'>

/** Gives what an order compares; `invoicesIn` gives the rows of all invoices in an order of theirs. */
export function receiptOrderKeys(
  columns: ReceiptColumns,
  by: ReceiptOrder,
  invoicesIn: (by: InvoicesOrder) => Uint32Array,
): OrderKeys {
  switch (by) {
    case 'paid':
      return instants(columns.paidAt)
    case 'received':
      return received(columns)
    default: {
      const places = placesOf(invoicesIn(by))
      return single((row) => places[columns.invoice[row] as number] as number)
    }
  }
}

/** The currency first: amounts of two of them cannot be compared. */
function received(columns: ReceiptColumns): OrderKeys {
  const { currency, codes } = columns
  const names = codes.currency.values.toSorted(byName)
  const places = codes.currency.values.map((name) => names.indexOf(name))
  return {
    parts: 1 + PARTS,
    read(row, into) {
      into[0] = places[currency[row] as number] ?? 0
      readParts({ rows: columns, nth: 0 }, row, into, 1)
    },
  }
}

/** Gives the place of each row in an order. */
function placesOf(rows: Uint32Array): Uint32Array {
  const places = new Uint32Array(rows.length)
  for (let place = 0; place < rows.length; place += 1) places[rows[place] as number] = place
  return places
}
