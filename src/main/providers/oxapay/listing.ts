import { checked, unreadable } from '../http/checked.ts'
import { exactNumber } from '../http/wire-json.ts'
import { wirePath } from '../http/wire-path.ts'
import type { LinkState, ListQuery, ProviderResult } from '../provider.ts'
import type { OxapayAnswer, OxapayCall } from './client.ts'
import * as wire from './wire.ts'

/** The largest page (oxapay §2.5). */
const PAGE_SIZE = 200
/** A longer history is asked about singly. */
const MOST_PAGES = 25
/** How far before the oldest link a list begins, ms (oxapay §3.2). */
const BEFORE_MS = 3_600_000
/** Rows without an order id that are looked at one by one, at most, when a lost link is searched. */
const MOST_LOOKS = 10

export interface ListingPorts {
  call(parts: OxapayCall, signal: AbortSignal): Promise<ProviderResult<OxapayAnswer>>
  readLink(ref: string, signal: AbortSignal): Promise<ProviderResult<LinkState>>
  /** Null for a row that cannot be read. */
  stateOf(row: unknown, secrets: readonly string[]): LinkState | null
}

interface Page {
  readonly states: readonly LinkState[]
  readonly unread: number
  readonly last: boolean
  readonly answered: OxapayAnswer
}

/** The merchant's payment history, read page by page. */
export function createListing(ports: ListingPorts) {
  async function readPage(
    filter: Readonly<Record<string, unknown>>,
    page: number,
    signal: AbortSignal,
  ): Promise<ProviderResult<Page>> {
    // Not filtered by status: those that just changed would vanish (oxapay §3.2).
    const body = { ...filter, sortBy: 'create_date', orderBy: 'desc', page, size: PAGE_SIZE }
    const path = wirePath`/merchants/list`
    const sent = await ports.call({ path, body, creates: false, missing: 'REQUEST_REFUSED' }, signal)
    if (!sent.ok) return sent
    const { answer, secrets } = sent.value
    const list = checked(wire.list, answer.json, answer, false)
    if (!list.ok) return list
    const rows = list.value.data
    const states = rows.flatMap((row) => ports.stateOf(row, secrets) ?? [])
    const pages = list.value.meta?.pages
    // Pages count from 1 (oxapay §2.5); without a count, a page that is not full is the last.
    const last = rows.length === 0 || (pages === undefined ? rows.length < PAGE_SIZE : page >= pages)
    return { ok: true, value: { states, unread: rows.length - states.length, last, answered: sent.value } }
  }

  async function listLinks(
    query: ListQuery,
    signal: AbortSignal,
  ): Promise<ProviderResult<readonly LinkState[]>> {
    const unseen = new Set(query.refs)
    const found = new Map<string, LinkState>()
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const read = await readPage({ fromDate: fromDate(query.since) }, page, signal)
      if (!read.ok) return read
      for (const state of read.value.states) {
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
      const read = await readPage({ orderId: marker, fromDate: fromDate(since) }, page, signal)
      if (!read.ok) return read
      const found = read.value.states.find((state) => state.marker === marker)
      if (found) return { ok: true, value: found }
      nameless.push(...read.value.states.filter((state) => state.marker === null))
      const giveUp = page >= MOST_PAGES || nameless.length > MOST_LOOKS || read.value.unread > 0
      // What could not be looked at may be the one: then nobody can say that there is none.
      if (giveUp) return unreadable(read.value.answered.answer, false)
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

  return { listLinks, findByMarker }
}

/** UNIX seconds, an hour early (oxapay §2.5, §3.2). */
function fromDate(since: number): unknown {
  return exactNumber(String(Math.max(Math.floor((since - BEFORE_MS) / 1000), 0)))
}
