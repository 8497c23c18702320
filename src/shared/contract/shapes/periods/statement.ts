import { z } from 'zod'
import { MOST_FILE_COLUMNS } from '../../plain/statements.ts'
import { amount, decimal, epochMs, id } from '../atoms.ts'
import { count, foreignLook, foreignQuestion, foreignWriting, namedRow } from './foreign-file.ts'

const column = z
  .number()
  .int()
  .min(0)
  .max(MOST_FILE_COLUMNS - 1)

/** How a statement is written, and which of its columns say what; columns by their place from 0. */
export const statementReading = z.strictObject({
  ...foreignWriting,
  date: column,
  amount: column,
  /** Null where the file has but one currency. */
  currencyColumn: column.nullable(),
})

/** A statement that was chosen, and how it begins. */
export const chosenStatement = z.strictObject({
  ...foreignLook,
  size: count,
  /** How a file with these names was read last; null where none was. */
  remembered: statementReading.nullable(),
})

/** What came of reading a statement. */
export const readStatement = z.discriminatedUnion('kind', [
  /** Only whoever wrote the file knows. */
  z.strictObject({
    ...foreignQuestion,
    what: z.enum(['dates', 'mark']),
  }),
  z.strictObject({
    kind: z.literal('read'),
    rows: count,
    inPeriod: count,
    outside: count,
    otherCurrency: count,
    unread: count,
    unreadRows: z.array(namedRow).max(5),
    told: decimal,
    found: count,
    missing: z.array(namedRow).max(5),
    dates: foreignWriting.dates,
    mark: foreignWriting.mark,
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
