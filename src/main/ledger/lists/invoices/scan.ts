import type {
  ListIds,
  ListNewest,
  ListPlace,
  ListSort,
  ListStretch,
  ListSums,
} from '../../../../shared/contract/shapes/lists/list.ts'
import { STATUSES } from '../../../../shared/status/status.ts'
import { isBlankSearch } from '../../../../shared/text/words.ts'
import type { InvoiceFilter, ListQuery, NewestQuery, PlaceQuery } from '../../port/lists.ts'
import { readSurroundings } from '../../search/surroundings.ts'
import { readWanted, type Wanted } from '../../search/wanted.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { plainRows } from '../../sqlite/sql.ts'
import { readCommit } from '../../witness/totals.ts'
import {
  among,
  type Condition,
  commonConditions,
  joined,
  ONE,
  orderSql,
  type Scanned,
  scanPlaces,
  scanTotals,
} from '../scan-parts.ts'
import { refundedIn } from './refunded.ts'
import { idsOf, sortedTags } from './review.ts'
import { readListed } from './rows.ts'
import { asSum } from './sums.ts'

const amountAt = (name: string) => ({ whole: `invoice.${name}_whole`, frac: `invoice.${name}_frac` })

/** The invoices, each with its account. */
export const INVOICES: Scanned = {
  table: 'invoices',
  from: 'invoices AS invoice CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq',
  standing: 'invoice.withdrawn_at_ms IS NULL',
  key: 'invoice.seq',
  currency: 'invoice.currency',
  amounts: [amountAt('asked'), amountAt('received')],
}

/** Reads a stretch of a list by looking at every invoice. */
export function scanStretch(reading: Reading, { filter, sort, from, limit }: ListQuery): ListStretch {
  return inSnapshot(reading, () => {
    const place = { order: orderOf(sort), limit, from }
    const { count, seqs } = scanPlaces(reading, INVOICES, invoicesWhere(reading, filter), place)
    const rows = readListed(reading, seqs, wantedIn(reading, filter.search))
    return { asOf: readCommit(reading), count, rows }
  })
}

/** What a search speaks of is read out of every invoice, which who searches nothing would wait for. */
function wantedIn(reading: Reading, search: string): Wanted {
  return isBlankSearch(search) ? [] : readWanted(search, readSurroundings(reading))
}

/** Reads the newest invoices of a filter by looking at every one. */
export function scanNewest(reading: Reading, query: NewestQuery): ListNewest {
  const found = scanStretch(reading, { ...query, sort: { by: 'created', down: true }, from: 0 })
  return { ...found, count: found.rows.length, isWhole: found.count === found.rows.length }
}

/** Counts and sums the invoices of a filter by looking at every one. */
export function scanSums(reading: Reading, filter: InvoiceFilter): ListSums {
  return inSnapshot(reading, () => {
    const { count, all, sums, tills } = scanTotals(reading, INVOICES, invoicesWhere(reading, filter))
    const unreviewed =
      filter.review === 'reviewed' ? 0 : countOf(reading, { ...filter, review: 'unreviewed' })
    const tagged = 'SELECT DISTINCT tags FROM invoices WHERE tags IS NOT NULL AND withdrawn_at_ms IS NULL'
    return {
      asOf: readCommit(reading),
      count,
      all,
      unreviewed,
      tags: [...sortedTags(plainRows<readonly [string]>(reading, tagged).map(([set]) => set))],
      sums: sums.map(asSum),
      tills,
    }
  })
}

/** Counts the invoices that a filter leaves. */
function countOf(reading: Reading, filter: InvoiceFilter): number {
  const { sql, params } = invoicesWhere(reading, filter)
  const counted = `SELECT count(*) FROM ${INVOICES.from} WHERE ${sql}`
  return plainRows<readonly [number]>(reading, counted, params)[0]?.[0] ?? 0
}

/** Reads the ids of a stretch of a list by looking at every invoice. */
export function scanIds(reading: Reading, { filter, sort, from, limit }: ListQuery): ListIds {
  return inSnapshot(reading, () => {
    const place = { order: orderOf(sort), limit, from }
    const { count, seqs } = scanPlaces(reading, INVOICES, invoicesWhere(reading, filter), place)
    return { asOf: readCommit(reading), count, ids: [...idsOf(reading, seqs)] }
  })
}

