import { compareDecimals } from './decimal.ts'
import { legacyTransfer } from './oxapay-rules.ts'
import type { OxapayInvoice } from './state.ts'

/** What a list call asks for; both dialects are brought into this shape (oxapay §2.5). */
export interface ListQuery {
  readonly trackId?: string | undefined
  readonly orderId?: string | undefined
  readonly status?: string | undefined
  readonly type?: string | undefined
  readonly currency?: string | undefined
  readonly payCurrency?: string | undefined
  readonly network?: string | undefined
  readonly address?: string | undefined
  readonly txId?: string | undefined
  readonly feePaidByPayer?: string | undefined
  readonly fromAmount?: string | undefined
  readonly toAmount?: string | undefined
  /** UNIX seconds. */
  readonly fromDate?: number | undefined
  readonly toDate?: number | undefined
  readonly sortBy: string
  readonly direction: string
  readonly page: number
  readonly size: number
}

export interface Page {
  readonly rows: readonly OxapayInvoice[]
  readonly page: number
  readonly pages: number
  readonly total: number
}

/**
 * Filters, sorts and cuts the invoices (oxapay §2.5).
 *
 * `statusOf` gives the dialect's word. Page 0 is answered like page 1, as old and new pages number them differently.
 */
export function listInvoices(
  invoices: readonly OxapayInvoice[],
  query: ListQuery,
  statusOf: (invoice: OxapayInvoice) => string,
): Page {
  const found = invoices.filter((invoice) => matches(invoice, query, statusOf(invoice)))
  const sorted = found.toSorted((a, b) => compareBy(query.sortBy, a, b))
  const ordered = query.direction === 'asc' ? sorted : sorted.toReversed()
  const page = Math.max(1, query.page)
  return {
    rows: ordered.slice((page - 1) * query.size, page * query.size),
    page,
    pages: Math.max(1, Math.ceil(found.length / query.size)),
    total: found.length,
  }
}

function matches(invoice: OxapayInvoice, query: ListQuery, status: string): boolean {
  const created = Math.floor(invoice.createdAt / 1000)
  const { chosen } = invoice
  const hashes = [chosen?.seenHash ?? undefined, ...invoice.transfers.map((transfer) => transfer.txHash)]
  return (
    isSame(query.trackId, invoice.trackId) &&
    isSame(query.orderId, invoice.orderId, true) &&
    isSame(query.status, status) &&
    isSame(query.type, 'invoice') &&
    isSame(query.currency, invoice.currency) &&
    isSame(query.payCurrency, chosen?.payCurrency) &&
    isSame(query.network, chosen?.network) &&
    isSame(query.address, chosen?.address, true) &&
    (query.txId === undefined || hashes.includes(query.txId)) &&
    isSame(query.feePaidByPayer, String(invoice.feePaidByPayer)) &&
    (query.fromAmount === undefined || compareDecimals(invoice.amount, query.fromAmount) >= 0) &&
    (query.toAmount === undefined || compareDecimals(invoice.amount, query.toAmount) <= 0) &&
    (query.fromDate === undefined || created >= query.fromDate) &&
    (query.toDate === undefined || created <= query.toDate)
  )
}

function isSame(wanted: string | undefined, found: string | undefined, exactCase = false): boolean {
  if (wanted === undefined) return true
  if (found === undefined) return false
  return exactCase ? wanted === found : wanted.toLowerCase() === found.toLowerCase()
}

function compareBy(sortBy: string, a: OxapayInvoice, b: OxapayInvoice): number {
  if (sortBy === 'amount') return compareDecimals(a.amount, b.amount)
  if (sortBy === 'pay_date') return payDate(a) - payDate(b)
  return a.createdAt - b.createdAt
}

function payDate(invoice: OxapayInvoice): number {
  return invoice.paidAt === null ? 0 : (legacyTransfer(invoice)?.at ?? invoice.paidAt)
}
