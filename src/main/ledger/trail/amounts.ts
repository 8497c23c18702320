import type { TrailBreak } from '../../../shared/contract/shapes/books/trail.ts'
import type { Reading } from '../sqlite/context.ts'
import { all, get } from '../sqlite/sql.ts'

/** A number or an amount of the book that is not what an entry tells. */
export interface AmountBreak extends Pick<TrailBreak, 'told' | 'held'> {
  readonly why: Extract<TrailBreak['why'], 'sale' | 'receipt' | 'refund' | 'gone'>
  readonly entry: number
}

/** An amount of an event's data without the zeros that say nothing: "49.90 EUR" as "49.9 EUR", "49.90" as "49.9". */
const plain = (amount: string) => `iif(instr(${amount}, '.'), rtrim(rtrim(${amount}, '0'), '.'), ${amount})`
const plainIn = (words: string) => {
  const blank = `instr(${words}, ' ')`
  return `${plain(`substr(${words}, 1, ${blank} - 1)`)} || substr(${words}, ${blank})`
}

/** The data of an event; of one that another hand has broken nothing, for its hash tells that. */
const dataOf = (event: string) => `iif(json_valid(${event}.data), ${event}.data, '{}')`
const DATA = dataOf('event')
const LATER = dataOf('later')

/** The entries of a stretch, by the key of the events alone. */
const STRETCH = 'event.seq > $behind AND event.seq <= $upTo'

/** What tells of a sale for the first time. */
const SALE_KINDS = "'created', 'sale_imported'"

/** Sales whose number, currency or asked amount is not the one they were created with; none of these ever changes. */
export const SALES_SQL = `
  SELECT event.seq AS entry, 'sale' AS why, sale.seq IS NULL AS gone,
    ${DATA} ->> 'number' || ' ' || (${DATA} ->> 'amount') || ' ' || (${DATA} ->> 'currency') AS told,
    sale.number || ' ' || sale.asked_amount || ' ' || sale.currency AS held
  FROM events AS event NOT INDEXED LEFT JOIN invoices AS sale ON sale.seq = event.invoice_seq
  WHERE ${STRETCH} AND event.kind IN (${SALE_KINDS}) AND (sale.seq IS NULL OR ${DATA} ->> 'number' <> sale.number
    OR ${DATA} ->> 'currency' <> sale.currency OR ${plain(`(${DATA} ->> 'amount')`)} <> sale.asked_amount)`

/**
 * One amount of receipts that is not the one told last: as it was seen, or as its provider changed it since. Only what was seen is told as gone,
 * and once.
 */
const receiptsBy = (kind: string, name: string, path: string, held: string) => `
  SELECT event.seq AS entry, 'receipt' AS why, receipt.seq IS NULL AS gone, ${DATA} ->> '${path}' AS told, ${held} AS held
  FROM events AS event NOT INDEXED ${path === 'amount' ? 'LEFT' : 'CROSS'} JOIN receipts AS receipt ON receipt.id = ${DATA} ->> 'receipt'
  WHERE ${STRETCH} AND event.kind = '${kind}' AND json_type(${DATA}, '$.${path}') IS NOT NULL
    AND (receipt.seq IS NULL OR ${plainIn(`(${DATA} ->> '${path}')`)} IS NOT ${held})
    AND NOT EXISTS (SELECT 1 FROM events AS later WHERE later.invoice_seq = event.invoice_seq AND later.seq > event.seq
      AND later.kind = 'receipt_changed' AND ${LATER} ->> 'receipt' = ${DATA} ->> 'receipt'
      AND json_type(${LATER}, '$.${name}To') IS NOT NULL)`

const AMOUNT = "receipt.amount || ' ' || receipt.currency"
const CREDITED = "receipt.credited_amount || ' ' || receipt.credited_currency"
export const RECEIPTS_SQL: readonly string[] = [
  receiptsBy('receipt_seen', 'amount', 'amount', AMOUNT),
  receiptsBy('receipt_seen', 'credited', 'credited', CREDITED),
  receiptsBy('receipt_changed', 'amount', 'amountTo', AMOUNT),
  receiptsBy('receipt_changed', 'credited', 'creditedTo', CREDITED),
]

