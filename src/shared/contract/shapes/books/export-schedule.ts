import { z } from 'zod'
import { SPREADSHEET_LANGUAGES } from '../../plain/export-formats.ts'
import { SCHEDULED_KINDS, SCHEDULED_PRESETS } from '../../plain/export-schedules.ts'
import { id } from '../atoms.ts'

/** What is asked for of a schedule. */
const asked = {
  /** A file for each business day that is over, or for each month. */
  every: z.enum(['day', 'month']),
  kind: z.enum(SCHEDULED_KINDS),
  preset: z.enum(SCHEDULED_PRESETS),
  language: z.enum(SPREADSHEET_LANGUAGES),
} as const

export const askedSchedule = z.strictObject(asked)

/** Files that are made by themselves. */
export const exportSchedule = z.strictObject({
  id,
  ...asked,
  folder: z.string().min(1).max(4_000),
  /** The last business day that has been written; what is over after it is made when the app runs. */
  through: z.iso.date().max(10),
  /** Why the last one failed, which is tried again; null where it did not. */
  failed: z.string().max(40).nullable(),
})

/** As many as there may be. */
export const MOST_SCHEDULES = 10

export type AskedSchedule = z.infer<typeof askedSchedule>
export type ExportSchedule = z.infer<typeof exportSchedule>
