import type { Database } from 'better-sqlite3'
import { type Money, toStored } from './app.ts'
import type { SaleHistory } from './history.ts'
import { type Bound, createInserts } from './inserts.ts'
import type { EventRow, ExceptionRow, LinkRow, ReceiptRow, SaleRows } from './rows.ts'

/** The tables a sale is written into; rows are given their places in the order they come. */
export interface Tables {
  invoice(seq: number, sale: SaleHistory, rows: SaleRows, accountSeq: number, provider: string): void
  line(invoiceSeq: number, position: number, line: LineRow): void
  link(link: LinkRow, invoiceSeq: number, accountSeq: number): void
  receipt(receipt: ReceiptRow, invoiceSeq: number): void
  /** `invoiceSeq` is null for a fact about the book. */
  event(event: EventRow, invoiceSeq: number | null): void
  exception(exception: ExceptionRow, invoiceSeq: number): void
  flush(): void
  receiptCount(): number
}

export interface LineRow {
  readonly item: { readonly seq: number; readonly name: string } | null
  readonly unit: Money
  readonly quantity: number
  readonly sum: Money
}

const INVOICES = `seq id till_seq number token account_seq provider status currency asked_whole asked_frac received_whole
  received_frac tolerance_whole tolerance_frac description customer_name customer_email created_at_ms updated_at_ms
  checked_at_ms abandoned_at_ms`
const LINES = 'invoice_seq position kind item_seq name unit_whole unit_frac quantity sum_whole sum_frac'
const LINKS = `seq id till_seq invoice_seq account_seq marker stage reading provider_ref url raw_status raw_answer
  failure_code failure_words last_error created_at_ms made_at_ms expires_at_ms checked_at_ms next_check_at_ms
  received_whole received_frac end_reason mismatched asked_whole asked_frac`
const RECEIPTS = `id till_seq invoice_seq link_seq provider_receipt_id tx_hash payer currency amount_whole amount_frac
  credited_currency credited_whole credited_frac paid_at_ms time_observed not_before_ms recorded_at_ms raw`
const EVENTS = 'id till_seq invoice_seq at_ms kind data'
const EXCEPTIONS = 'id till_seq invoice_seq kind raised_at_ms settled_at_ms settled_how note person'

const NOTHING = { whole: null, frac: null }
const parts = (amount: Money | null): { readonly whole: Bound; readonly frac: Bound } =>
  amount === null ? NOTHING : toStored(amount)

/** Prepares the writing of sales into a book whose one till has this place. */
export function createTables(db: Database, till: number): Tables {
  const table = (name: string, columns: string) => createInserts(db, name, columns.split(/\s+/))
  const invoices = table('invoices', INVOICES)
  const lines = table('invoice_lines', LINES)
  const links = table('payment_links', LINKS)
  const receipts = table('receipts', RECEIPTS)
  const events = table('events', EVENTS)
  const exceptions = table('exceptions', EXCEPTIONS)
  let linkCount = 0
  let receiptCount = 0

  return {
    invoice(seq, sale, { invoice }, accountSeq, provider) {
      const asked = parts(sale.asked)
      const received = parts(invoice.received)
      const tolerance = parts(invoice.tolerance)
      const { number, token, description, customerName, customerEmail, at } = sale
      const { currency } = sale.asked
      invoices.add([
        seq,
        invoice.id,
        till,
        number,
        token,
        accountSeq,
        provider,
        invoice.status,
        currency,
        asked.whole,
        asked.frac,
        received.whole,
        received.frac,
        tolerance.whole,
        tolerance.frac,
        description,
        customerName,
        customerEmail,
        at,
        invoice.updatedAt,
        invoice.checkedAt,
        invoice.abandonedAt,
      ])
    },
    line(invoiceSeq, position, { item, unit, quantity, sum }) {
      const [one, all] = [parts(unit), parts(sum)]
      const kind = item ? 'item' : 'amount'
      lines.add([
        invoiceSeq,
        position,
        kind,
        item?.seq ?? null,
        item?.name ?? null,
        one.whole,
        one.frac,
        quantity,
        all.whole,
        all.frac,
      ])
    },
    link(link, invoiceSeq, accountSeq) {
      linkCount += 1
      link.seq = linkCount
      const received = parts(link.received)
      const asked = parts(link.asked)
      links.add([
        link.seq,
        link.id,
        till,
        invoiceSeq,
        accountSeq,
        link.marker,
        link.stage,
        link.reading,
        link.ref,
        link.url,
        link.rawStatus,
        link.rawAnswer,
        link.failureCode,
        link.failureWords,
        link.lastError,
        link.createdAt,
        link.madeAt,
        link.expiresAt,
        link.checkedAt,
        link.nextCheckAt,
        received.whole,
        received.frac,
        link.endReason,
        link.mismatched ? 1 : 0,
        asked.whole,
        asked.frac,
      ])
    },
    receipt(receipt, invoiceSeq) {
      receiptCount += 1
      const [amount, credited] = [parts(receipt.amount), parts(receipt.credited)]
      receipts.add([
        receipt.id,
        till,
        invoiceSeq,
        receipt.link.seq,
        receipt.receiptId,
        receipt.txHash,
        receipt.payer,
        receipt.amount.currency,
        amount.whole,
        amount.frac,
        receipt.credited?.currency ?? null,
        credited.whole,
        credited.frac,
        receipt.paidAt,
        receipt.timeObserved ? 1 : 0,
        receipt.notBefore,
        receipt.recordedAt,
        receipt.raw,
      ])
    },
    event: ({ id, at, kind, data }, invoiceSeq) => events.add([id, till, invoiceSeq, at, kind, data]),
    exception({ id, kind, raisedAt, settledAt, how, note, person }, invoiceSeq) {
      exceptions.add([id, till, invoiceSeq, kind, raisedAt, settledAt, how, note, person])
    },
    flush() {
      for (const one of [invoices, lines, links, receipts, events, exceptions]) one.flush()
    },
    receiptCount: () => receiptCount,
  }
}
