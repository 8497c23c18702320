import type { Matrix } from '../../../../shared/contract/shapes/lists/month.ts'
import { isWaiting, STATUSES } from '../../../../shared/status/status.ts'
import { beginningsOf } from '../../../../shared/time/zone.ts'
import type { MatrixQuery } from '../../port/lists.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { AMOUNTS, type Columns } from '../invoices/columns.ts'
import type { HeldInvoices } from '../invoices/held-invoices.ts'
import type { HeldReceipts } from '../receipts/held-receipts.ts'
import { createKeptStretches } from './kept-stretches.ts'
import { matrixOf, type Reckoned } from './matrix-of.ts'
import { createRefunds } from './refund-columns.ts'
import { dayAt, sumDays } from './sum-days.ts'

/** What the business days of a book came to, from columns in memory that follow it; it answers only where all is there. */
export interface HeldDays {
  /** Reads one more piece of the book; false once there is none left. Only once the receipts are full. */
  fill(): boolean
  /** Tells whether questions can be answered. */
  isFull(): boolean
  matrix(query: MatrixQuery): Matrix
  /** Takes in what has changed in the book; only where all is there, and in the snapshot of the answer. */
  follow(): void
  /** Gives what the days come to, before it is written down; only behind {@link HeldDays.follow}. */
  reckoned(query: MatrixQuery): Reckoned
  /** Gives where each day begins and the last one ends, epoch ms. */
  begins(query: MatrixQuery): Float64Array
}

/** Makes the days of the book of `reading` beside its invoices and receipts; a piece is so many refunds. */
export function createHeldDays(
  reading: Reading,
  invoices: HeldInvoices,
  receipts: HeldReceipts,
  piece: number,
): HeldDays {
  const refunds = createRefunds(reading)
  const begun = createKeptStretches<Float64Array>(null)
  const kept = createKeptStretches<Reckoned>(reading)
  let isFull = false

  function follow(): void {
    receipts.follow()
    while (refunds.readNext(piece) === piece);
    refunds.followGone(invoices.columns)
    kept.follow()
  }

  // To reckon with a zone takes longer than to add up the days.
  function begins(query: MatrixQuery): Float64Array {
    const { from, to, zone } = query
    return begun.of(query, () => Float64Array.from(beginningsOf(from, to, zone)))
  }

  function reckoned(query: MatrixQuery): Reckoned {
    return kept.of(query, () => reckon(begins(query)))
  }

  function reckon(begins: Float64Array): Reckoned {
    const { columns: sales } = invoices
    const { columns: came } = receipts
    const { refunded, undone } = refunds
    return {
      ...salesIn(sales, begins),
      sums: [
        ...sumDays({ part: 'asked', rows: sales, nth: AMOUNTS.asked, at: sales.createdAt }, begins),
        ...sumDays({ part: 'received', rows: came, nth: 0, at: came.paidAt }, begins),
        ...sumDays({ part: 'refunded', rows: refunded, nth: 0, at: refunded.recordedAt }, begins),
        ...sumDays({ part: 'undone', rows: undone, nth: 0, at: undone.recordedAt }, begins),
      ],
    }
  }

  return {
    fill() {
      if (!isFull) isFull = receipts.isFull() && inSnapshot(reading, () => refunds.readNext(piece)) < piece
      return !isFull
    },
    ...{ isFull: () => isFull, follow, reckoned, begins },
    matrix: (query) =>
      inSnapshot(reading, () => {
        follow()
        return matrixOf(reading, query, reckoned(query))
      }),
  }
}

/** How many sales of these days may still be paid, have which status and need a person, and the keys of the accounts with any open sale. */
function salesIn(
  { count, status, account, createdAt, attention: needs, imported, gone, codes }: Columns,
  begins: Float64Array,
): Omit<Reckoned, 'sums'> {
  const waits = Uint8Array.from([...STATUSES.map((one) => (isWaiting(one) ? 1 : 0)), 0])
  const days = begins.length - 1
  const [from, until] = [begins[0] as number, begins[days] as number]
  const accounts = new Set<number>()
  const statuses = new Uint32Array(STATUSES.length + 1)
  const attention = new Uint32Array(days)
  let open = 0
  for (let row = 0; row < count; row += 1) {
    if (gone[row] === 1) continue
    const code = status[row] as number
    const isOpen = waits[code] === 1 && imported[row] === 0
    if (isOpen) accounts.add(account[row] as number)
    const at = createdAt[row] as number
    if (!(at >= from && at < until)) continue
    statuses[code] = (statuses[code] as number) + 1
    if (isOpen) open += 1
    if (needs[row] === 0) continue
    const day = dayAt(at, begins, days)
    attention[day] = (attention[day] as number) + 1
  }
  const waitedFor = [...accounts].map((code) => codes.account.values[code] as number)
  return { open, waitedFor, statuses: [...statuses], attention: [...attention] }
}
