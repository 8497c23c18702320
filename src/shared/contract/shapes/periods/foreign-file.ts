import { z } from 'zod'
import {
  MOST_FILE_COLUMNS,
  STATEMENT_DATES,
  STATEMENT_DELIMITERS,
  STATEMENT_ENCODINGS,
  STATEMENT_MARKS,
} from '../../plain/statements.ts'
import { id } from '../atoms.ts'

/** A file that another program wrote, as it is read for a month's statement or for past sales. */
export const count = z.number().int().min(0)
/** A cell of it, as far as it is shown. */
export const cell = z.string().max(120)

/** How it is written, as it is asked to be read. */
export const foreignWriting = {
  encoding: z.enum(STATEMENT_ENCODINGS),
  delimiter: z.enum(STATEMENT_DELIMITERS),
  headerRow: z.number().int().min(0).max(40),
  /** Null where the file is to tell: it is asked about where it does not. */
  dates: z.enum(STATEMENT_DATES).nullable(),
  mark: z.enum(STATEMENT_MARKS).nullable(),
} as const

/** What its beginning shows, before it is read. */
export const foreignLook = {
  fileId: id,
  name: z.string().max(300),
  encoding: foreignWriting.encoding,
  isEncodingSure: z.boolean(),
  /** Null where several would do, or none. */
  delimiter: foreignWriting.delimiter.nullable(),
  headerRow: count,
  columns: z.array(cell).max(MOST_FILE_COLUMNS),
  /** How many there are behind these. */
  moreColumns: count,
  sample: z.array(z.array(cell).max(MOST_FILE_COLUMNS)).max(6),
} as const

/** A row that is named, by its place from 1. */
export const namedRow = z.strictObject({ row: z.number().int().min(1), text: cell })

/** What only whoever wrote it knows, with rows of it. */
export const foreignQuestion = {
  kind: z.literal('ask'),
  examples: z.array(namedRow).max(2),
  isBoth: z.boolean(),
} as const
