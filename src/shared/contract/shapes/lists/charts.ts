import { z } from 'zod'
import { WAIT_EDGES_S } from '../../plain/lists/wait-edges.ts'
import { decimal, id } from '../atoms.ts'
import { status } from '../invoice.ts'

/** A business day of the book, "2026-11-20". */
const day = z.iso.date().max(10)
const count = z.number().int().min(0)
const currency = z.string().min(2).max(20)

/** What was paid in one currency, through whatever account. */
const takings = z.strictObject({
  currency,
  receipts: count,
  received: decimal,
  /** By their place from 0; a day with nothing in it is not there. */
  days: z.array(z.strictObject({ day: count, receipts: count, received: decimal })),
})

/** What was paid in one hour of the week, on all such days of the stretch. */
const hour = z.strictObject({
  /** 1 is Monday, 7 Sunday: of the business day. */
  weekday: z.number().int().min(1).max(7),
  /** As the clocks of the book's zone show it. */
  hour: z.number().int().min(0).max(23),
  receipts: count,
  received: z.array(z.strictObject({ currency, amount: decimal })),
})

/** How soon an account's links brought money. */
const wait = z.strictObject({
  accountId: id,
  accountLabel: z.string().max(80),
  receipts: count,
  /** So long at most half of them took, and so long 95 of 100, s. */
  half: count,
  most: count,
})

/** What the charts of a stretch of business days are drawn from. */
export const charts = z.strictObject({
  /** The number of the book's last commit when this was read. */
  asOf: z.number().int(),
  /** The first day and the last one. */
  from: day,
  to: day,
  /** The currency with the most receipts first. */
  takings: z.array(takings),
  /** By weekday, then hour; an hour with nothing in it is not there. */
  hours: z.array(hour),
  /** The sales that were made in it; a status that none of them has is not there. */
  statuses: z.array(z.strictObject({ status, sales: count })),
  /** From the moment a link was made until money was paid through it. */
  waits: z.strictObject({
    /** How many receipts took so long, by the stretches of {@link WAIT_EDGES_S}. */
    counts: z.array(count).length(WAIT_EDGES_S.length + 1),
    /** Receipts of links that stay, of links whose making nobody saw, and those paid before it by the provider's clock. */
    untold: count,
    /** By the account's label. */
    accounts: z.array(wait),
  }),
})

export type Charts = z.infer<typeof charts>