/** Refunds whose amount is not the one they were recorded with. */
export const REFUNDS_SQL = `
  SELECT event.seq AS entry, 'refund' AS why, refund.seq IS NULL AS gone, ${DATA} ->> 'amount' AS told,
    refund.amount || ' ' || sale.currency AS held
  FROM events AS event NOT INDEXED LEFT JOIN refunds AS refund ON refund.id = ${DATA} ->> 'refund'
  LEFT JOIN invoices AS sale ON sale.seq = refund.invoice_seq
  WHERE ${STRETCH} AND event.kind = 'refund_recorded'
    AND (refund.seq IS NULL OR ${plainIn(`(${DATA} ->> 'amount')`)} <> refund.amount || ' ' || sale.currency)`

const differs = (path: string, held: string) =>
  `json_type(${DATA}, '$.${path}') IS NOT NULL AND ${plainIn(`(${DATA} ->> '${path}')`)} IS NOT ${held}`

/** The entries that may be told of by the statements above, found in one walk: nearly always none. */
export const SUSPECTS_SQL = `
  SELECT event.seq AS entry FROM events AS event NOT INDEXED
  LEFT JOIN invoices AS sale ON sale.seq = iif(event.kind IN (${SALE_KINDS}), event.invoice_seq, NULL)
  LEFT JOIN receipts AS receipt ON receipt.id = iif(event.kind LIKE 'receipt%', ${DATA} ->> 'receipt', NULL)
  LEFT JOIN refunds AS refund ON refund.id = iif(event.kind = 'refund_recorded', ${DATA} ->> 'refund', NULL)
  WHERE ${STRETCH} AND event.kind IN (${SALE_KINDS}, 'receipt_seen', 'receipt_changed', 'refund_recorded')
    AND CASE iif(event.kind = 'sale_imported', 'created', event.kind)
    WHEN 'created' THEN sale.seq IS NULL OR ${DATA} ->> 'number' <> sale.number OR ${DATA} ->> 'currency' <> sale.currency
      OR ${plain(`(${DATA} ->> 'amount')`)} <> sale.asked_amount
    WHEN 'receipt_seen' THEN receipt.seq IS NULL OR ${differs('amount', AMOUNT)} OR ${differs('credited', CREDITED)}
    WHEN 'receipt_changed' THEN ${differs('amountTo', AMOUNT)} OR ${differs('creditedTo', CREDITED)}
    ELSE refund.seq IS NULL OR ${plain(`substr(${DATA} ->> 'amount', 1, instr(${DATA} ->> 'amount', ' ') - 1)`)} <> refund.amount END`

/** Tells whether the book was brought out of a damaged one, of which some rows may be missing; looks through every event. */
export const SALVAGED_SQL = "SELECT 1 FROM events NOT INDEXED WHERE kind = 'book_salvaged' LIMIT 1"

interface Row {
  readonly entry: bigint
  readonly why: 'sale' | 'receipt' | 'refund'
  readonly gone: bigint
  readonly told: string | null
  readonly held: string | null
}

/**
 * Makes what finds the numbers and amounts of the book that are not what the entries behind one and up to another tell of them. What an
 * entry does not tell is passed over, and what is gone from a salvaged book too.
 */
export function createAmounts(reading: Reading): (behind: number, upTo: number) => readonly AmountBreak[] {
  let salvaged: boolean | null = null
  const isSalvaged = () => {
    salvaged ??= get(reading, SALVAGED_SQL) !== null
    return salvaged
  }
  return (behind, upTo) =>
    all<{ entry: bigint }>(reading, SUSPECTS_SQL, { behind, upTo })
      .flatMap(({ entry }) =>
        [SALES_SQL, ...RECEIPTS_SQL, REFUNDS_SQL].flatMap((sql) =>
          all<Row>(reading, sql, { behind: entry - 1n, upTo: entry }),
        ),
      )
      .filter(({ gone }) => gone === 0n || !isSalvaged())
      .map(({ entry, why, gone, told, held }) => ({
        ...{ entry: Number(entry), told },
        ...(gone === 1n ? { why: 'gone' as const, held: null } : { why, held }),
      }))
}
