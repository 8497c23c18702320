import { z } from 'zod'
import { EXPORT_FORMATS } from '../plain/export-formats.ts'
import { id } from '../shapes/atoms.ts'
import { exportJob } from '../shapes/export.ts'
import { none, read } from './route.ts'

/** The routes about files for others. */
export const exportsRoutes = {
  /** Opens the save dialog; answers null when the person closed it. */
  'export.receipts': read(
    'export',
    z.strictObject({ format: z.enum(EXPORT_FORMATS).default('csv') }),
    exportJob.nullable(),
  ),
  'export.status': read('export', z.strictObject({ jobId: id }), exportJob),
  'export.cancel': read('export', z.strictObject({ jobId: id }), exportJob),
  'export.reveal': read('export', z.strictObject({ jobId: id }), none),
} as const
