import { z } from 'zod'
import { ERROR_CODES } from '../../plain/error-codes.ts'
import { IMPORT_FIELDS, IMPORT_REASONS, IMPORT_ROW_KINDS, IMPORT_ZONES } from '../../plain/imports.ts'
import { MOST_FILE_COLUMNS } from '../../plain/statements.ts'
import { decimal, epochMs, id } from '../atoms.ts'
import { count, foreignLook, foreignQuestion, foreignWriting } from '../periods/foreign-file.ts'

const currency = z.string().min(2).max(20)

/** How a file of past sales is written, and what its columns become, by their place. */
export const importReading = z.strictObject({
  ...foreignWriting,
  fields: z.array(z.enum(IMPORT_FIELDS)).max(MOST_FILE_COLUMNS),
  /** Of the rows that tell none. */
  currency: currency.nullable(),
  zone: z.enum(IMPORT_ZONES).nullable(),
})

/** How a file with these names was read last, and into which account. */
export const rememberedImport = z.strictObject({ reading: importReading, accountId: id })

/** A file of past sales that was chosen, how it begins, and how it is proposed to be read. */
export const chosenImport = z.strictObject({
  ...foreignLook,
  /** As it is proposed by the names of the columns. */
  fields: importReading.shape.fields,
  zone: importReading.shape.zone,
  remembered: rememberedImport.nullable(),
})

/** What payments come to in one currency. */
const paidSum = z.strictObject({ currency, receipts: count, received: decimal })

/** What will happen, a question that only whoever wrote the file can answer, or why it cannot be read. */
export const importPreview = z.discriminatedUnion('kind', [
  z.strictObject({
    ...foreignQuestion,
    what: z.enum(['dates', 'mark', 'zone']),
  }),
  z.strictObject({
    kind: z.literal('failed'),
    why: z.enum(['encoding', 'notATable', 'empty', 'tooMany', 'gone']),
    rows: count,
  }),
  z.strictObject({
    kind: z.literal('read'),
    previewId: id,
    /** Stands for all that is shown. */
    mark: z.string().max(64),
    rows: count,
    /** Of rows; they add up. */
    counts: z.strictObject({ unread: count, duplicate: count, known: count, new: count }),
    sales: z.strictObject({ new: count, duplicate: count }),
    /** What came by them, a currency each. */
    sums: z.strictObject({ new: z.array(paidSum).max(500), duplicate: z.array(paidSum).max(500) }),
    dates: foreignWriting.dates,
    zone: z.enum(IMPORT_ZONES).nullable(),
  }),
])

const text = z.string().max(20_000)

/** A row of a file: what becomes of it, and why. */
export const importRow = z.strictObject({
  id: z.string().max(20),
  line: z.number().int().min(1),
  kind: z.enum(IMPORT_ROW_KINDS),
  /** The place of its sale in the file; null where it belongs to none. */
  sale: count.nullable(),
  reference: text.nullable(),
  paidAt: epochMs.nullable(),
  /** What stands in the file, where it was not read. */
  dateText: text.nullable(),
  customer: text.nullable(),
  /** Null where no money came. */
  received: decimal.nullable(),
  currency: currency.nullable(),
  why: z
    .strictObject({
      reason: z.enum(IMPORT_REASONS),
      text: text.nullable(),
      line: count.nullable(),
    })
    .nullable(),
})

/** Which of the sales that may be duplicates are taken: all but some, or some. */
export const decidedImport = z.strictObject({ all: z.boolean(), but: z.array(count).max(20_000) })

/** An import, as the book keeps it. */
export const saleImport = z.strictObject({
  id,
  accountId: id,
  accountLabel: z.string().max(80),
  fileName: z.string().max(300),
  person: z.string().max(60),
  begunAt: epochMs,
  finishedAt: epochMs.nullable(),
  undone: z
    .strictObject({ at: epochMs, by: z.string().max(60), reason: z.enum(['person', 'unfinished']) })
    .nullable(),
  sales: count,
  receipts: count,
})

/** The imports of the book, the one under way, and what came of the last one since the app was started. */
export const importsView = z.strictObject({
  running: z
    .strictObject({ act: z.enum(['take', 'undo']), fileName: z.string().max(300), done: count, total: count })
    .nullable(),
  ended: z
    .strictObject({
      /** Rises by one with each that ends. */
      nth: count,
      act: z.enum(['take', 'undo']),
      /** Whole, given up by a person, or refused or failed with a code; nothing is in the book by half. */
      state: z.enum(['done', 'cancelled', 'failed']),
      importId: id.nullable(),
      fileName: z.string().max(300),
      sales: count,
      code: z.enum(ERROR_CODES).nullable(),
      params: z.record(z.string().max(40), z.union([z.string().max(300), z.number().int()])),
    })
    .nullable(),
  imports: z.array(saleImport).max(1_000),
})

export type ImportReading = z.infer<typeof importReading>
export type RememberedImport = z.infer<typeof rememberedImport>
export type ChosenImport = z.infer<typeof chosenImport>
export type ImportPreview = z.infer<typeof importPreview>
export type PaidSum = z.infer<typeof paidSum>
export type ImportRow = z.infer<typeof importRow>
export type DecidedImport = z.infer<typeof decidedImport>
export type SaleImport = z.infer<typeof saleImport>
export type ImportsView = z.infer<typeof importsView>
