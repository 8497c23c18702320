import type { ExceptionKind } from '../../../shared/status/exceptions.ts'
import { append } from '../history/events.ts'
import { type InvoiceHead, touch } from '../invoices/head.ts'
import type { InvoiceChange } from '../port/changes.ts'
import type { HandledExceptions, HandleExceptions } from '../port/exceptions.ts'
import { newsSince } from '../review/lapse.ts'
import type { Writing } from '../sqlite/context.ts'
import { newId } from '../sqlite/ids.ts'
import { all, get, getWritten } from '../sqlite/sql.ts'
import { lastFact } from './last-fact.ts'
import { hasComeIn } from './orphans.ts'
import { resolveByPerson, resolveRow } from './raise.ts'

/** What marking an exception as handled left there: by it that is undone, and brought back. */
export interface HandledTrace {
  /** The exception's own key; another once it was undone, because what is resolved stays so. */
  readonly seq: bigint
  readonly kind: 'handled'
  readonly exception: ExceptionKind
  readonly note: string
  /** The last fact of the book by then: a fact of the sale behind it has overtaken the act. */
  readonly news: number
}

interface Numbered extends InvoiceHead {
  readonly number: string
}

interface OpenRow {
  readonly id: string
  readonly invoice_seq: bigint | null
  readonly number: string | null
}

const OPEN_SQL = `SELECT DISTINCT raised.id, raised.invoice_seq, invoice.number FROM json_each(?) AS wanted
  CROSS JOIN exceptions AS raised ON raised.id = wanted.value AND raised.settled_at_ms IS NULL
  LEFT JOIN invoices AS invoice ON invoice.seq = raised.invoice_seq`

/**
 * Marks these exceptions as handled, but for those that are not open any more, and those of whose sale something is new that the person
 * has not seen. Part of the caller's transaction; `traces` gets what was done.
 */
export function handle(
  writing: Writing,
  { ids, note, person, news }: Omit<HandleExceptions, 'token'>,
  at: number,
  traces: HandledTrace[],
): HandledExceptions {
  const changes: InvoiceChange[] = []
  const open = all<OpenRow>(writing, OPEN_SQL, [JSON.stringify(ids)])
  // Held against the book as it was before: what this act writes of one exception is no news of another of the same sale.
  const renewed = open.filter(({ invoice_seq: seq }) => seq !== null && newsSince(writing, seq, news))
  const left = new Set(renewed)
  let number = ''
  let handled = 0
  const resolved = open
    .filter((row) => !left.has(row))
    .map(({ id }) => resolveByPerson(writing, id, note, person, at))
  const last = lastFact(writing)
  for (const one of resolved) {
    if (!one) continue
    handled += 1
    number ||= one.invoice?.number ?? ''
    if (one.invoice) changes.push(touch(writing, one.invoice, at))
    traces.push({ kind: 'handled', seq: one.seq, exception: one.kind, note, news: last })
  }
  return {
    handled,
    gone: new Set(ids).size - open.length,
    renewed: renewed.length,
    number,
    renewedNumber: renewed[0]?.number ?? '',
    changes,
  }
}

/** An act upon one exception that was undone, or brought back. */
export interface TurnedHandled {
  /** What it left, or the same trace where it was overtaken. */
  readonly trace: HandledTrace
  readonly isDone: boolean
  readonly number: string
  /** Null where nothing was changed, or it is of no sale. */
  readonly change: InvoiceChange | null
}

interface Standing {
  readonly id: string
  readonly invoice_seq: bigint | null
  readonly kind: ExceptionKind
  readonly is_open: bigint
}

/**
 * Opens an exception again that was marked as handled, or with `isBack` marks it as before. What was resolved stays so, with its reason: it
 * is raised anew, at the moment at which it stood. One whose sale has news since, or that has a sale by now, stays as it is. Part of the caller's transaction.
 */
export function turnHandled(
  writing: Writing,
  trace: HandledTrace,
  isBack: boolean,
  person: string,
  at: number,
): TurnedHandled {
  const row = get<Standing>(
    writing,
    'SELECT id, invoice_seq, kind, settled_at_ms IS NULL AS is_open FROM exceptions WHERE seq = ?',
    [trace.seq],
  )
  if (!row) throw new Error('an exception that was handled is gone')
  const invoiceSeq = row.invoice_seq
  const invoice = get<Numbered>(writing, 'SELECT seq, id, status, number FROM invoices WHERE seq = ?', [
    invoiceSeq,
  ])
  const number = invoice?.number ?? ''
  const hasNews =
    invoiceSeq === null ? hasComeIn(writing, trace.seq) : newsSince(writing, invoiceSeq, trace.news)
  const seq = hasNews
    ? null
    : isBack
      ? resolveAgain(writing, row, trace, person, at)
      : openAgain(writing, trace.seq, at)
  if (seq === null) return { trace, isDone: false, number, change: null }
  const data = { what: 'exception_settled', kind: row.kind, person, ...(isBack && { text: trace.note }) }
  append(writing, invoiceSeq, isBack ? 'edit_redone' : 'edit_undone', data, at)
  return {
    trace: { ...trace, seq, news: lastFact(writing) },
    isDone: true,
    number,
    change: invoice && touch(writing, invoice, at),
  }
}

function resolveAgain(
  writing: Writing,
  { id }: Standing,
  { note }: HandledTrace,
  person: string,
  at: number,
): bigint | null {
  return resolveRow(writing, id, note, person, at)?.seq ?? null
}

/** Raises a resolved exception anew, as it was raised; null where one of its kind is open by now. */
function openAgain(writing: Writing, seq: bigint, at: number): bigint | null {
  const added = getWritten<{ seq: bigint }>(
    writing,
    `INSERT INTO exceptions (id, till_seq, invoice_seq, kind, raised_at_ms, account_seq, provider_ref, told_number, told_currency,
       told_whole, told_frac)
     SELECT ?, ?, invoice_seq, kind, raised_at_ms, account_seq, provider_ref, told_number, told_currency, told_whole, told_frac
     FROM exceptions WHERE seq = ? AND settled_at_ms IS NOT NULL ON CONFLICT DO NOTHING RETURNING seq`,
    [newId(at), writing.book.till_seq, seq],
  )
  return added?.seq ?? null
}
