import { setImmediate as breath } from 'node:timers/promises'
import { checked, unreadable } from '../http/checked.ts'
import { failed } from '../http/failure.ts'
import type { HttpAnswer, HttpCall } from '../http/http-client.ts'
import { recordedAnswer } from '../http/mask.ts'
import { encodeWire, parseWire } from '../http/wire-json.ts'
import { wirePath } from '../http/wire-path.ts'
import { assertPage } from '../page.ts'
import type { LinkPage, LinkState, ListQuery, PageQuery, ProviderResult } from '../provider.ts'
import { linkState } from './mapping.ts'
import { rowTexts } from './row-texts.ts'
import type { TokenBook } from './token-book.ts'
import * as wire from './wire.ts'

/** The whole group comes in one unpaged answer, so it may be long (daisy §3.2). */
export const LIST_SIZE_LIMIT = 8 * 1024 * 1024
/** Rows read or mapped anew before other work gets a turn: a few ms, also where none of this has been compiled yet. */
const ROWS_BETWEEN_BREATHS = 25

/** An answer whose body has not been looked at. */
export interface Sent {
  readonly answer: HttpAnswer
  readonly secrets: readonly string[]
}

export interface ListingPorts {
  readonly tokens: TokenBook
  send(call: Omit<HttpCall, 'headers'>, signal: AbortSignal): Promise<ProviderResult<Sent>>
  /** Told of each invoice whose amounts could be read. */
  remember(invoice: wire.DaisyInvoice): void
}

/** One row as it was read; the invoice is null where the row is none that can be read. */
interface Row {
  readonly invoice: wire.DaisyInvoice | null
  readonly record: string
  /** False where a secret was masked in it, so that its text is not kept. */
  readonly keeps: boolean
  /** What it was mapped to under one edition of the token list. */
  mapped: { readonly edition: number; readonly state: LinkState | null } | null
}

/** The group's invoices, all of them in one answer; a row whose text was in the last answer is not read again. */
export function createListing(ports: ListingPorts) {
  const { tokens } = ports
  let known: ReadonlyMap<string, Row> = new Map()
  let last: { readonly text: string; readonly rows: readonly Row[] } | null = null

  async function rowsOf(
    { answer, secrets }: Sent,
    signal: AbortSignal,
  ): Promise<ProviderResult<readonly Row[]>> {
    if (last?.text === answer.text) return { ok: true, value: last.rows }
    const texts = rowTexts(answer.text) ?? textsOfAny(answer)
    if (!texts) return unreadable(answer, false)
    const seen = known
    const kept = new Map<string, Row>()
    const rows: Row[] = []
    const mayGoOn = createPace(signal)
    for (const text of texts) {
      const old = seen.get(text)
      const row = old ?? readRow(text, secrets)
      if (!row) return unreadable(answer, false)
      rows.push(row)
      if (row.keeps) kept.set(text, row)
      if (!old && !(await mayGoOn())) return failed('CANCELLED')
    }
    known = kept
    last = rows.every((row) => row.keeps) ? { text: answer.text, rows } : null
    return { ok: true, value: rows }
  }

  /** The state of a row that can be told; null leaves the link to a single question. */
  function stateOf(row: Row, learnt: boolean): LinkState | null {
    const { invoice } = row
    // While the token list cannot be had, nobody knows how to count in an unknown token.
    if (!invoice || (!learnt && !tokens.knows(invoice.tokenAddress))) return null
    ports.remember(invoice)
    const edition = tokens.edition()
    if (row.mapped?.edition !== edition) {
      row.mapped = { edition, state: linkState(invoice, row.record, tokens.amountAt) }
    }
    return row.mapped.state
  }

  /** All invoices of the group, unfiltered: a filter by state would hide those that just changed (daisy §3.2). */
  async function readList(signal: AbortSignal) {
    const path = wirePath`/otp/invoices/`
    const sent = await ports.send({ method: 'GET', path, creates: false, sizeLimit: LIST_SIZE_LIMIT }, signal)
    if (!sent.ok) return sent
    const { answer } = sent.value
    const rows = await rowsOf(sent.value, signal)
    if (!rows.ok) return rows
    const addresses = new Set(rows.value.flatMap(({ invoice }) => invoice?.tokenAddress ?? []))
    const learnt = await tokens.learn([...addresses], signal)
    const mayGoOn = createPace(signal)
    const states: LinkState[] = []
    for (const row of rows.value) {
      const isMapped = row.mapped?.edition === tokens.edition()
      const state = stateOf(row, learnt.ok)
      if (state) states.push(state)
      if (!isMapped && !(await mayGoOn())) return failed('CANCELLED')
    }
    return { ok: true, value: { states, complete: states.length === rows.value.length, answer } } as const
  }

  async function listLinks(
    query: ListQuery,
    signal: AbortSignal,
  ): Promise<ProviderResult<readonly LinkState[]>> {
    const list = await readList(signal)
    if (!list.ok) return list
    const wanted = new Set(query.refs)
    const states = list.value.states.filter(
      (state) => wanted.has(state.ref) || state.createdAt === null || state.createdAt >= query.since,
    )
    return { ok: true, value: states }
  }

  async function readPage(query: PageQuery, signal: AbortSignal): Promise<ProviderResult<LinkPage>> {
    assertPage(query)
    if (query.page > 1) return { ok: true, value: { links: [], last: true, weight: 0 } }
    const list = await readList(signal)
    if (!list.ok) return list
    const since = query.since ?? Number.NEGATIVE_INFINITY
    const until = query.until ?? Number.POSITIVE_INFINITY
    // A link of an unknown age may be one of the span.
    const links = list.value.states.filter(
      ({ createdAt }) => createdAt === null || (createdAt >= since && createdAt <= until),
    )
    return { ok: true, value: { links, last: true, weight: list.value.answer.text.length } }
  }

  async function findByMarker(
    marker: string,
    _since: number,
    signal: AbortSignal,
  ): Promise<ProviderResult<LinkState | null>> {
    const list = await readList(signal)
    if (!list.ok) return list
    const found = list.value.states.find((state) => state.marker === marker)
    if (found) return { ok: true, value: found }
    // A row that cannot be read may be the one: then nobody can say that there is none.
    return list.value.complete ? { ok: true, value: null } : unreadable(list.value.answer, false)
  }

  return { listLinks, readPage, findByMarker }
}

/** Gives other work a turn now and then; false once the caller has given up. */
function createPace(signal: AbortSignal): () => Promise<boolean> {
  let rows = 0
  return async () => {
    rows += 1
    if (rows % ROWS_BETWEEN_BREATHS === 0) await breath()
    return !signal.aborted
  }
}

/** The rows of an envelope with more in it than the list; null where there is no list. */
function textsOfAny(answer: HttpAnswer): readonly string[] | null {
  const body = checked(wire.envelope, answer.json, answer, false)
  const rows = body.ok ? checked(wire.invoices, body.value.data, answer, false) : body
  return rows.ok ? rows.value.map(encodeWire) : null
}

/** Reads one row's text; null when it is not JSON, and then the whole answer is not. */
function readRow(text: string, secrets: readonly string[]): Row | null {
  let value: unknown
  try {
    value = parseWire(text)
  } catch {
    return null
  }
  const parsed = wire.invoice.safeParse(value)
  const plain = encodeWire(value)
  const record = recordedAnswer(plain, secrets)
  return { invoice: parsed.success ? parsed.data : null, record, keeps: record === plain, mapped: null }
}
