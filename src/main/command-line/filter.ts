import { PROVIDER_IDS } from '../../shared/contract/plain/provider-ids.ts'
import { STATUSES } from '../../shared/status/status.ts'
import { isDay } from '../../shared/time/days.ts'
import { boundsOfDay } from '../../shared/time/zone.ts'
import type { BookReader } from '../ledger/asked/reader.ts'
import type { CommonFilter, InvoiceFilter, ReceiptFilter } from '../ledger/port/lists.ts'
import { chosen, type Line, MisuseError, severalOf } from './arguments.ts'

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

/** Gives what a line's options leave of the invoices of a book. Throws a MisuseError. */
export function invoiceFilter(line: Line, book: BookReader): InvoiceFilter {
  const by = chosen(line, 'basis', INVOICE_BASES) ?? 'created'
  const stretch = stretchOf(line, book.zone)
  return {
    ...common(line, book),
    period: stretch && { by, ...stretch },
    ...{ amount: null, attention: false, review: null },
    status: severalOf(line, 'status', STATUSES),
    tag: line.option('tag')?.split(',') ?? [],
  }
}

/** Gives what a line's options leave of the receipts of a book. Throws a MisuseError, also for what only invoices have. */
export function receiptFilter(line: Line, book: BookReader): ReceiptFilter {
  const by = chosen(line, 'basis', RECEIPT_BASES) ?? 'paid'
  for (const option of ['status', 'tag'])
    if (line.option(option) !== null)
      throw new MisuseError({ why: 'unknownOption', text: `--${option}`, command: line.command })
  const stretch = stretchOf(line, book.zone)
  return { ...common(line, book), period: stretch && { by, ...stretch }, amount: null }
}

function common(line: Line, book: BookReader): CommonFilter {
  const accounts = book.accounts()
  const labels = accounts.flatMap(({ id, label }) => [label, id])
  const named = severalOf(line, 'account', labels).map((one) => one.toLowerCase())
  return {
    search: line.option('search') ?? '',
    provider: severalOf(line, 'provider', PROVIDER_IDS),
    accountId: accounts
      .filter(({ id, label }) => named.includes(id.toLowerCase()) || named.includes(label.toLowerCase()))
      .map(({ id }) => id),
    currency: (line.option('currency')?.split(',') ?? []).map((one) => one.trim().toUpperCase()),
    item: line.option('item') === null ? [] : [line.option('item') ?? ''],
    till: line.option('till')?.split(',') ?? [],
    ...{ period: null, amount: null },
  }
}

function stretchOf(line: Line, zone: string) {
  const days = daysOfLine(line)
  return (
    days && {
      from: days.from === null ? null : boundsOfDay(days.from, zone).from,
      until: days.to === null ? null : boundsOfDay(days.to, zone).until,
    }
  )
}
