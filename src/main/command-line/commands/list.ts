import { LIST_ORDERS } from '../../../shared/contract/shapes/lists/list.ts'
import { RECEIPT_ORDERS } from '../../../shared/contract/shapes/lists/receipts.ts'
import { isoWithOffset } from '../../../shared/time/zone.ts'
import type { BookReader } from '../../ledger/asked/reader.ts'
import { chosen, type Line, MisuseError, wholeNumber } from '../arguments.ts'
import { invoiceFilter, receiptFilter } from '../filter.ts'
import { exact, tableText } from '../tables.ts'
import { timesTold } from '../told.ts'
import type { CommandPorts, Outcome } from './ports.ts'

const LISTS = ['invoices', 'receipts'] as const
type Listed = (typeof LISTS)[number]
const USUAL_LIMIT = 100
const MOST_ROWS = 100_000

/** Which of the lists a line names; the invoices where it names none. Throws a MisuseError. */
export function listOf({ word }: Line): Listed {
  const found = LISTS.find((one) => one === (word ?? 'invoices'))
  if (!found)
    throw new MisuseError({ why: 'badValue', option: 'list', text: word ?? '', allowed: LISTS.join(', ') })
  return found
}

/** Lists invoices or receipts: the newest first, a hundred of them where the line says nothing else. */
export function list(book: BookReader, { line, words }: CommandPorts): Outcome {
  const place = {
    from: wholeNumber(line, 'skip', 1_000_000_000) ?? 0,
    limit: wholeNumber(line, 'limit', MOST_ROWS) ?? USUAL_LIMIT,
  }
  return listOf(line) === 'invoices' ? invoices(book, line, words, place) : receipts(book, line, words, place)
}

interface Place {
  readonly from: number
  readonly limit: number
}

function invoices(book: BookReader, line: Line, { t }: CommandPorts['words'], place: Place): Outcome {
  const { by, down } = sortOf(line, LIST_ORDERS, 'created')
  const { count, rows } = book.invoices({ filter: invoiceFilter(line, book), sort: { by, down }, ...place })
  const table = tableText(
    (['number', 'created', 'customer', 'currency', 'asked', 'received', 'status', 'account'] as const).map(
      (one) => t(`cli.columns.${one}`),
    ),
    rows.map((row) => [
      ...[row.number, isoWithOffset(row.createdAt, book.zone), row.customerName ?? '', row.asked.currency],
      ...[exact(row.asked), exact(row.received), row.status, row.accountLabel],
    ]),
  )
  return told(t('cli.ofInvoices', { count, rows: rows.length }), table, count, timesTold(rows))
}

function receipts(book: BookReader, line: Line, { t }: CommandPorts['words'], place: Place): Outcome {
  const { by, down } = sortOf(line, RECEIPT_ORDERS, 'paid')
  const { count, rows } = book.receipts({ filter: receiptFilter(line, book), sort: { by, down }, ...place })
  const table = tableText(
    (['paid', 'number', 'customer', 'currency', 'received', 'account', 'transaction'] as const).map((one) =>
      t(`cli.columns.${one}`),
    ),
    rows.map((row) => [
      ...[isoWithOffset(row.paidAt, book.zone), row.number, row.customerName ?? '', row.received.currency],
      ...[exact(row.received), row.accountLabel, row.txHash ?? ''],
    ]),
  )
  return told(t('cli.ofReceipts', { count, rows: rows.length }), table, count, timesTold(rows))
}

function told(line: string, table: string, count: number, rows: unknown): Outcome {
  return { value: { count, rows }, text: `${table}\n\n${line}`, isGood: true }
}

/** Reads --sort: the name of an order, with a minus before it for the greatest first. */
function sortOf<By extends string>(line: Line, orders: readonly By[], usual: By): { by: By; down: boolean } {
  const text = line.option('sort')
  if (text === null) return { by: usual, down: true }
  const both = orders.flatMap((one) => [one, `-${one}`])
  const found = chosen(line, 'sort', both) ?? usual
  const by = orders.find((one) => found === one || found === `-${one}`) ?? usual
  return { by, down: found.startsWith('-') }
}
