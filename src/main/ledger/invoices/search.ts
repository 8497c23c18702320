import { PROVIDER_IDS } from '../../../shared/contract/plain/provider-ids.ts'
import { STATUSES } from '../../../shared/status/status.ts'
import type { InvoiceQuery } from '../port/invoices.ts'
import type { Reading } from '../sqlite/context.ts'
import { all, type Bound } from '../sqlite/sql.ts'

type Filter = Pick<InvoiceQuery, 'status' | 'provider'>

/** One way to find invoices; its statement gives integer keys, newest first. */
export interface Source {
  readonly sql: string
  readonly params: readonly Bound[]
}

/** Words beyond these add nothing a person means and cost time. */
const WORD_LIMIT = 12
/** A reference is looked up from this many characters on; shorter beginnings fit too many. */
const REF_MINIMUM = 4
/** A beginning of a reference that fits more than these is found in part, until more of it is typed. */
const REF_HITS = 2_000
/** A filter that leaves at most this many invoices is applied before the words are looked up, else after. */
const RARE = 20_000

/**
 * Finds invoices by words (number, description, customer), and by reference, transaction hash, number ("3", "pr-3"),
 * amount ("7400", "7,400", "7 400", "7,400.00 DZD") or a link's address where the text looks like one; gives integer keys before `before`,
 * newest first.
 *
 * Takes any text. Every word counts as the beginning of one.
 */
export function searchSeqs(
  reading: Reading,
  query: Filter & { readonly search: string },
  before: bigint,
  limit: number,
): bigint[] {
  const found = new Set<bigint>()
  const rare = isRare(reading, query)
  for (const source of searchSources(query, before, limit, rare)) {
    for (const row of all<{ seq: bigint }>(reading, source.sql, source.params)) found.add(row.seq)
  }
  return [...found].sort((a, b) => (a > b ? -1 : a < b ? 1 : 0)).slice(0, limit)
}

/** Says whether a filter leaves few invoices; then most hits of a common word would be looked up in vain. */
function isRare(reading: Reading, filter: Filter): boolean {
  if (filter.status.length === 0 && filter.provider.length === 0) return false
  const kept = keptByFilter(filter)
  const rows = all<{ n: bigint }>(
    reading,
    `SELECT count(*) AS n FROM (${kept.sql} LIMIT ${RARE + 1})`,
    kept.params,
  )
  return (rows[0]?.n ?? 0n) <= BigInt(RARE)
}

/** Builds the statements a search text calls for; `rare` says that the filter leaves few invoices. */
export function searchSources(
  query: Filter & { readonly search: string },
  before: bigint,
  limit: number,
  rare = false,
): Source[] {
  const filter = filterSql(query)
  const match = matchOf(query.search)
  const exact = exactSources(query, before, limit)
  if (match === null) return exact
  const kept = keptByFilter(query)
  const words: Source = rare
    ? {
        sql: `SELECT rowid AS seq FROM invoices_search
        WHERE invoices_search MATCH ? AND rowid < ? AND +rowid IN (${kept.sql}) ORDER BY rowid DESC LIMIT ?`,
        params: [match, before, ...kept.params, limit],
      }
    : {
        sql: `SELECT invoice.seq FROM invoices_search CROSS JOIN invoices AS invoice ON invoice.seq = invoices_search.rowid
        WHERE invoices_search MATCH ? AND invoices_search.rowid < ?${filter.sql}
        ORDER BY invoices_search.rowid DESC LIMIT ?`,
        params: [match, before, ...filter.params, limit],
      }
  return [words, ...exact]
}

/** The statements for a text that names something: a reference, an address, a number, an amount. */
function exactSources(query: Filter & { readonly search: string }, before: bigint, limit: number): Source[] {
  const filter = filterSql(query)
  const joined = (source: string, key: string, params: readonly Bound[]): Source => ({
    sql: `SELECT DISTINCT invoice.seq FROM ${source} CROSS JOIN invoices AS invoice ON invoice.seq = ${key}
      WHERE +invoice.seq < ?${filter.sql} ORDER BY +invoice.seq DESC LIMIT ?`,
    params: [...params, before, ...filter.params, limit],
  })
  const sources: Source[] = []
  // Marks that nobody sees come along with what is copied.
  const text = query.search.replaceAll(/[\0\p{Cf}]/gu, '').trim()
  if (/^\S+$/.test(text) && text.length >= REF_MINIMUM) {
    for (const [table, column] of [
      ['payment_links', 'provider_ref'],
      ['receipts', 'tx_hash'],
    ]) {
      sources.push(
        joined(
          `(SELECT invoice_seq FROM ${table} WHERE ${column} COLLATE NOCASE >= ? AND ${column} COLLATE NOCASE < ? LIMIT ${REF_HITS}) AS hit`,
          'hit.invoice_seq',
          [text, `${text}\u{10FFFF}`],
        ),
      )
    }
  }
  const address = addressOf(text)
  if (address !== null) {
    sources.push(
      joined(
        `(SELECT invoice_seq FROM payment_links INDEXED BY payment_links_url WHERE url >= ? AND url < ? LIMIT ${REF_HITS}) AS hit`,
        'hit.invoice_seq',
        [address, `${address}\u{10FFFF}`],
      ),
    )
  }
  const numbered = /^([a-z0-9]{1,9})-(\d{1,12})$/i.exec(text)
  if (numbered?.[1] && numbered[2]) {
    sources.push(
      joined(
        "(SELECT named.seq FROM invoices AS named WHERE named.number = ? || '-' || printf('%06d', ?)) AS hit",
        'hit.seq',
        [numbered[1].toUpperCase(), BigInt(numbered[2])],
      ),
    )
  }
  if (/^\d{1,12}$/.test(text)) {
    sources.push(
      joined(
        `(SELECT named.seq FROM tills CROSS JOIN invoices AS named ON named.number = tills.code || '-' || printf('%06d', ?)) AS hit`,
        'hit.seq',
        [BigInt(text)],
      ),
    )
  }
  for (const range of amountRanges(text)) {
    sources.push(
      joined(
        `(SELECT asking.seq FROM invoices AS asking INDEXED BY invoices_asked WHERE asking.asked_whole = ? AND asking.asked_frac BETWEEN ? AND ?
          AND (? IS NULL OR asking.currency = ? COLLATE NOCASE)) AS hit`,
        'hit.seq',
        [range.whole, range.from, range.to, range.currency, range.currency],
      ),
    )
  }
  return sources
}

