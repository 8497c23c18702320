import { compareDecimals } from '../world/decimal.ts'
import type { OxapayInvoice } from '../world/state.ts'
import { legacyTransfer } from './rules.ts'

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
  const tests = testsOf(query, statusOf)
  const found = invoices.filter((invoice) => tests.every((test) => test(invoice)))
  const sorted = ascending(found, query.sortBy)
  const ordered = query.direction === 'asc' ? sorted : sorted.toReversed()
  const page = Math.max(1, query.page)
  return {
    rows: ordered.slice((page - 1) * query.size, page * query.size),
    page,
    pages: Math.max(1, Math.ceil(found.length / query.size)),
    total: found.length,
  }
}

type Test = (invoice: OxapayInvoice) => boolean

/** Only what is asked for is tested, the cheapest first: a history may be long. */
function testsOf(query: ListQuery, statusOf: (invoice: OxapayInvoice) => string): readonly Test[] {
  const { fromDate, toDate, fromAmount, toAmount, txId, feePaidByPayer } = query
  const tests: (Test | false)[] = [
    fromDate !== undefined && ((invoice) => Math.floor(invoice.createdAt / 1000) >= fromDate),
    toDate !== undefined && ((invoice) => Math.floor(invoice.createdAt / 1000) <= toDate),
    same(query.trackId, (invoice) => invoice.trackId),
    same(query.orderId, (invoice) => invoice.orderId, true),
    same(query.type, () => 'invoice'),
    same(query.currency, (invoice) => invoice.currency),
    same(query.payCurrency, (invoice) => invoice.chosen?.payCurrency),
    same(query.network, (invoice) => invoice.chosen?.network),
    same(query.address, (invoice) => invoice.chosen?.address, true),
    txId !== undefined && ((invoice) => hashesOf(invoice).includes(txId)),
    same(feePaidByPayer, (invoice) => String(invoice.feePaidByPayer)),
    fromAmount !== undefined && ((invoice) => compareDecimals(invoice.amount, fromAmount) >= 0),
    toAmount !== undefined && ((invoice) => compareDecimals(invoice.amount, toAmount) <= 0),
    same(query.status, statusOf),
  ]
  return tests.filter((test) => test !== false)
}

function same(
  wanted: string | undefined,
  found: (invoice: OxapayInvoice) => string | undefined,
  exactCase = false,
): Test | false {
  return wanted !== undefined && ((invoice) => isSame(wanted, found(invoice), exactCase))
}

function hashesOf({ chosen, transfers }: OxapayInvoice): readonly (string | null | undefined)[] {
  return [chosen?.seenHash, ...transfers.map((transfer) => transfer.txHash)]
}

function isSame(wanted: string, found: string | undefined, exactCase: boolean): boolean {
  if (found === undefined) return false
  return exactCase ? wanted === found : wanted.toLowerCase() === found.toLowerCase()
}

/** Sorts from the least; equals keep their order, which is that of creation. */
function ascending(found: readonly OxapayInvoice[], sortBy: string): readonly OxapayInvoice[] {
  if (sortBy === 'amount') return found.toSorted((a, b) => compareDecimals(a.amount, b.amount))
  if (sortBy !== 'pay_date') return found.toSorted((a, b) => a.createdAt - b.createdAt)
  const unpaid: OxapayInvoice[] = []
  const paid: { readonly invoice: OxapayInvoice; readonly at: number }[] = []
  for (const invoice of found) {
    const at = payDate(invoice)
    if (at === 0) unpaid.push(invoice)
    else paid.push({ invoice, at })
  }
  return [...unpaid, ...paid.toSorted((a, b) => a.at - b.at).map(({ invoice }) => invoice)]
}

function payDate(invoice: OxapayInvoice): number {
  return invoice.paidAt === null ? 0 : (legacyTransfer(invoice)?.at ?? invoice.paidAt)
}
