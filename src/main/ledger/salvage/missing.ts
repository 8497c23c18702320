import { toDecimal } from '../../../shared/money/money.ts'
import { fromStored } from '../../../shared/money/scale.ts'
import { knownHoles } from '../check/known-holes.ts'
import { type KeyRange, keysIn } from '../history/ranges.ts'
import type { KnownOfBook, MissingReceipt } from '../port/copies/salvage.ts'
import { all, get } from '../sqlite/sql.ts'
import { type NamedRow, type Work, wholeRows } from './fill.ts'
import type { TableName } from './layout.ts'
import type { Numbers } from './numbers.ts'

/** The rows of a table that are known to have been there and did not come. */
export interface MissingRows {
  readonly known: number
  readonly keys: readonly number[]
}

/** Nothing is removed from a book, so that each key up to the highest one was a row; those lost at an earlier salvage are left out. */
export function missingRows(work: Work, table: TableName, known: KnownOfBook): MissingRows {
  const came = work.filled.get(table)?.came ?? new Set()
  const withoutOwner = work.filled.get(table)?.withoutOwner ?? new Map()
  const indexes = table === 'book' ? [] : indexedKeys(work, `sqlite_autoindex_${table}_1`)
  const told = { invoices: known.invoices, receipts: known.receipts, events: known.events }
  const highest = Math.max(
    ...[highestOf(came), highestOf(withoutOwner.keys()), highestOf(indexes)],
    work.source.highestBroken(table),
    told[table as keyof typeof told] ?? 0,
  )
  const earlier = knownHoles(work.book).get(table) ?? []
  const isEarlier = (key: number) => earlier.some(({ from, to }) => key >= from && key <= to)
  const keys: number[] = []
  for (let key = 1; key <= highest; key += 1) if (!came.has(key) && !isEarlier(key)) keys.push(key)
  return { known: Math.max(highest - keysIn(upTo(earlier, highest)), came.size), keys }
}

function upTo(ranges: readonly KeyRange[], highest: number): readonly KeyRange[] {
  return ranges.flatMap(({ from, to }) => (from > highest ? [] : [{ from, to: Math.min(to, highest) }]))
}

/** Gives the highest of some keys; 0 of none. */
export function highestOf(keys: Iterable<number>): number {
  let highest = 0
  for (const key of keys) highest = Math.max(highest, key)
  return highest
}

/** The keys of the rows behind an index's entries. */
function* indexedKeys({ source }: Work, index: string): Generator<number> {
  for (const entry of source.entries(index)) {
    const key = entry.at(-1)
    if (typeof key === 'bigint' && key > 0n && key <= BigInt(Number.MAX_SAFE_INTEGER)) yield Number(key)
  }
}

/** Lists the receipts that did not come, by their rows where these could be read, and by the history where not. */
export function missingReceipts(work: Work, numbers: Numbers): readonly MissingReceipt[] {
  const came = work.filled.get('receipts')?.came ?? new Set()
  const found = new Map<string, MissingReceipt>()
  for (const [key, row] of wholeRows(work, 'receipts')) {
    if (came.has(key)) continue
    const receipt = fromRow(row, numbers)
    found.set(receipt.receiptId, receipt)
  }
  for (const event of seenReceipts(work)) {
    const receipt = fromEvent(event, numbers)
    const isThere =
      receipt === null ||
      found.has(receipt.receiptId) ||
      get(work.book, 'SELECT 1 FROM receipts WHERE id = ?', [receipt.receiptId]) !== null
    if (!isThere) found.set(receipt.receiptId, receipt)
  }
  return [...found.values()]
}

function fromRow(row: NamedRow, numbers: Numbers): MissingReceipt {
  const [whole, frac] = [row.amount_whole, row.amount_frac]
  const stored = { whole: typeof whole === 'bigint' ? whole : 0n, frac: typeof frac === 'bigint' ? frac : 0n }
  const currency = String(row.currency)
  return {
    receiptId: String(row.id),
    providerReceiptId: String(row.provider_receipt_id),
    amount: `${toDecimal(fromStored(currency, stored))} ${currency}`,
    txHash: typeof row.tx_hash === 'string' ? row.tx_hash : null,
    number: numbers.of(Number(row.invoice_seq)),
  }
}

function* seenReceipts(work: Work): Generator<NamedRow> {
  yield* all<NamedRow>(
    work.book,
    "SELECT invoice_seq, data FROM events WHERE kind = 'receipt_seen' ORDER BY seq",
  )
  for (const event of work.filled.get('events')?.withoutOwner.values() ?? [])
    if (event.kind === 'receipt_seen') yield event
}

function fromEvent(event: NamedRow, numbers: Numbers): MissingReceipt | null {
  const { receipt, amount, txHash } = JSON.parse(String(event.data)) as Readonly<Record<string, unknown>>
  if (typeof receipt !== 'string' || typeof amount !== 'string') return null
  return {
    receiptId: receipt,
    providerReceiptId: null,
    amount,
    txHash: typeof txHash === 'string' ? txHash : null,
    number: numbers.of(Number(event.invoice_seq)),
  }
}
