import { compare, type Money, moneyFrom, toDecimal, zero } from '../../../shared/money/money.ts'
import { toStored } from '../../../shared/money/scale.ts'
import { type DerivedStatus, deriveStatus, type LinkReading } from '../../../shared/status/status.ts'
import { hasClosed, periodAt } from '../closing/periods.ts'
import { endOrphan } from '../exceptions/orphans.ts'
import { append } from '../history/events.ts'
import type { BegunImport, ImportedReceipt, ImportedSale, NewImport, TakenSales } from '../port/imports.ts'
import { importedHere, type Reading, type Writing } from '../sqlite/context.ts'
import { newId } from '../sqlite/ids.ts'
import { inWords } from '../sqlite/money-columns.ts'
import { get, getWritten, insert, run } from '../sqlite/sql.ts'
import { isKnown } from './known.ts'
import { type ImportRow, importById, importByToken } from './rows.ts'

/** Begins an import, or finds the one that was begun with the same token. Part of the caller's transaction. */
export function beginImport(writing: Writing, asked: NewImport): BegunImport {
  const known = importByToken(writing, asked.token)
  if (known) return { ok: true, importId: known.id, existed: true }
  const account = get<{ seq: bigint }>(
    writing,
    'SELECT seq FROM provider_accounts WHERE id = ? AND forgotten_at_ms IS NULL',
    [asked.accountId],
  )
  if (!account) return { ok: false, reason: 'ACCOUNT_NOT_FOUND' }
  const id = newId(asked.at)
  const { fileName, sha256, person, at } = asked
  run(
    writing,
    `INSERT INTO imports (id, till_seq, account_seq, token, file_name, sha256, person, begun_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, seriesOf(writing, at), account.seq, asked.token, fileName, sha256, person, at],
  )
  append(
    writing,
    null,
    'import_begun',
    { import: id, text: fileName, sha256, account: asked.accountId, person },
    at,
  )
  return { ok: true, importId: id, existed: false }
}

const SERIES = 'IMP'
/** What the code of every till begins with tells its kind of book alone; what stands behind that is no other till's. */
const KIND_OF_BOOK = 2

/**
 * Gives the till whose code the numbers of imported sales begin with, begun here where the book has none; a till of the shop is never taken
 * for it. It is the own series of the till that sells here, so that another state of the book, or another computer, never counts in it.
 */
function seriesOf(writing: Writing, at: number): bigint {
  const own = `${SERIES}${writing.book.till_code.slice(KIND_OF_BOOK)}`
  const isSeries = 'SELECT seq FROM tills WHERE code = ? AND seq IN (SELECT till_seq FROM imports)'
  for (let n = 1; ; n += 1) {
    const code = n === 1 ? own : `${own}${n}`
    const known = get<{ seq: bigint }>(writing, isSeries, [code])
    if (known) return known.seq
    if (get(writing, 'SELECT 1 FROM tills WHERE code = ?', [code]) === null && !hasNumbers(writing, code))
      return insert(writing, 'INSERT INTO tills (id, code, created_at_ms) VALUES (?, ?, ?)', [
        newId(at),
        code,
        at,
      ])
  }
}

/** What sorts after the hyphen is a point. */
function hasNumbers(reading: Reading, code: string): boolean {
  return (
    get(reading, 'SELECT 1 FROM invoices WHERE number > ? AND number < ?', [`${code}-`, `${code}.`]) !== null
  )
}

/**
 * Takes a piece of an import, all of it or nothing: sales that the account knows by their reference are passed over. Part of the caller's
 * transaction, which writes nothing where it is refused.
 */
export function takeSales(
  writing: Writing,
  importId: string,
  sales: readonly ImportedSale[],
  at: number,
): TakenSales {
  const own = importById(writing, importId)
  if (!own) return { ok: false, reason: 'IMPORT_UNKNOWN', reference: null }
  if (own.undone_at_ms !== null) return { ok: false, reason: 'IMPORT_UNDONE', reference: null }
  const fresh = notKnown(writing, own, sales)
  const refused = refusedOf(writing, own, fresh)
  if (refused) return refused
  let receipts = 0
  for (const sale of fresh) {
    takeSale(writing, own, sale, at)
    receipts += sale.receipts.length
  }
  if (fresh.length > 0)
    run(writing, 'UPDATE imports SET sales = sales + ?, receipts = receipts + ? WHERE seq = ?', [
      fresh.length,
      receipts,
      own.seq,
    ])
  return { ok: true, taken: fresh.length, known: sales.length - fresh.length }
}

function notKnown(reading: Reading, own: ImportRow, sales: readonly ImportedSale[]): readonly ImportedSale[] {
  const seen = new Set<string>()
  return sales.filter(({ reference }) => {
    if (seen.has(reference)) return false
    seen.add(reference)
    return !isKnown(reading, own.account_id, reference)
  })
}

function refusedOf(
  reading: Reading,
  own: ImportRow,
  fresh: readonly ImportedSale[],
): Extract<TakenSales, { ok: false }> | null {
  const [first] = fresh
  // What was finished is whole: nothing more comes to it.
  if (first && own.finished_at_ms !== null)
    return { ok: false, reason: 'IMPORT_UNKNOWN', reference: first.reference }
  if (!hasClosed(reading)) return null
  for (const { createdAt, receipts, reference } of fresh)
    for (const at of [createdAt, ...receipts.map(({ paidAt }) => paidAt)]) {
      const closed = periodAt(reading, at)
      if (closed) return { ok: false, reason: 'PERIOD_CLOSED', firstDay: closed.first_day, reference }
    }
  return null
}

/** A receipt with its amount read. */
interface Paid {
  readonly receipt: ImportedReceipt
  readonly amount: Money
}

/** What an imported sale comes to, by its amounts alone; without money nothing of it is awaited any more. */
function standingOf(asked: Money, paid: readonly Paid[]): DerivedStatus & { readonly reading: LinkReading } {
  const receipts = paid.map(({ receipt, amount }) => ({ credited: amount, at: receipt.paidAt }))
  const link = (reading: LinkReading) => ({
    ...{ stage: 'live' as const, reading, expiresAt: null, received: null, receipts },
  })
  const facts = { asked, abandonedAt: null, tolerance: null }
  const derived = deriveStatus({ ...facts, links: [link('expired')] })
  const isMoney = compare(derived.received, zero(asked.currency)) > 0
  const told: LinkReading = derived.status === 'overpaid' ? 'overpaid' : 'paid'
  const reading = isMoney ? (derived.status === 'underpaid' ? 'underpaid' : told) : 'expired'
  return { ...derived, reading }
}

function takeSale(writing: Writing, own: ImportRow, sale: ImportedSale, at: number): void {
  const asked = moneyFrom(sale.currency, sale.asked)
  const paid = sale.receipts.map((receipt) => ({ receipt, amount: moneyFrom(sale.currency, receipt.amount) }))
  const { status, received, reading } = standingOf(asked, paid)
  const number = nextNumber(writing, own)
  const [askedStored, receivedStored] = [toStored(asked), toStored(received)]
  const seq = insert(
    writing,
    `INSERT INTO invoices (id, till_seq, number, token, account_seq, provider, status, currency, asked_whole, asked_frac,
       received_whole, received_frac, description, customer_name, customer_email, created_at_ms, updated_at_ms, import_seq)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[newId(at), own.till_seq, number, newId(at), own.account_seq, own.provider, status, sale.currency],
      ...[askedStored.whole, askedStored.frac, receivedStored.whole, receivedStored.frac],
      ...[sale.description, sale.customerName, sale.customerEmail, sale.createdAt, at, own.seq],
    ],
  )
  const data = { number, currency: sale.currency, amount: toDecimal(asked), account: own.account_id }
  append(writing, seq, 'sale_imported', { ...data, import: own.id, ref: sale.reference }, at)
  // No provider was ever given a mark: its number stands in its place.
  const link = { id: newId(at), marker: number }
  const linkSeq = insert(
    writing,
    // Made when nobody here saw it, and never asked about.
    `INSERT INTO payment_links (id, till_seq, invoice_seq, account_seq, marker, stage, reading, provider_ref, raw_answer, created_at_ms)
     VALUES (?, ?, ?, ?, ?, 'live', ?, ?, ?, ?)`,
    [
      ...[link.id, own.till_seq, seq, own.account_seq, link.marker, reading],
      ...[sale.reference, sale.raw, sale.createdAt],
    ],
  )
  for (const one of paid) takeReceipt(writing, own, { invoice: seq, link: linkSeq, linkId: link.id }, one, at)
  endOrphan(writing, own.account_seq, sale.reference, at)
}

