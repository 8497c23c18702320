import type { InvoiceLine } from '../../../shared/contract/shapes/item.ts'
import { type Money, sameMoney, sum, times } from '../../../shared/money/money.ts'
import { toStored } from '../../../shared/money/scale.ts'
import type { NewLine } from '../port/catalogue.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { LedgerFailure } from '../sqlite/errors.ts'
import { asAmount, moneyAt } from '../sqlite/money-columns.ts'
import { all, get, run } from '../sqlite/sql.ts'

/**
 * Writes the lines of a new invoice; part of the caller's transaction, which a failure ends.
 *
 * Fails with LINES_MISMATCH where their sum is not `asked` exactly, and with ITEM_CHANGED where an item is gone from the
 * catalogue or has another price by now: what was shown is what is asked for, or nothing is.
 */
export function insertLines(
  writing: Writing,
  invoiceSeq: bigint,
  asked: Money,
  lines: readonly NewLine[],
): void {
  const foreign = lines.some(({ unit }) => unit.currency !== asked.currency)
  if (foreign || !sameMoney(sum(asked.currency, lines.map(sumOf)), asked)) {
    throw new LedgerFailure('LINES_MISMATCH', 'the lines of a sale do not make its amount')
  }
  lines.forEach((line, index) => {
    const item = line.kind === 'item' ? soldItem(writing, line.itemId, line.unit) : null
    const unit = toStored(line.unit)
    const total = toStored(sumOf(line))
    run(
      writing,
      `INSERT INTO invoice_lines (invoice_seq, position, kind, item_seq, name, unit_whole, unit_frac, quantity,
         sum_whole, sum_frac)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        invoiceSeq,
        index + 1,
        line.kind,
        item?.seq ?? null,
        item?.name ?? null,
        unit.whole,
        unit.frac,
        line.quantity,
        total.whole,
        total.frac,
      ],
    )
  })
}

function sumOf(line: NewLine): Money {
  return times(line.unit, line.quantity)
}

interface SoldRow {
  readonly seq: bigint
  readonly name: string
  readonly currency: string
  readonly price_whole: bigint
  readonly price_frac: bigint
}

function soldItem(reading: Reading, id: string, unit: Money): SoldRow {
  const row = get<SoldRow>(
    reading,
    'SELECT seq, name, currency, price_whole, price_frac FROM items WHERE id = ? AND retired_at_ms IS NULL',
    [id],
  )
  if (!row || !sameMoney(moneyAt(row.currency, row.price_whole, row.price_frac), unit)) {
    throw new LedgerFailure('ITEM_CHANGED', 'an item of a sale is not in the catalogue at that price')
  }
  return row
}

interface LineRow {
  readonly kind: 'amount' | 'item'
  readonly item_id: string | null
  readonly name: string | null
  readonly unit_whole: bigint
  readonly unit_frac: bigint
  readonly quantity: bigint
  readonly sum_whole: bigint
  readonly sum_frac: bigint
}

/** Reads the lines of an invoice in their order; none where only an amount was typed. */
export function linesOf(reading: Reading, invoiceSeq: bigint, currency: string): InvoiceLine[] {
  return all<LineRow>(
    reading,
    `SELECT line.kind, items.id AS item_id, line.name, line.unit_whole, line.unit_frac, line.quantity,
       line.sum_whole, line.sum_frac
     FROM invoice_lines AS line LEFT JOIN items ON items.seq = line.item_seq
     WHERE line.invoice_seq = ? ORDER BY line.position`,
    [invoiceSeq],
  ).map((row) => ({
    kind: row.kind,
    itemId: row.item_id,
    name: row.name,
    unit: asAmount(moneyAt(currency, row.unit_whole, row.unit_frac)),
    quantity: Number(row.quantity),
    sum: asAmount(moneyAt(currency, row.sum_whole, row.sum_frac)),
  }))
}
