import { z } from 'zod'
import { MOST_COLUMNS } from '../../plain/limits.ts'

/** The lists whose columns a person chooses. */
export const COLUMN_LISTS = ['invoices', 'receipts'] as const

/** The name of a column; which there are is the window's to know, and another version has others. */
export const columnName = z
  .string()
  .max(40)
  .regex(/^[a-zA-Z]+$/)

/** A width that was chosen, CSS px. */
export const columnWidth = z.number().int().min(8).max(4_000)

/** What is kept of the columns of one list. */
export const keptColumns = z.strictObject({
  /** All of them in their order, shown or not. */
  order: z.array(columnName).max(MOST_COLUMNS),
  shown: z.array(columnName).max(MOST_COLUMNS),
  widths: z
    .record(columnName, columnWidth)
    .refine((all) => Object.keys(all).length <= MOST_COLUMNS, 'more widths than a list has columns'),
})

/** What is kept of the columns of both lists of a book; null where they stand as at first. */
export const listColumns = z.strictObject({
  invoices: keptColumns.nullable(),
  receipts: keptColumns.nullable(),
})

export type ColumnList = (typeof COLUMN_LISTS)[number]
export type KeptColumns = z.infer<typeof keptColumns>
export type ListColumns = z.infer<typeof listColumns>