function filterSql(filter: Filter): Source {
  const among = (column: string, values: readonly string[]) =>
    values.length > 0 ? ` AND invoice.${column} IN (SELECT value FROM json_each(?))` : ''
  return {
    sql: ` AND invoice.withdrawn_at_ms IS NULL${among('status', filter.status)}${among('provider', filter.provider)}`,
    params: [filter.status, filter.provider].flatMap((values) =>
      values.length > 0 ? [JSON.stringify(values)] : [],
    ),
  }
}

/** The integer keys of the invoices a filter leaves. */
function keptByFilter(filter: Filter): Source {
  const statuses = filter.status.length > 0 ? filter.status : STATUSES
  const providers = filter.provider.length > 0 ? filter.provider : PROVIDER_IDS
  return {
    sql: `SELECT kept.seq FROM invoices AS kept INDEXED BY invoices_filtered
      WHERE kept.status IN (SELECT value FROM json_each(?)) AND kept.provider IN (SELECT value FROM json_each(?))
        AND kept.withdrawn_at_ms IS NULL`,
    params: [JSON.stringify(statuses), JSON.stringify(providers)],
  }
}

/** Quotes every word, so that nothing a person types is taken for the index's own language; null without a word. */
export function matchOf(search: string): string | null {
  const words = search
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, WORD_LIMIT)
  return words.length === 0 ? null : words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' ')
}

/** A pasted address of a link, without what a browser's bar or a chat leaves out or adds; null when it is none. */
function addressOf(text: string): string | null {
  const match = /^<?(?:https?:\/\/)?([a-z0-9.-]+\.[a-z0-9-]+(?::\d+)?\/[^\s<>]+)>?$/i.exec(text)
  return match?.[1] ? `https://${match[1]}` : null
}

interface AmountRange {
  readonly whole: bigint
  readonly from: bigint
  readonly to: bigint
  /** Null for any. */
  readonly currency: string | null
}

const PLAIN = /^(\d{1,18})(?:[.,](\d{0,18}))?$/
/** Digits in threes between spaces, points, commas or apostrophes, as amounts are written for people. */
const GROUPED = /^(\d{1,3}(?:([\s.,'\u2019])\d{3})(?:\2\d{3}){0,4})(?:(?!\2)[.,](\d{0,18}))?$/u

/** An amount, with its currency before or behind it: a code, or a sign or letters of a place ("$", "DA", "د.ج"). */
const WITH_CURRENCY =
  /^(?:(?<before>\p{Sc}|\p{L}[\p{L}\p{N}.]*(?=\s))\s*)?(?<digits>\d(?:[\d\s.,'\u2019]*\d)?[.,]?)(?:\s*(?<behind>\p{Sc}|\p{L}[\p{L}\p{N}.]*))?$/u
const CODE = /^[a-z0-9]{3,20}$/i
/** Which currency they mean is not known: "DA" is no code. Before the digits letters are a word, as in "No 12". */
const OF_A_PLACE = { before: /^\p{Sc}$/u, behind: /^(?:\p{Sc}|[A-Z]{2}|\P{Script=Latin}{1,4})$/u }

/** Reads "49" as 49 and any fraction, "49.9" as every amount that begins so, and "7,400" as 7400 as well as 7.400. */
function amountRanges(text: string): readonly AmountRange[] {
  const { before, digits = text, behind } = WITH_CURRENCY.exec(text)?.groups ?? {}
  const named = before ?? behind ?? null
  const isCode = named !== null && CODE.test(named)
  if (before && behind) return []
  if (named !== null && !isCode && !OF_A_PLACE[before ? 'before' : 'behind'].test(named)) return []
  const currency = isCode ? named : null
  const plain = PLAIN.exec(digits)
  const grouped = GROUPED.exec(digits)
  return [
    ...(plain?.[1] ? [rangeOf(currency, plain[1], plain[2])] : []),
    ...(grouped?.[1] ? [rangeOf(currency, grouped[1].replaceAll(/\D/g, ''), grouped[3])] : []),
  ]
}

function rangeOf(currency: string | null, whole: string, digits = ''): AmountRange {
  return {
    currency,
    whole: BigInt(whole),
    from: BigInt(digits.padEnd(18, '0')),
    to: BigInt(digits.padEnd(18, '9')),
  }
}
