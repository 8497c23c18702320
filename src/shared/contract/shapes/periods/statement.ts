import { z } from 'zod'
import {
  MOST_FILE_COLUMNS,
  STATEMENT_DATES,
  STATEMENT_DELIMITERS,
  STATEMENT_ENCODINGS,
  STATEMENT_MARKS,
} from '../../plain/statements.ts'
import { amount, decimal, epochMs, id } from '../atoms.ts'

const count = z.number().int().min(0)
const cell = z.string().max(120)
const column = z
  .number()
  .int()
  .min(0)
  .max(MOST_FILE_COLUMNS - 1)

/** How a statement is written, and which of its columns say what; columns by their place from 0. */
export const statementReading = z.strictObject({
  encoding: z.enum(STATEMENT_ENCODINGS),
  delimiter: z.enum(STATEMENT_DELIMITERS),
  headerRow: z.number().int().min(0).max(40),
  date: column,
  amount: column,
  /** Null where the file has but one currency. */
  currencyColumn: column.nullable(),
  /** Null where the file is to tell: it is asked about where it does not. */
  dates: z.enum(STATEMENT_DATES).nullable(),
  mark: z.enum(STATEMENT_MARKS).nullable(),
})

/** A statement that was chosen, and how it begins. */
export const chosenStatement = z.strictObject({
  fileId: id,
  name: z.string().max(300),
  size: count,
  encoding: z.enum(STATEMENT_ENCODINGS),
  isEncodingSure: z.boolean(),
  /** Null where several would do, or none. */
  delimiter: z.enum(STATEMENT_DELIMITERS).nullable(),
  headerRow: count,
  columns: z.array(cell).max(MOST_FILE_COLUMNS),
  /** How many there are behind these. */
  moreColumns: count,
  sample: z.array(z.array(cell).max(MOST_FILE_COLUMNS)).max(6),
  /** How a file with these names was read last; null where none was. */
  remembered: statementReading.nullable(),
})

const named = z.strictObject({ row: z.number().int().min(1), text: z.string().max(120) })

/** What came of reading a statement. */
export const readStatement = z.discriminatedUnion('kind', [
  /** Only whoever wrote the file knows. */
  z.strictObject({
    kind: z.literal('ask'),
    what: z.enum(['dates', 'mark']),
    examples: z.array(named).max(2),
    isBoth: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('read'),
    rows: count,
    inPeriod: count,
    outside: count,
    otherCurrency: count,
    unread: count,
    unreadRows: z.array(named).max(5),
    told: decimal,
    found: count,
    missing: z.array(named).max(5),
    dates: z.enum(STATEMENT_DATES).nullable(),
    mark: z.enum(STATEMENT_MARKS).nullable(),
  }),
  z.strictObject({ kind: z.literal('failed'), why: z.enum(['encoding', 'notATable', 'gone']) }),
])

/** A receipt of an explanation. */
const explaining = z.strictObject({
  id,
  invoiceId: id,
  number: z.string().max(40),
  customerName: z.string().max(200).nullable(),
  paidAt: epochMs,
  amount,
  /** It was paid within the period: the book has it and the statement lacks it. */
  isIn: z.boolean(),
})

/** What may explain a difference, the nearest to the edges of the period first. */
export const explanations = z.strictObject({
  best: z.array(z.array(explaining).min(1).max(3)).max(20),
  singles: count,
  pairs: count,
  triples: count,
  /** False where there were too many to look at each. */
  tried: z.strictObject({ pairs: z.boolean(), triples: z.boolean() }),
})

export type StatementReading = z.infer<typeof statementReading>
export type ChosenStatement = z.infer<typeof chosenStatement>
export type ReadStatement = z.infer<typeof readStatement>
export type Explanations = z.infer<typeof explanations>
