import { z } from 'zod'
import { amount, decimal, epochMs, id } from '../atoms.ts'
import { matrixColumn } from '../lists/month.ts'

/** A business day of the book, "2026-11-20". */
const day = z.iso.date().max(10)
const count = z.number().int().min(0)
const name = z.string().max(120)
const label = z.string().max(80)

/** What is looked at before a period is closed. */
export const PERIOD_CHECKS = ['over', 'clock', 'asked', 'attention', 'reviewed', 'tied', 'open'] as const
/** As it should be, worth knowing, only with a reason, or not to be closed at all. */
export const PERIOD_STATES = ['good', 'note', 'warn', 'stop'] as const

const periodCheck = z.strictObject({
  kind: z.enum(PERIOD_CHECKS),
  state: z.enum(PERIOD_STATES),
  /** How many are not as they should be, and of how many. */
  count,
  of: count,
  /** The first of them by name. */
  names: z.array(name),
  at: epochMs.nullable(),
})

const closing = z.strictObject({
  id,
  closedAt: epochMs,
  closedBy: name,
  reason: z.string().max(2_000).nullable(),
  /** The head of the trail that it seals; null where there is none. */
  trailHead: z.string().max(200).nullable(),
  reopened: z.strictObject({ at: epochMs, by: name, reason: z.string().max(2_000) }).nullable(),
})

const laterFact = z.strictObject({
  invoiceId: id,
  number: z.string().max(40),
  customerName: z.string().max(200).nullable(),
  accountLabel: label,
  part: z.enum(['asked', 'received', 'refunded', 'undone']),
  amount,
  factAt: epochMs,
  recordedAt: epochMs,
  /** It is dated in the closed period, and counts as an adjustment at `countsAt`; otherwise on its own day. */
  adjusts: z.boolean(),
  countsAt: epochMs,
  saleCreatedAt: epochMs,
  periodFirstDay: day,
})

/** What a statement says of a period beside what the book has, as it was kept last. */
const tieOut = z.strictObject({
  accountId: id,
  accountLabel: label,
  currency: z.string().min(2).max(20),
  told: decimal.nullable(),
  book: decimal,
  receipts: count,
  explained: decimal,
  explainedBy: z.array(id),
  reason: z.string().max(2_000).nullable(),
  source: z.strictObject({ name: z.string().max(300), rows: count, found: count }).nullable(),
  person: name,
  recordedAt: epochMs,
})

/** How a period stands. */
export const periodView = z.strictObject({
  firstDay: day,
  lastDay: day,
  zone: z.string().max(60),
  from: epochMs,
  until: epochMs,
  closing: closing.nullable(),
  earlier: z.array(closing),
  /** As it was closed, or as it would be now. */
  figures: z.array(matrixColumn),
  /** By the facts of today. */
  today: z.array(matrixColumn),
  checks: z.array(periodCheck),
  /** What came after the closing, the last of it first. */
  later: z.array(laterFact),
  laterCount: count,
  /** What came after the closings of other periods and counts in this one. */
  adjustments: z.array(laterFact),
  adjustmentCount: count,
  tieOuts: z.array(tieOut),
  /** Stands for what was seen: closing asks for it. */
  mark: z.string().max(60),
})

/** A period that is closed. */
export const closedDays = z.strictObject({ firstDay: day, lastDay: day, from: epochMs, until: epochMs })

export type PeriodView = z.infer<typeof periodView>
export type PeriodCheck = z.infer<typeof periodCheck>
export type LaterFact = z.infer<typeof laterFact>
export type TieOut = z.infer<typeof tieOut>
export type ClosedDays = z.infer<typeof closedDays>
export type PeriodClosing = z.infer<typeof closing>
