import { z } from 'zod'
import { id } from './atoms.ts'

export const exportJob = z.strictObject({
  id,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  rowsWritten: z.number().int(),
  rowsTotal: z.number().int(),
  fileName: z.string().max(1000),
  error: z.string().max(40).nullable(),
})

export type ExportJob = z.infer<typeof exportJob>
