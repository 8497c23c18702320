import { z } from 'zod'
import { SPANS } from '../../../time/days.ts'
import { areApart, MOST_VIEWS, VIEW_NAME_LIMIT, viewNameOf } from '../../plain/lists/view-names.ts'
import { id, tag, unsignedDecimal } from '../atoms.ts'
import { exceptionKind } from '../exception.ts'
import { status } from '../invoice.ts'
import { filterSets } from './common.ts'
import { DATED_BY } from './list.ts'

/** A business day of the book, "2026-11-20"; null for no end there. */
const day = z.iso.date().max(10).nullable()

/** One end of a stretch of amounts; an `open` one is left out itself. */
const amountEnd = z.strictObject({ at: unsignedDecimal, open: z.boolean() })

/** What a person has narrowed a list to, as it is chosen: the search as it stands in its box, and a period that may follow the day. */
export const wholeChoice = z.strictObject({
  ...filterSets,
  status: z.array(status).max(20),
  period: z
    .strictObject({
      by: z.enum(DATED_BY),
      span: z.enum([...SPANS, 'between']),
      ...{ from: day, to: day },
    })
    .nullable(),
  amount: z
    .strictObject({
      of: z.enum(['asked', 'received']),
      from: amountEnd.nullable(),
      to: amountEnd.nullable(),
    })
    .nullable(),
  attention: z.boolean(),
  review: z.enum(['reviewed', 'unreviewed']).nullable(),
  tag: z.array(tag).max(50),
})

/** The same as it is kept: a part that is not there leaves out nothing. */
export const keptChoice = wholeChoice.partial()

/** By which column a list is sorted, and whether the greatest comes first. */
export const keptSort = z.strictObject({ by: z.string().min(1).max(20), down: z.boolean() })

/** The row the keys stand on: its id, and the place where it was seen last. */
const active = z.strictObject({ id: id.nullable(), index: z.number().int().min(0).max(100_000_000) })

/** How far the rows had moved up, CSS px. */
const offset = z.number().int().min(0).max(1e12)

/** How a person left one list. */
export const keptRows = z.strictObject({
  choice: keptChoice,
  /** Null for the list's usual order. */
  sort: keptSort.nullable(),
  active,
  offset,
})

/** How a person left the lists of a book. */
export const leftLists = z.strictObject({
  view: z.enum(['all', 'receipts', 'attention', 'standing']),
  /** The invoice that is open; null for none. */
  openId: id.nullable(),
  invoices: keptRows,
  receipts: keptRows,
  attention: z.strictObject({
    filter: z.strictObject({ resolved: z.boolean(), kind: exceptionKind.nullable() }),
    active,
    offset,
  }),
})

/** A filter and an order of a list under a name. */
export const savedView = z.strictObject({
  id,
  name: z
    .string()
    .min(1)
    .max(VIEW_NAME_LIMIT)
    .refine((name) => viewNameOf(name) === name),
  choice: keptChoice,
  /** Null for the list's usual order. */
  sort: keptSort.nullable(),
  /** What the accounts that it names were called when it was saved: one may be forgotten by now. */
  accounts: z.array(z.strictObject({ id, label: z.string().max(80) })).max(100),
})

const views = z
  .array(savedView)
  .max(MOST_VIEWS)
  .refine((all) => areApart(all.map(({ name }) => name)))

/** The views of a book that a person has saved for each list, in the person's order. */
export const savedViews = z.strictObject({ invoices: views, receipts: views })

/** What is kept of a book's lists. */
export const keptLists = z.strictObject({
  bookId: id,
  kind: z.enum(['live', 'practice']),
  /** Null where nobody has left them yet. */
  left: leftLists.nullable(),
  views: savedViews,
})

export type WholeChoice = z.infer<typeof wholeChoice>
export type KeptChoice = z.infer<typeof keptChoice>
export type LeftRows = z.infer<typeof keptRows>
export type LeftLists = z.infer<typeof leftLists>
export type SavedView = z.infer<typeof savedView>
export type SavedViews = z.infer<typeof savedViews>