/** Finds the next invoice from a place on that needs something by looking at every one. */
export function scanNext(reading: Reading, { filter, sort, from }: PlaceQuery): ListPlace {
  return inSnapshot(reading, () => {
    const { sql, params } = invoicesWhere(reading, filter)
    const [next] = plainRows<readonly [number]>(
      reading,
      `SELECT place FROM (
         SELECT row_number() OVER (ORDER BY ${orderOf(sort)}) - 1 AS place,
           (invoice.reviewed_at_ms IS NULL OR ${NEEDS_A_PERSON}) AS needs
         FROM ${INVOICES.from} WHERE ${sql}
       ) WHERE needs AND place >= ? ORDER BY place LIMIT 1`,
      [...params, from],
    )
    return { asOf: readCommit(reading), count: countOf(reading, filter), place: next?.[0] ?? null }
  })
}

/** Gives what an invoice must be to be left by a filter. */
export function invoicesWhere(reading: Reading, filter: InvoiceFilter): Condition {
  const { period } = filter
  const isRefunded = period?.by === 'refunded'
  const isBound = period && (period.from !== null || period.until !== null)
  return joined([
    { sql: INVOICES.standing, params: [] },
    ...among('invoice.status', filter.status),
    ...(isRefunded && isBound ? [refundedIn(period)] : []),
    ...commonConditions(reading, isRefunded ? { ...filter, period: null } : filter, {
      at: PERIODS[isRefunded ? 'created' : (period?.by ?? 'created')],
      amount: amountAt(filter.amount?.of ?? 'asked'),
      currency: INVOICES.currency,
    }),
    ...(filter.attention ? [{ sql: NEEDS_A_PERSON, params: [] }] : []),
    ...(filter.review ? [{ sql: REVIEWED[filter.review], params: [] }] : []),
    ...(filter.tag.length > 0 ? [{ sql: TAGGED, params: [JSON.stringify(filter.tag)] }] : []),
  ])
}

const REVIEWED = {
  reviewed: 'invoice.reviewed_at_ms IS NOT NULL',
  unreviewed: 'invoice.reviewed_at_ms IS NULL',
} as const

const TAGGED =
  'EXISTS (SELECT 1 FROM json_each(invoice.tags) AS tag WHERE tag.value IN (SELECT value FROM json_each(?)))'

const NEEDS_A_PERSON =
  'EXISTS (SELECT 1 FROM exceptions AS raised WHERE raised.invoice_seq = invoice.seq AND raised.settled_at_ms IS NULL)'

const PERIODS = {
  created: 'invoice.created_at_ms',
  paid: '(SELECT max(receipt.paid_at_ms) FROM receipts AS receipt WHERE receipt.invoice_seq = invoice.seq)',
  recorded:
    '(SELECT max(receipt.recorded_at_ms) FROM receipts AS receipt WHERE receipt.invoice_seq = invoice.seq)',
} as const

const STATUS_ORDER = `CASE invoice.status ${STATUSES.map((one, place) => `WHEN '${one}' THEN ${place}`).join(' ')} END`
const SHORT = '(invoice.received_frac < invoice.asked_frac)'

/** What each order compares, the first thing first; what is alike stays in the order it was written. */
const ORDERS: Readonly<Record<ListSort['by'], readonly string[]>> = {
  created: ['invoice.created_at_ms'],
  number: ['invoice.till_seq', 'length(invoice.number)', 'invoice.number'],
  customer: ["coalesce(invoice.customer_name, '') COLLATE NOCASE"],
  asked: ['invoice.asked_whole', 'invoice.asked_frac'],
  received: ['invoice.received_whole', 'invoice.received_frac'],
  difference: [
    `invoice.received_whole - invoice.asked_whole - ${SHORT}`,
    `invoice.received_frac - invoice.asked_frac + ${SHORT} * ${ONE}`,
  ],
  status: [STATUS_ORDER],
  account: ['account.label COLLATE NOCASE', 'account.seq'],
}

function orderOf({ by, down }: ListSort): string {
  return orderSql([...ORDERS[by], 'invoice.seq'], down)
}
