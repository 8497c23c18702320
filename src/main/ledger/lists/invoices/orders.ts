import type { Reading } from '../../sqlite/context.ts'
import { plainRows } from '../../sqlite/sql.ts'
import { rowOf } from '../cells.ts'
import { createOrders, type Orders, sortingBy } from '../orders.ts'
import type { Compare } from '../sort-rows.ts'
import type { Columns } from './columns.ts'
import { type ListOrder, orderKeys, type TextOrder } from './order-keys.ts'
import { readAccounts } from './read-columns.ts'

/** What of an invoice can change after it was written down. */
const MOVES: ReadonlySet<ListOrder> = new Set(['received', 'difference', 'status'])

const TEXTS: Readonly<Record<TextOrder, readonly string[]>> = {
  number: ['till_seq', 'length(number)', 'number'],
  customer: ["coalesce(customer_name, '') COLLATE NOCASE"],
}

const isText = (by: ListOrder): by is TextOrder => Object.hasOwn(TEXTS, by)

/** Makes the orders of columns that follow the book of `reading`. */
export function createInvoiceOrders(reading: Reading, columns: Columns): Orders<ListOrder> {
  function places(): readonly number[] {
    const placeOf = new Map(readAccounts(reading).map(({ seq }, place) => [seq, place]))
    return columns.codes.account.values.map((seq) => placeOf.get(seq) ?? 0)
  }

  function textRows(by: TextOrder): Uint32Array {
    const seqs = plainRows<readonly [number]>(
      reading,
      `SELECT seq FROM invoices ORDER BY ${TEXTS[by].join(', ')}, seq`,
    )
    return Uint32Array.from(seqs, ([seq]) => rowOf(columns, seq))
  }

  /** Texts are compared where they lie, by the rules of the book. */
  function compareTexts(by: TextOrder): Compare {
    const side = (name: string) =>
      `(${TEXTS[by].map((one) => one.replace(/(till_seq|number|customer_name)/, `${name}.$1`)).join(', ')})`
    const [one, other] = [side('one'), side('other')]
    const sql = `SELECT (${one} > ${other}) - (${one} < ${other}) FROM invoices AS one, invoices AS other
      WHERE one.seq = ? AND other.seq = ?`
    return (a, b) => {
      const [found] = plainRows<readonly [number]>(reading, sql, [
        columns.seq[a] as number,
        columns.seq[b] as number,
      ])
      return found?.[0] ?? 0
    }
  }

  const byKeys = sortingBy<Exclude<ListOrder, TextOrder>>(
    columns,
    (by) => orderKeys(columns, by, places()),
    new Set(),
  )
  return createOrders<ListOrder>({
    sorted: (by) => (isText(by) ? textRows(by) : byKeys.sorted(by)),
    compare: (by) => (isText(by) ? compareTexts(by) : byKeys.compare(by)),
    moves: MOVES,
  })
}
