import { z } from 'zod'
import { EXPORT_KINDS } from '../../plain/export-columns.ts'
import { amount, epochMs, id } from '../atoms.ts'
import { exportJob } from '../export.ts'

/** The most differences that are shown, and the most characters of a cell. */
export const CHANGED_ROWS = 500
export const CHANGED_CELL = 300

const cell = z.string().max(CHANGED_CELL)
const count = z.number().int().min(0)

/** What has changed in the rows of a file since it was made. */
export const comparedFile = z.strictObject({
  /** Names it for what is done with it next, until another file is compared. */
  id,
  fileName: z.string().max(300),
  /** The last fact of the book that the file knows; null where the book had none. */
  asOf: epochMs.nullable(),
  kind: z.enum(EXPORT_KINDS),
  /** The days of its rows; null for all. */
  days: exportJob.shape.days,
  rowsBefore: count,
  rowsNow: count,
  added: count,
  changed: count,
  gone: count,
  /** The first differences in the order of the rows: each cell that is another, and rows that are new or gone as a few of their cells. */
  rows: z
    .array(
      z.strictObject({
        change: z.enum(['added', 'changed', 'gone']),
        key: cell,
        /** The number of its invoice; null where the kind has none. */
        number: cell.nullable(),
        invoiceId: id.nullable(),
        /** Null for a whole row. */
        column: z.string().max(40).nullable(),
        before: cell.nullable(),
        now: cell.nullable(),
      }),
    )
    .max(CHANGED_ROWS),
  /** What it does to each sum, by the names of the columns; a currency that one of the two does not have comes to nothing there. */
  sums: z.array(
    z.strictObject({
      name: z.string().max(40),
      ...{ rowsBefore: count, rowsNow: count },
      ...{ before: amount, now: amount },
    }),
  ),
})

export type ComparedFile = z.infer<typeof comparedFile>
