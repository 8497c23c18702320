import type { ProviderId } from '../../../../shared/contract/plain/provider-ids.ts'
import type { Matrix, MatrixCell, MatrixColumn } from '../../../../shared/contract/shapes/lists/month.ts'
import { type Money, subtract, toDecimal } from '../../../../shared/money/money.ts'
import type { StoredAmount } from '../../../../shared/money/scale.ts'
import type { MatrixQuery } from '../../port/lists.ts'
import type { Reading } from '../../sqlite/context.ts'
import { all, ms } from '../../sqlite/sql.ts'
import { readCommit } from '../../witness/totals.ts'
import { byName, totalOf } from '../sums.ts'

/** What is summed of each day; what undoes a refund is summed by itself. */
export const PARTS_SUMMED = ['asked', 'received', 'refunded', 'undone'] as const
export type PartSummed = (typeof PARTS_SUMMED)[number]

/** One part of a day, through one account in one currency; whole parts and fractions are each summed by themselves. */
export interface DaySum extends StoredAmount {
  readonly part: PartSummed
  /** Its place from 0. */
  readonly day: number
  /** The account's integer key. */
  readonly account: number
  readonly currency: string
  readonly count: number
}

/** What the days of a matrix come to, before it is written down. */
export interface Reckoned {
  readonly sums: readonly DaySum[]
  /** How many sales of these days may still be paid. */
  readonly open: number
  /** The keys of the accounts with open sales, of whatever day. */
  readonly waitedFor: readonly number[]
  /** How many sales of these days have each status, by its place in STATUSES. */
  readonly statuses: readonly number[]
  /** How many sales of each day need a person, by the day's place; days beyond the last with any may be left out. */
  readonly attention: readonly number[]
}

interface AccountRow {
  readonly seq: bigint
  readonly id: string
  readonly label: string
  readonly provider: ProviderId
  readonly last_answer_at_ms: bigint | null
}

const ACCOUNTS_SQL = `SELECT seq, id, label, provider, last_answer_at_ms FROM provider_accounts
  ORDER BY label COLLATE NOCASE, seq`

type Figures = Omit<MatrixCell, 'day' | 'column'>
type Sums = Readonly<Record<PartSummed, { readonly count: number } & StoredAmount>>

/** Writes down what was reckoned, in the snapshot that it was read in. */
export function matrixOf(reading: Reading, { from, to }: MatrixQuery, reckoned: Reckoned): Matrix {
  const { sums, open, waitedFor, attention } = reckoned
  const accounts = all<AccountRow>(reading, ACCOUNTS_SQL)
  const byAccount = Map.groupBy(sums, ({ account }) => account)
  const columns = accounts.flatMap((account) => {
    const own = byAccount.get(Number(account.seq)) ?? []
    return [...Map.groupBy(own, ({ currency }) => currency)]
      .toSorted(([a], [b]) => byName(a, b))
      .map(([currency, ofColumn]) => ({ account, currency, sums: ofColumn }))
  })
  return {
    asOf: readCommit(reading),
    ...{ from, to },
    columns: columns.map(({ account, currency, sums: own }): MatrixColumn => {
      const { id, label, provider } = account
      return { accountId: id, accountLabel: label, provider, currency, ...figuresOf(currency, own) }
    }),
    cells: columns
      .flatMap(({ currency, sums: own }, column) =>
        [...Map.groupBy(own, ({ day }) => day)].map(([day, ofDay]) => {
          return { day, column, ...figuresOf(currency, ofDay) }
        }),
      )
      .toSorted((a, b) => a.day - b.day || a.column - b.column),
    open,
    attention: attention.flatMap((sales = 0, day) => (sales > 0 ? [{ day, sales }] : [])),
    syncedUntil: answeredBy(accounts.filter(({ seq }) => waitedFor.includes(Number(seq)))),
  }
}

function figuresOf(currency: string, all: readonly DaySum[]): Figures {
  const { asked, received, refunded, undone } = summed(all)
  const money = {
    asked: totalOf(currency, asked),
    received: totalOf(currency, received),
    refunded: subtract<string>(totalOf(currency, refunded), totalOf(currency, undone)),
  }
  return {
    sales: asked.count,
    asked: toDecimal(money.asked),
    receipts: received.count,
    received: toDecimal(money.received),
    refunds: refunded.count + undone.count,
    refunded: toDecimal(money.refunded),
    difference: toDecimal(subtract<string>(money.received, money.asked) satisfies Money),
  }
}

function summed(all: readonly DaySum[]): Sums {
  const none = { count: 0, whole: 0n, frac: 0n }
  const sums: Record<PartSummed, { count: number } & StoredAmount> = {
    ...{ asked: none, received: none, refunded: none, undone: none },
  }
  for (const { part, count, whole, frac } of all) {
    const before = sums[part]
    sums[part] = { count: before.count + count, whole: before.whole + whole, frac: before.frac + frac }
  }
  return sums
}

function answeredBy(accounts: readonly AccountRow[]): number | null {
  const answers = accounts.map(({ last_answer_at_ms: at }) => at)
  if (answers.length === 0 || answers.includes(null)) return null
  return Math.min(...answers.map((at) => ms(at ?? 0n)))
}
