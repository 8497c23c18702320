import { PROVIDER_IDS } from '../../../shared/contract/plain/provider-ids.ts'
import { isWaiting, STATUSES } from '../../../shared/status/status.ts'
import type { InvoicePage, InvoiceQuery } from '../port/invoices.ts'
import { inSnapshot, type Reading } from '../sqlite/context.ts'
import { all, type Bound } from '../sqlite/sql.ts'
import { asInvoiceRow, invoicesBySeq } from './rows.ts'
import { searchSeqs } from './search.ts'

/** The place a page begins after: an instant and the integer key, which alone never repeats. */
interface Place {
  readonly createdAt: bigint
  readonly seq: bigint
}

const NEWEST: Place = { createdAt: 9_007_199_254_740_991n, seq: 9_223_372_036_854_775_807n }

/**
 * Reads one page of invoices, newest first: by their instant, and in a search by the order they were written.
 *
 * A cursor that cannot be read gives the first page. Never counts rows off, so every page costs the same.
 */
export function readPage(reading: Reading, query: InvoiceQuery): InvoicePage {
  return inSnapshot(reading, () => {
    const after = readCursor(query.cursor) ?? NEWEST
    const search = query.search.trim()
    const found =
      search === ''
        ? listSeqs(reading, query, after, query.limit + 1)
        : searchSeqs(reading, { ...query, search }, after.seq, query.limit + 1)
    const invoices = invoicesBySeq(reading, found.slice(0, query.limit))
    const last = invoices.at(-1)
    const more = found.length > query.limit && last
    return {
      rows: invoices.map(asInvoiceRow),
      nextCursor: more ? writeCursor({ createdAt: last.created_at_ms, seq: last.seq }) : null,
    }
  })
}

const AFTER = '(created_at_ms, seq) < (?, ?)'
const ORDER = 'ORDER BY created_at_ms DESC, seq DESC LIMIT ?'

function listSeqs(reading: Reading, query: InvoiceQuery, after: Place, limit: number): bigint[] {
  const { sql, params } = listStatement(query, after, limit)
  return all<{ seq: bigint }>(reading, sql, params).map((row) => row.seq)
}

/** Nobody waits for the money of a sale that came out of a file. */
function standing({ status }: Pick<InvoiceQuery, 'status'>): string {
  return status.length > 0 && status.every(isWaiting) ? 'import_seq IS NULL' : 'withdrawn_at_ms IS NULL'
}

/**
 * Builds the list's statement. With filters it is one ordered walk of the index for each status and provider, merged:
 * so the rarest status on the deepest page costs no more than the first.
 */
export function listStatement(
  query: Pick<InvoiceQuery, 'status' | 'provider'>,
  after: Place,
  limit: number,
): { readonly sql: string; readonly params: readonly Bound[] } {
  if (query.status.length === 0 && query.provider.length === 0) {
    return {
      sql: `SELECT seq FROM invoices INDEXED BY invoices_newest WHERE ${AFTER} AND withdrawn_at_ms IS NULL ${ORDER}`,
      params: [after.createdAt, after.seq, limit],
    }
  }
  const statuses = new Set(query.status.length > 0 ? query.status : STATUSES)
  const providers = new Set(query.provider.length > 0 ? query.provider : PROVIDER_IDS)
  const pairs = [...statuses].flatMap((status) => [...providers].map((provider) => ({ status, provider })))
  const walk = `SELECT created_at_ms, seq FROM invoices INDEXED BY invoices_filtered
    WHERE status = ? AND provider = ? AND ${AFTER} AND ${standing(query)}`
  return {
    sql: `SELECT seq FROM (${pairs.map(() => walk).join(' UNION ALL ')} ${ORDER})`,
    params: [
      ...pairs.flatMap(({ status, provider }) => [status, provider, after.createdAt, after.seq]),
      limit,
    ],
  }
}

function writeCursor(place: Place): string {
  return Buffer.from(`${place.createdAt}:${place.seq}`).toString('base64url')
}

function readCursor(cursor: string | null): Place | null {
  const match = /^(\d{1,16}):(\d{1,18})$/.exec(Buffer.from(cursor ?? '', 'base64url').toString('latin1'))
  if (!match?.[1] || !match[2]) return null
  return { createdAt: BigInt(match[1]), seq: BigInt(match[2]) }
}
