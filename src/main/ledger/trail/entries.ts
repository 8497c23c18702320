import type { TrailEntry, TrailStretch } from '../../../shared/contract/shapes/books/trail.ts'
import type { HistoryEvent } from '../../../shared/contract/shapes/invoice.ts'
import { readHead } from '../history/trail-head.ts'
import type { Ledger } from '../port/ledger.ts'
import { inSnapshot, type Reading } from '../sqlite/context.ts'
import { all, ms } from '../sqlite/sql.ts'

/** Makes the methods that read the trail. */
export function trailMethods(reading: Reading): Pick<Ledger, 'trailHead' | 'trailEntries'> {
  return {
    trailHead: () => readHead(reading),
    trailEntries: (from, limit) => readStretch(reading, from, limit),
  }
}

interface EntryRow {
  readonly seq: bigint
  readonly at_ms: bigint
  readonly kind: string
  readonly data: string
  readonly hash: Buffer | null
  readonly invoice_id: string | null
  readonly number: string | null
  readonly account: string | null
}

/** The entries behind one and up to another, by the key of the events alone. */
export const ENTRIES_SQL = `
  SELECT event.seq, event.at_ms, event.kind, event.data, event.hash, invoice.id AS invoice_id, invoice.number, account.label AS account
  FROM events AS event NOT INDEXED
  LEFT JOIN invoices AS invoice ON invoice.seq = event.invoice_seq
  LEFT JOIN provider_accounts AS account ON account.seq = invoice.account_seq
  WHERE event.seq > ? AND event.seq <= ? ORDER BY event.seq`

/** Reads the entries behind one and up to another, the oldest first, and leaves out those that are not there. */
export function readEntries(reading: Reading, behind: number, upTo: number): TrailEntry[] {
  return all<EntryRow>(reading, ENTRIES_SQL, [behind, upTo]).map(asEntry)
}

/** Numbers are places: nothing is removed, so that the newest but `from` has the number of the last one less `from`. */
function readStretch(reading: Reading, from: number, limit: number): TrailStretch {
  return inSnapshot(reading, () => {
    const { entry: count } = readHead(reading)
    const first = Math.max(0, count - from - limit)
    const found = new Map(readEntries(reading, first, count - from).map((row) => [row.entry, row]))
    const length = Math.max(0, Math.min(limit, count - from))
    const rows = Array.from(
      { length },
      (_, nth) => found.get(count - from - nth) ?? absent(count - from - nth),
    )
    return { count, rows }
  })
}

function absent(entry: number): TrailEntry {
  return { ...NOTHING, id: String(entry), entry, isThere: false }
}

const NOTHING = { at: 0, kind: '', data: {}, invoice: null, account: null, hash: null } as const

/** A row that another hand has written may hold anything. */
function asEntry(row: EntryRow): TrailEntry {
  const { invoice_id: id, number } = row
  return {
    id: String(row.seq),
    entry: Number(row.seq),
    isThere: true,
    at: ms(row.at_ms),
    kind: row.kind.slice(0, 100),
    data: dataOf(row.data),
    invoice: id === null || number === null ? null : { id, number },
    account: row.account,
    hash: row.hash?.length === 32 ? row.hash.toString('hex') : null,
  }
}

/** As far as the contract takes it. */
function dataOf(data: string): HistoryEvent['data'] {
  try {
    const told: unknown = JSON.parse(data)
    if (typeof told !== 'object' || told === null) return {}
    return Object.fromEntries(
      Object.entries(told)
        .filter(
          ([name, value]) => name.length <= LONGEST_NAME && (value === null || typeof value !== 'object'),
        )
        .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, TEXT_LIMIT) : value]),
    )
  } catch {
    return {}
  }
}

const LONGEST_NAME = 40
const TEXT_LIMIT = 20_000
