import { z } from 'zod'
import { EXPORT_FORMATS } from '../plain/export-formats.ts'
import { id } from '../shapes/atoms.ts'
import { comparedFile } from '../shapes/books/compared-file.ts'
import { askedSchedule, exportSchedule } from '../shapes/books/export-schedule.ts'
import { exportJob, exportPreview, exportRequest } from '../shapes/export.ts'
import { none, nothing, read } from './route.ts'

/** The routes about files for others. */
export const exportsRoutes = {
  /** All receipts and refunds of the book: opens the save dialog; answers null when the person closed it. */
  'export.receipts': read(
    'export',
    z.strictObject({ format: z.enum(EXPORT_FORMATS).default('csv') }),
    exportJob.nullable(),
  ),
  /** Asks where to save any file and begins; null when the person closed the dialog. A manifest comes beside it. Several run at once. */
  'export.start': read('export', exportRequest, exportJob.nullable()),
  /** What a file would hold: how many rows, the first of them, and with `sums`, which reads all of them, what they come to. A later question of the same sort ends the one before (CANCELLED). */
  'export.preview': read(
    'export',
    z.strictObject({ request: exportRequest, sums: z.boolean() }),
    exportPreview,
  ),
  /** Asks for a file that this app made before, and says what has changed since; null when the person closed the dialog. A later question ends the one before (CANCELLED). */
  'export.compare': read('export', nothing, comparedFile.nullable()),
  /** Asks where to save, and writes what has changed since the file that was compared last; null when the dialog was closed, NOT_FOUND where another one was compared since. */
  'export.changes': read('export', z.strictObject({ id }), exportJob.nullable()),
  /** Asks where to save, and writes anew the file that was compared last, as it was asked for; null and NOT_FOUND as before. */
  'export.again': read('export', z.strictObject({ id }), exportJob.nullable()),
  /** The files of the live book that are made by themselves. */
  'export.schedules': read('export', nothing, z.array(exportSchedule)),
  /** Asks for a folder and keeps a schedule; null when the person closed the dialog. */
  'export.schedule': read('setUp', askedSchedule, z.array(exportSchedule).nullable()),
  'export.unschedule': read('setUp', z.strictObject({ id }), z.array(exportSchedule)),
  /** The exports of this run of the app, the newest first. */
  'export.jobs': read('export', nothing, z.array(exportJob)),
  'export.status': read('export', z.strictObject({ jobId: id }), exportJob),
  'export.cancel': read('export', z.strictObject({ jobId: id }), exportJob),
  'export.reveal': read('export', z.strictObject({ jobId: id }), none),
} as const
