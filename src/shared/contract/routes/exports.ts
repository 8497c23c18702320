import { z } from 'zod'
import { EXPORT_FORMATS } from '../plain/export-formats.ts'
import { id } from '../shapes/atoms.ts'
import { exportJob, exportRequest } from '../shapes/export.ts'
import { none, read } from './route.ts'

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
  'export.status': read('export', z.strictObject({ jobId: id }), exportJob),
  'export.cancel': read('export', z.strictObject({ jobId: id }), exportJob),
  'export.reveal': read('export', z.strictObject({ jobId: id }), none),
} as const