function takeReceipt(
  writing: Writing,
  own: ImportRow,
  of: { readonly invoice: bigint; readonly link: bigint; readonly linkId: string },
  { receipt, amount }: Paid,
  at: number,
): void {
  const id = newId(at)
  const credited = toStored(amount)
  const came = receipt.came === null ? amount : moneyFrom(receipt.came.currency, receipt.came.amount)
  const { whole, frac } = toStored(came)
  run(
    writing,
    `INSERT INTO receipts (id, till_seq, invoice_seq, link_seq, provider_receipt_id, tx_hash, payer, currency, amount_whole, amount_frac,
       credited_currency, credited_whole, credited_frac, paid_at_ms, time_observed, recorded_at_ms, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
    [
      ...[id, own.till_seq, of.invoice, of.link, receipt.receiptId, receipt.txHash, receipt.payer],
      ...[came.currency, whole, frac, amount.currency, credited.whole, credited.frac],
      ...[receipt.paidAt, at, receipt.raw],
    ],
  )
  const [words, counted] = [inWords(came), inWords(amount)]
  const data = { receipt: id, link: of.linkId, amount: words, credited: counted, txHash: receipt.txHash }
  append(writing, of.invoice, 'receipt_seen', data, at)
}

/**
 * Gives the next number of the series: above every one that was given, also to sales that were withdrawn, and to those that this state of
 * the book does not hold.
 */
function nextNumber(writing: Writing, own: ImportRow): string {
  const row = getWritten<{ last: bigint }>(
    writing,
    `UPDATE imports SET last_number = 1 + max(?2, (SELECT max(other.last_number) FROM imports AS other
       WHERE other.till_seq = imports.till_seq)) WHERE seq = ?1 RETURNING last_number AS last`,
    { 1: own.seq, 2: importedHere(writing) },
  )
  if (!row) throw new Error('the import is not in the book')
  return `${own.code}-${String(row.last).padStart(6, '0')}`
}

/** Notes that an import is whole; once, and not of one that was undone. Part of the caller's transaction. */
export function finishImport(writing: Writing, importId: string, at: number): void {
  const own = importById(writing, importId)
  if (!own || own.finished_at_ms !== null || own.undone_at_ms !== null) return
  run(writing, 'UPDATE imports SET finished_at_ms = ? WHERE seq = ?', [at, own.seq])
  const counted = get<{ sales: bigint; receipts: bigint }>(
    writing,
    'SELECT sales, receipts FROM imports WHERE seq = ?',
    [own.seq],
  )
  append(
    writing,
    null,
    'import_finished',
    {
      ...{ import: own.id, text: own.file_name },
      ...{ sales: Number(counted?.sales ?? 0), receipts: Number(counted?.receipts ?? 0) },
    },
    at,
  )
}
