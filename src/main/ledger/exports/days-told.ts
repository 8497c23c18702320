import type { Database } from 'better-sqlite3'
import { type Money, subtract, zero } from '../../../shared/money/money.ts'
import { toStored } from '../../../shared/money/scale.ts'
import { beginningsOf } from '../../../shared/time/zone.ts'
import { RECEIVED } from '../lists/receipts/received.ts'
import { among, joined } from '../lists/scan-parts.ts'
import { totalOf } from '../lists/sums.ts'
import type { ExportQuery } from '../port/exports.ts'
import { all } from '../sqlite/sql.ts'

const AMOUNTS = ['asked', 'received', 'refunded', 'net', 'difference'] as const
type AmountName = (typeof AMOUNTS)[number]

const COLUMNS = AMOUNTS.flatMap((name) => [`${name}_whole INTEGER`, `${name}_frac INTEGER`])

const TOLD_SQL = `CREATE TEMP TABLE days_told (seq INTEGER PRIMARY KEY, begins_ms INTEGER,
  account_seq INTEGER, currency TEXT, sales INTEGER, receipts INTEGER, refunds INTEGER,
  ${COLUMNS.join(', ')})`

const HALF = 1_000_000_000
const halves = (part: string, name: string) =>
  `sum(sign * (${part} / ${HALF})) AS ${name}_high, sum(sign * (${part} % ${HALF})) AS ${name}_low`

/** What is summed of a day: each fact by its own instant. */
const PARTS = {
  asked: `SELECT invoice.created_at_ms AS at, invoice.account_seq, invoice.currency, invoice.asked_whole AS whole,
    invoice.asked_frac AS frac, 1 AS sign FROM invoices AS invoice
    WHERE at >= ? AND at < ? AND invoice.withdrawn_at_ms IS NULL`,
  received: `SELECT receipt.paid_at_ms AS at, invoice.account_seq, ${RECEIVED.currency} AS currency, ${RECEIVED.whole} AS whole,
    ${RECEIVED.frac} AS frac, 1 AS sign FROM receipts AS receipt
    CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
    WHERE at >= ? AND at < ? AND receipt.withdrawn_at_ms IS NULL`,
  refunded: `SELECT refund.recorded_at_ms AS at, invoice.account_seq, invoice.currency, refund.amount_whole AS whole,
    refund.amount_frac AS frac, iif(refund.undoes_seq IS NULL, 1, -1) AS sign FROM refunds AS refund
    CROSS JOIN invoices AS invoice ON invoice.seq = refund.invoice_seq
    WHERE at >= ? AND at < ? AND invoice.withdrawn_at_ms IS NULL`,
} as const
type Part = keyof typeof PARTS

interface SumRow {
  readonly account: bigint
  readonly currency: string
  readonly n: bigint
  readonly w_high: bigint
  readonly w_low: bigint
  readonly f_high: bigint
  readonly f_low: bigint
}

interface Told {
  readonly account: bigint
  readonly currency: string
  readonly counts: Record<Part, number>
  readonly sums: Record<Part, Money>
}

/** Sums up the business days of a query, each account and currency by itself, into the table `days_told`: as the month does on the screen. */
export function fillDays(db: Database, query: Extract<ExportQuery, { kind: 'days' }>, zone: string): void {
  db.exec(TOLD_SQL)
  const wanted = joined([
    ...among('account.provider', query.provider),
    ...among('account.id', query.accountId),
    ...among('part.currency', query.currency),
  ])
  const places = Array.from({ length: 6 + COLUMNS.length }, () => '?').join(', ')
  const put = db.prepare(`INSERT INTO temp.days_told VALUES (NULL, ${places})`)
  const begins = beginningsOf(query.from, query.to, zone)
  for (const [n, begin] of begins.slice(0, -1).entries()) {
    const told = new Map<string, Told>()
    for (const part of ['asked', 'received', 'refunded'] as const) {
      const sql = `SELECT part.account_seq AS account, part.currency, count(*) AS n, ${halves('whole', 'w')}, ${halves('frac', 'f')}
        FROM (${PARTS[part]}) AS part CROSS JOIN provider_accounts AS account ON account.seq = part.account_seq
        WHERE ${wanted.sql} GROUP BY 1, 2`
      for (const row of all<SumRow>({ db }, sql, [begin, begins[n + 1] ?? 0, ...wanted.params]))
        add(told, part, row)
    }
    const order = all<{ seq: bigint }>(
      { db },
      'SELECT seq FROM provider_accounts ORDER BY label COLLATE NOCASE, seq',
    )
    const ranks = new Map(order.map(({ seq }, rank) => [seq, rank]))
    const rank = (one: Told) => ranks.get(one.account) ?? 0
    const sorted = [...told.values()].toSorted(
      (a, b) => rank(a) - rank(b) || (a.currency < b.currency ? -1 : 1),
    )
    for (const one of sorted)
      put.run(begin, one.account, one.currency, ...Object.values(one.counts), ...stored(one))
  }
}

function add(told: Map<string, Told>, part: Part, row: SumRow): void {
  const { account, currency } = row
  const key = `${account} ${currency}`
  const none = zero(currency)
  const one = told.get(key) ?? {
    ...{ account, currency },
    counts: { asked: 0, received: 0, refunded: 0 },
    sums: { asked: none, received: none, refunded: none },
  }
  const joinedParts = (high: bigint, low: bigint) => high * BigInt(HALF) + low
  one.counts[part] = Number(row.n)
  one.sums[part] = totalOf(currency, {
    whole: joinedParts(row.w_high, row.w_low),
    frac: joinedParts(row.f_high, row.f_low),
  })
  told.set(key, one)
}

function stored({ sums }: Told): bigint[] {
  const money: Record<AmountName, Money> = {
    ...sums,
    net: subtract(sums.received, sums.refunded),
    difference: subtract(sums.received, sums.asked),
  }
  return AMOUNTS.flatMap((name) => {
    const { currency, units } = money[name]
    const { whole, frac } = toStored({ currency, units: units < 0n ? -units : units })
    return units < 0n ? [-whole, -frac] : [whole, frac]
  })
}
