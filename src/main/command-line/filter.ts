import { PROVIDER_IDS } from '../../shared/contract/plain/provider-ids.ts'
import type { ListFilter } from '../../shared/contract/shapes/lists/list.ts'
import type { ReceiptListFilter } from '../../shared/contract/shapes/lists/receipts.ts'
import { STATUSES } from '../../shared/status/status.ts'
import { isDay } from '../../shared/time/days.ts'
import { inInstantsOf } from '../ipc/asked/in-instants.ts'
import type { BookReader } from '../ledger/asked/reader.ts'
import type { InvoiceFilter, ReceiptFilter } from '../ledger/port/lists.ts'
import { chosen, type Line, MisuseError, refuseUnheeded, severalOf } from './arguments.ts'

export const INVOICE_BASES = ['created', 'paid', 'recorded', 'refunded'] as const
export const RECEIPT_BASES = ['paid', 'recorded'] as const

/** The days of a line, both included; null on one side for no end, and as a whole where neither is there. */
export interface Days {
  readonly from: string | null
  readonly to: string | null
}

/** Reads --from and --to. Throws a MisuseError for what is no day, and for days that run backwards. */
export function daysOfLine(line: Line): Days | null {
  const [from, to] = [dayOf(line, 'from'), dayOf(line, 'to')]
  if (from !== null && to !== null && to < from)
    throw new MisuseError({ why: 'badValue', option: '--to', text: to, allowed: `${from} …` })
  return from === null && to === null ? null : { from, to }
}

function dayOf(line: Line, option: 'from' | 'to'): string | null {
  const text = line.option(option)
  if (text === null) return null
  if (!isDay(text))
    throw new MisuseError({ why: 'badValue', option: `--${option}`, text, allowed: '2026-10-31' })
  return text
}

/** Gives what a line's options leave of the invoices of a book, in days, as the window asks. Throws a MisuseError. */
export function askedInvoices(line: Line, book: BookReader): ListFilter {
  const by = chosen(line, 'basis', INVOICE_BASES) ?? 'created'
  const days = daysOfLine(line)
  return {
    ...common(line, book),
    period: days && { by, ...days },
    ...{ amount: null, attention: false, review: null },
    status: [...severalOf(line, 'status', STATUSES)],
    tag: line.option('tag')?.split(',') ?? [],
  }
}

/** Gives what a line's options leave of the receipts of a book, in days, as the window asks. Throws a MisuseError, also for what only invoices have. */
export function askedReceipts(line: Line, book: BookReader): ReceiptListFilter {
  const by = chosen(line, 'basis', RECEIPT_BASES) ?? 'paid'
  refuseUnheeded(line, ['status', 'tag'], line.command)
  const days = daysOfLine(line)
  return { ...common(line, book), period: days && { by, ...days }, amount: null }
}

/** The same in instants of the book's zone. */
export function invoiceFilter(line: Line, book: BookReader): InvoiceFilter {
  return inInstantsOf(book.zone, askedInvoices(line, book))
}

/** The same in instants of the book's zone. */
export function receiptFilter(line: Line, book: BookReader): ReceiptFilter {
  return inInstantsOf(book.zone, askedReceipts(line, book))
}

function common(line: Line, book: BookReader) {
  const accounts = book.accounts()
  const labels = accounts.flatMap(({ id, label }) => [label, id])
  const named = severalOf(line, 'account', labels).map((one) => one.toLowerCase())
  return {
    search: line.option('search') ?? '',
    provider: [...severalOf(line, 'provider', PROVIDER_IDS)],
    accountId: accounts
      .filter(({ id, label }) => named.includes(id.toLowerCase()) || named.includes(label.toLowerCase()))
      .map(({ id }) => id),
    currency: (line.option('currency')?.split(',') ?? []).map((one) => one.trim().toUpperCase()),
    item: line.option('item') === null ? [] : [line.option('item') ?? ''],
    till: line.option('till')?.split(',') ?? [],
  }
}
