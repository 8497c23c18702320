import type { Matrix } from '../../../../shared/contract/shapes/lists/month.ts'
import { isWaiting, STATUSES } from '../../../../shared/status/status.ts'
import { beginningsOf } from '../../../../shared/time/zone.ts'
import type { MatrixQuery } from '../../port/lists.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { readCommit } from '../../witness/totals.ts'
import { PARTS } from '../cells.ts'
import { AMOUNTS, CELLS, type Columns } from '../invoices/columns.ts'
import type { HeldInvoices } from '../invoices/held-invoices.ts'
import { latest } from '../kept.ts'
import type { HeldReceipts } from '../receipts/held-receipts.ts'
import { matrixOf, type Reckoned } from './matrix-of.ts'
import { createRefunds } from './refund-columns.ts'
import { sumDays } from './sum-days.ts'

/** What the business days of a book came to, from columns in memory that follow it; it answers only where all is there. */
export interface HeldDays {
  /** Reads one more piece of the book; false once there is none left. Only once the receipts are full. */
  fill(): boolean
  /** Tells whether questions can be answered. */
  isFull(): boolean
  matrix(query: MatrixQuery): Matrix
}

/** So many stretches are kept as they were reckoned, until the book changes. */
const KEPT = 4

/** Makes the days of the book of `reading` beside its invoices and receipts; a piece is so many refunds. */
export function createHeldDays(
  reading: Reading,
  invoices: HeldInvoices,
  receipts: HeldReceipts,
  piece: number,
): HeldDays {
  const refunds = createRefunds(reading)
  const begins = new Map<string, Float64Array>()
  const kept = new Map<string, Reckoned>()
  let keptAsOf = -1
  let isFull = false

  function follow(): void {
    receipts.follow()
    while (refunds.readNext(piece) === piece);
    const commit = readCommit(reading)
    if (commit !== keptAsOf) kept.clear()
    keptAsOf = commit
  }

  function reckoned({ from, to, zone }: MatrixQuery): Reckoned {
    const name = `${from} ${to} ${zone}`
    // To reckon with a zone takes longer than to add up the days.
    return latest(kept, name, KEPT, () =>
      reckon(latest(begins, name, KEPT, () => Float64Array.from(beginningsOf(from, to, zone)))),
    )
  }

  function reckon(begins: Float64Array): Reckoned {
    const { columns: sales } = invoices
    const { columns: came } = receipts
    const { refunded, undone } = refunds
    const one = { cells: PARTS, first: 0 }
    return {
      ...waitingIn(sales, begins),
      sums: [
        ...sumDays({ part: 'asked', rows: sales, at: sales.createdAt, ...asked(sales) }, begins),
        ...sumDays({ part: 'received', rows: came, at: came.paidAt, amounts: came.amounts, ...one }, begins),
        ...sumDays(
          { part: 'refunded', rows: refunded, at: refunded.recordedAt, amounts: refunded.amounts, ...one },
          begins,
        ),
        ...sumDays(
          { part: 'undone', rows: undone, at: undone.recordedAt, amounts: undone.amounts, ...one },
          begins,
        ),
      ],
    }
  }

  return {
    fill() {
      if (!isFull) isFull = receipts.isFull() && inSnapshot(reading, () => refunds.readNext(piece)) < piece
      return !isFull
    },
    isFull: () => isFull,
    matrix: (query) =>
      inSnapshot(reading, () => {
        follow()
        return matrixOf(reading, query, reckoned(query))
      }),
  }
}

function asked({ amounts }: Columns) {
  return { amounts, cells: CELLS, first: AMOUNTS.asked }
}

/** How many sales of these days may still be paid, and the keys of the accounts with any such sale. */
function waitingIn(
  { count, status, account, createdAt, codes }: Columns,
  begins: Float64Array,
): Pick<Reckoned, 'open' | 'waitedFor'> {
  const waits = Uint8Array.from([...STATUSES.map((one) => (isWaiting(one) ? 1 : 0)), 0])
  const [from, until] = [begins[0] as number, begins[begins.length - 1] as number]
  const accounts = new Set<number>()
  let open = 0
  for (let row = 0; row < count; row += 1) {
    if (waits[status[row] as number] === 0) continue
    accounts.add(account[row] as number)
    const at = createdAt[row] as number
    if (at >= from && at < until) open += 1
  }
  return { open, waitedFor: [...accounts].map((code) => codes.account.values[code] as number) }
}
