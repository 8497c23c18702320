import { BEFORE_FIRST, eventText, hashAfter, type Money } from '../app.ts'
import type { SaleHistory } from '../told/history.ts'
import { type Bound, TABLE_NAMES, type TableName, TILL } from './batch.ts'
import type { EventRow, ExceptionRow, LinkRow, ReceiptRow, SaleRows } from './rows.ts'
import { storedParts } from './stored.ts'

/** Collects the rows of a book; links are given their places in the order they come. */
export interface Tables {
  invoice(seq: number, sale: SaleHistory, rows: SaleRows, accountSeq: number, provider: string): void
  line(invoiceSeq: number, position: number, line: LineRow): void
  link(link: LinkRow, invoiceSeq: number, accountSeq: number): void
  receipt(receipt: ReceiptRow, invoiceSeq: number): void
  /** `invoiceSeq` is null for a fact about the book. */
  event(event: EventRow, invoiceSeq: number | null): void
  exception(exception: ExceptionRow, invoiceSeq: number): void
  /** Gives what has been collected since the last time. */
  take(): Readonly<Record<TableName, readonly Bound[]>>
  receiptCount(): number
}

export interface LineRow {
  readonly item: { readonly seq: number; readonly name: string } | null
  readonly unit: Money
  readonly quantity: number
  readonly sum: Money
}

const empty = () =>
  Object.fromEntries(TABLE_NAMES.map((name) => [name, []])) as unknown as Record<TableName, Bound[]>

/** Begins to collect for a book. */
export function createTables(): Tables {
  let rows = empty()
  let linkCount = 0
  let receiptCount = 0
  let eventCount = 0
  let lastHash = BEFORE_FIRST

  return {
    invoice(seq, sale, { invoice }, accountSeq, provider) {
      const asked = storedParts(sale.asked)
      const received = storedParts(invoice.received)
      const tolerance = storedParts(invoice.tolerance)
      const { number, token, description, customerName, customerEmail, at } = sale
      const { invoices } = rows
      invoices.push(seq, invoice.id, number, token, accountSeq, provider, invoice.status)
      invoices.push(sale.asked.currency, asked.whole, asked.frac, received.whole, received.frac)
      invoices.push(tolerance.whole, tolerance.frac, description, customerName, customerEmail, at)
      invoices.push(invoice.updatedAt, invoice.checkedAt, invoice.abandonedAt)
    },
    line(invoiceSeq, position, { item, unit, quantity, sum }) {
      const [one, all] = [storedParts(unit), storedParts(sum)]
      const { invoice_lines: lines } = rows
      lines.push(invoiceSeq, position, item ? 'item' : 'amount', item?.seq ?? null, item?.name ?? null)
      lines.push(one.whole, one.frac, quantity, all.whole, all.frac)
    },
    link(link, invoiceSeq, accountSeq) {
      linkCount += 1
      link.seq = linkCount
      const [received, asked] = [storedParts(link.received), storedParts(link.asked)]
      const { payment_links: links } = rows
      links.push(link.seq, link.id, invoiceSeq, accountSeq, link.marker, link.stage, link.reading)
      links.push(link.ref, link.url, link.rawStatus, link.rawAnswer)
      links.push(link.failureCode, link.failureWords, link.lastError, link.createdAt, link.madeAt)
      links.push(link.expiresAt, link.checkedAt, link.nextCheckAt, received.whole, received.frac)
      links.push(link.endReason, link.mismatched ? 1 : 0, asked.whole, asked.frac, link.begunAt)
    },
    receipt(receipt, invoiceSeq) {
      receiptCount += 1
      const [amount, credited] = [storedParts(receipt.amount), storedParts(receipt.credited)]
      const { receipts } = rows
      receipts.push(receipt.id, invoiceSeq, receipt.link.seq, receipt.receiptId, receipt.txHash)
      receipts.push(receipt.payer, receipt.amount.currency, amount.whole, amount.frac)
      receipts.push(receipt.credited?.currency ?? null, credited.whole, credited.frac, receipt.paidAt)
      receipts.push(receipt.timeObserved ? 1 : 0, receipt.notBefore, receipt.recordedAt, receipt.raw)
    },
    event({ id, at, kind, data }, invoiceSeq) {
      eventCount += 1
      const event = { seq: eventCount, till: TILL, invoice: invoiceSeq, at, id, kind, data }
      lastHash = hashAfter(lastHash, eventText(event))
      rows.events.push(eventCount, id, invoiceSeq, at, kind, data, lastHash)
    },
    exception({ id, kind, raisedAt, resolvedAt, how, note, person }, invoiceSeq) {
      rows.exceptions.push(id, invoiceSeq, kind, raisedAt, resolvedAt, how, note, person)
    },
    take() {
      const taken = rows
      rows = empty()
      return taken
    },
    receiptCount: () => receiptCount,
  }
}
