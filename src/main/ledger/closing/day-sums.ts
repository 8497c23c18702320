import { beginningsOf } from '../../../shared/time/zone.ts'
import type { DaySum, PartSummed } from '../lists/month/matrix-of.ts'
import { RECEIVED } from '../lists/receipts/received.ts'
import type { PeriodDays } from '../port/periods/closing.ts'
import type { Reading } from '../sqlite/context.ts'
import { all } from '../sqlite/sql.ts'

const SUMS = (currency: string, whole: string, frac: string) =>
  `invoice.account_seq AS account, ${currency} AS currency, count(*) AS n, sum(${whole}) AS whole,
   sum(${frac} / 1000000000) AS upper, sum(${frac} % 1000000000) AS lower`

const REFUNDS = `FROM refunds AS refund INDEXED BY refunds_recorded CROSS JOIN invoices AS invoice ON invoice.seq = refund.invoice_seq
  WHERE refund.recorded_at_ms >= ? AND refund.recorded_at_ms < ? AND invoice.withdrawn_at_ms IS NULL`

/** What a while came to, part by part; the same rows as a month's. */
export const PERIOD_SQL: Readonly<Record<PartSummed, string>> = {
  asked: `SELECT ${SUMS('invoice.currency', 'invoice.asked_whole', 'invoice.asked_frac')}
    FROM invoices AS invoice INDEXED BY invoices_newest WHERE invoice.created_at_ms >= ? AND invoice.created_at_ms < ?
      AND invoice.withdrawn_at_ms IS NULL GROUP BY 1, 2`,
  received: `SELECT ${SUMS(RECEIVED.currency, RECEIVED.whole, RECEIVED.frac)}
    FROM receipts AS receipt INDEXED BY receipts_paid CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
    WHERE receipt.paid_at_ms >= ? AND receipt.paid_at_ms < ? AND receipt.withdrawn_at_ms IS NULL GROUP BY 1, 2`,
  refunded: `SELECT ${SUMS('invoice.currency', 'refund.amount_whole', 'refund.amount_frac')} ${REFUNDS} AND refund.undoes_seq IS NULL GROUP BY 1, 2`,
  undone: `SELECT ${SUMS('invoice.currency', 'refund.amount_whole', 'refund.amount_frac')} ${REFUNDS} AND refund.undoes_seq IS NOT NULL GROUP BY 1, 2`,
}

interface SumRow {
  readonly account: bigint
  readonly currency: string
  readonly n: bigint
  readonly whole: bigint
  readonly upper: bigint
  readonly lower: bigint
}

/** Sums each business day of a period by account and currency, exactly as a month's matrix does. */
export function sumPeriod(
  reading: Reading,
  { firstDay, lastDay }: PeriodDays,
  zone: string,
): readonly DaySum[] {
  const begins = beginningsOf(firstDay, lastDay, zone)
  return (Object.keys(PERIOD_SQL) as PartSummed[]).flatMap((part) =>
    begins.slice(1).flatMap((until, day) =>
      all<SumRow>(reading, PERIOD_SQL[part], [begins[day] ?? until, until]).map((row) => ({
        ...{ part, day, account: Number(row.account), currency: row.currency, count: Number(row.n) },
        ...{ whole: row.whole, frac: row.upper * 1_000_000_000n + row.lower },
      })),
    ),
  )
}
