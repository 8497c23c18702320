import { z } from 'zod'
import { MATRIX_SPANS } from '../../plain/matrix-spans.ts'
import { decimal, epochMs, id } from '../atoms.ts'
import { provider } from '../provider.ts'

/** A business day of the book, "2026-11-20". */
const day = z.iso.date().max(10)

/** The whole month, quarter or year in which a business day lies. */
export const matrixStretch = z.strictObject({ span: z.enum(MATRIX_SPANS), day })

const count = z.number().int().min(0)

/** What was asked for, came and was given back, all in one currency; each has its own days. */
const figures = {
  /** Sales that were made in it, and what they asked for. */
  sales: count,
  asked: decimal,
  /** Receipts that were paid in it, and what arrived by them. */
  receipts: count,
  received: decimal,
  /** Refunds that were recorded or undone in it, and what they gave back; below nothing where more was undone. */
  refunds: count,
  refunded: decimal,
  /** Received less asked. */
  difference: decimal,
} as const

/** One account in one currency, with what all its days come to. */
export const matrixColumn = z.strictObject({
  accountId: id,
  accountLabel: z.string().max(80),
  provider,
  currency: z.string().min(2).max(20),
  ...figures,
})

/** One day of a column, both by their place from 0. */
export const matrixCell = z.strictObject({ day: count, column: count, ...figures })

/** The business days of a stretch by account and currency. */
export const matrix = z.strictObject({
  /** The number of the book's last commit when this was read. */
  asOf: z.number().int(),
  /** The first day and the last one. */
  from: day,
  to: day,
  /** By the account's label, then the currency; only those of which there is anything. */
  columns: z.array(matrixColumn),
  /** Day by day; a cell with nothing in it is not there. */
  cells: z.array(matrixCell),
  /** How many sales that were made in it may still be paid. */
  open: count,
  /** How many sales that were made on a day need a person; only days with any. */
  attention: z.array(z.strictObject({ day: count, sales: count })),
  /** When the last of the accounts with open sales, of whatever day, answered; null where none has, or one never did. */
  syncedUntil: epochMs.nullable(),
})

export type MatrixStretch = z.infer<typeof matrixStretch>
export type MatrixColumn = z.infer<typeof matrixColumn>
export type MatrixCell = z.infer<typeof matrixCell>
export type Matrix = z.infer<typeof matrix>
