import { unreadable } from '../http/checked.ts'
import { assertPage, LARGEST_PAGE } from '../page.ts'
import type { LinkPage, LinkState, ListQuery, PageQuery, ProviderResult } from '../provider.ts'
import type { OxapayAnswer, OxapayCall } from './call.ts'
import type { Dialect, HistoryQuery } from './dialect.ts'

/** A longer history is asked about singly. */
const MOST_PAGES = 25
/** How far before the oldest link a list begins, ms (oxapay §3.2). */
const BEFORE_MS = 3_600_000
/** Rows without an order id that are looked at one by one, at most, when a lost link is searched. */
const MOST_LOOKS = 10

/** One row of the list; `namesOrder` is false where it leaves the order id out. */
export interface ListedLink {
  readonly state: LinkState
  readonly namesOrder: boolean
}

export interface ListingPorts {
  readonly dialect: Dialect
  call(parts: OxapayCall, signal: AbortSignal): Promise<ProviderResult<OxapayAnswer>>
  readLink(ref: string, signal: AbortSignal): Promise<ProviderResult<LinkState>>
  /** Null for a row that cannot be read. */
  rowOf(row: unknown, secrets: readonly string[]): ListedLink | null
}

interface Page {
  readonly links: readonly ListedLink[]
  readonly unread: number
  readonly last: boolean
  readonly answered: OxapayAnswer
}

/** The merchant's payment history, read page by page in either dialect. */
export function createListing(ports: ListingPorts) {
  /** Sends one history request. */
  async function readHistory(query: HistoryQuery, signal: AbortSignal): Promise<ProviderResult<Page>> {
    const request = ports.dialect.history(query)
    const sent = await ports.call({ request, creates: false, missing: 'REQUEST_REFUSED' }, signal)
    if (!sent.ok) return sent
    const { answer, secrets } = sent.value
    const history = ports.dialect.readHistory(answer.json)
    if (!history) return unreadable(answer, false)
    const { rows, lastPage } = history
    const links = rows.flatMap((row) => ports.rowOf(row, secrets) ?? [])
    // Pages count from 1 (oxapay §2.5); without a count, a page that is not full is the last.
    const last = rows.length === 0 || (lastPage === null ? rows.length < query.size : query.page >= lastPage)
    return { ok: true, value: { links, unread: rows.length - links.length, last, answered: sent.value } }
  }

  /** A page of the largest size, from an hour before `since`. */
  function readSince(since: number, orderId: string | null, page: number, signal: AbortSignal) {
    const from = secondsFrom(since - BEFORE_MS)
    return readHistory({ orderId, by: 'created', from, to: null, page, size: LARGEST_PAGE }, signal)
  }

  async function readPage(query: PageQuery, signal: AbortSignal): Promise<ProviderResult<LinkPage>> {
    assertPage(query)
    const { by, since, until, page, size } = query
    const from = since === null ? null : secondsFrom(since)
    // Rounded up: a link made in the last second of the span must not fall out.
    const to = until === null ? null : Math.max(Math.ceil(until / 1000), 0)
    const read = await readHistory({ orderId: null, by, from, to, page, size }, signal)
    if (!read.ok) return read
    const { links, last, answered } = read.value
    const states = links.map((link) => link.state)
    return { ok: true, value: { links: states, last, weight: answered.answer.text.length } }
  }

  async function listLinks(
    query: ListQuery,
    signal: AbortSignal,
  ): Promise<ProviderResult<readonly LinkState[]>> {
    const unseen = new Set(query.refs)
    const found = new Map<string, LinkState>()
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const read = await readSince(query.since, null, page, signal)
      if (!read.ok) return read
      for (const { state } of read.value.links) {
        found.set(state.ref, state)
        unseen.delete(state.ref)
      }
      if (read.value.last || (query.refs.length > 0 && unseen.size === 0)) break
    }
    return { ok: true, value: [...found.values()] }
  }

  async function findByMarker(
    marker: string,
    since: number,
    signal: AbortSignal,
  ): Promise<ProviderResult<LinkState | null>> {
    const nameless: LinkState[] = []
    for (let page = 1; ; page += 1) {
      const read = await readSince(since, marker, page, signal)
      if (!read.ok) return read
      const found = read.value.links.find(({ state }) => state.marker === marker)
      if (found) return { ok: true, value: found.state }
      nameless.push(...read.value.links.flatMap((link) => (link.namesOrder ? [] : [link.state])))
      // What could not be looked at may be the one: then nobody can say that there is none.
      const stuck = nameless.length > MOST_LOOKS || read.value.unread > 0
      if (stuck || (page >= MOST_PAGES && !read.value.last)) {
        return unreadable(read.value.answered.answer, false)
      }
      if (read.value.last) return inquired(nameless, marker, signal)
    }
  }

  /** Rows of the list may come without their order id; the inquiry names it (oxapay §2.5). */
  async function inquired(
    rows: readonly LinkState[],
    marker: string,
    signal: AbortSignal,
  ): Promise<ProviderResult<LinkState | null>> {
    for (const row of rows) {
      const read = await ports.readLink(row.ref, signal)
      if (!read.ok) return read
      if (read.value.marker === marker) return read
    }
    return { ok: true, value: null }
  }

  return { listLinks, readPage, findByMarker }
}

/** UNIX seconds, rounded down; a link of that very second is in. */
function secondsFrom(at: number): number {
  return Math.max(Math.floor(at / 1000), 0)
}
