import { add, type Money, subtract, zero } from '../../../shared/money/money.ts'
import type { DayTotals } from '../port/day.ts'
import { inSnapshot, type Reading } from '../sqlite/context.ts'
import { moneyAt } from '../sqlite/money-columns.ts'
import { all } from '../sqlite/sql.ts'

const ACCOUNT = 'CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq'

/** The sums of a while: what its sales asked, what its receipts brought, what its refunds gave back and took back. */
export const DAY_SQL = {
  asked: `
    SELECT account.id, account.label, invoice.currency, invoice.asked_whole AS whole, invoice.asked_frac AS frac, 1 AS sign
    FROM invoices AS invoice INDEXED BY invoices_newest ${ACCOUNT}
    WHERE invoice.created_at_ms >= ? AND invoice.created_at_ms < ? AND invoice.withdrawn_at_ms IS NULL`,
  received: `
    SELECT account.id, account.label, coalesce(receipt.credited_currency, receipt.currency) AS currency,
      coalesce(receipt.credited_whole, receipt.amount_whole) AS whole,
      coalesce(receipt.credited_frac, receipt.amount_frac) AS frac, 1 AS sign
    FROM receipts AS receipt INDEXED BY receipts_paid
    CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq ${ACCOUNT}
    WHERE receipt.paid_at_ms >= ? AND receipt.paid_at_ms < ? AND receipt.withdrawn_at_ms IS NULL`,
  refunded: `
    SELECT account.id, account.label, invoice.currency, refund.amount_whole AS whole, refund.amount_frac AS frac,
      iif(refund.undoes_seq IS NULL, 1, -1) AS sign
    FROM refunds AS refund INDEXED BY refunds_recorded
    CROSS JOIN invoices AS invoice ON invoice.seq = refund.invoice_seq ${ACCOUNT}
    WHERE refund.recorded_at_ms >= ? AND refund.recorded_at_ms < ? AND invoice.withdrawn_at_ms IS NULL`,
} as const

interface MoneyRow {
  readonly id: string
  readonly label: string
  readonly currency: string
  readonly whole: bigint
  readonly frac: bigint
  readonly sign: bigint
}

type Sums = Pick<DayTotals, 'accountId' | 'accountLabel' | 'currency'> & {
  readonly [Part in keyof typeof DAY_SQL]: Money
}

/** The same of the sales of one person: few of a day's rows are looked up for it, so that no index is needed. */
export const OWN_DAY_SQL: Readonly<Record<keyof typeof DAY_SQL, string>> = {
  asked: `${DAY_SQL.asked} AND invoice.sold_by = ?`,
  received: `${DAY_SQL.received} AND invoice.sold_by = ?`,
  refunded: `${DAY_SQL.refunded} AND invoice.sold_by = ?`,
}

/**
 * Sums what each account took in each currency from `from` to before `until`, epoch ms; by the account's label, then the currency.
 *
 * @param soldBy the id of the person whose sales alone are counted; null for everybody's
 */
export function readTotals(
  reading: Reading,
  from: number,
  until: number,
  soldBy: string | null = null,
): DayTotals[] {
  const sums = new Map<string, Sums>()
  inSnapshot(reading, () => {
    for (const part of ['asked', 'received', 'refunded'] as const) {
      const rows =
        soldBy === null
          ? all<MoneyRow>(reading, DAY_SQL[part], [from, until])
          : all<MoneyRow>(reading, OWN_DAY_SQL[part], [from, until, soldBy])
      for (const row of rows) {
        const key = `${row.id} ${row.currency}`
        const before = sums.get(key) ?? nothing(row)
        const one = moneyAt(row.currency, row.whole, row.frac)
        sums.set(key, { ...before, [part]: (row.sign > 0n ? add : subtract)(before[part], one) })
      }
    }
  })
  return [...sums.values()]
    .map((one) => ({ ...one, net: subtract(one.received, one.refunded) }))
    .toSorted((a, b) => compareTexts(a.accountLabel, b.accountLabel) || compareTexts(a.currency, b.currency))
}

function nothing({ id, label, currency }: MoneyRow): Sums {
  const none = zero(currency)
  return { accountId: id, accountLabel: label, currency, asked: none, received: none, refunded: none }
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
