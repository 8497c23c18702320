import { z } from 'zod'
import { columnsOf, EXPORT_KINDS, type ExportKind } from '../plain/export-columns.ts'
import {
  ACCOUNTING_PRESETS,
  EXPORT_PRESETS,
  type ExportPreset,
  SPREADSHEET_LANGUAGES,
} from '../plain/export-formats.ts'
import { amount, id } from './atoms.ts'
import { exceptionKind } from './exception.ts'
import { filterSets } from './lists/common.ts'
import { DATED_BY, listFilter } from './lists/list.ts'
import { receiptFilter } from './lists/receipts.ts'

/** A business day of the file's zone, "2026-11-20". */
const day = z.iso.date().max(10)

/** Both days included; null on one side: without an end there. */
const period = z.strictObject({ from: day.nullable(), to: day.nullable() }).nullable()

const zone = z
  .string()
  .max(60)
  .refine((name) => isZone(name), 'no zone that this computer knows')

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const columnName = z.string().max(40)

/** How any file is written. */
const written = {
  /** The zone of the days and the local times; null for the book's own. */
  zone: zone.nullable(),
  /** Some of the kind's columns, which stand in the kind's own order; null for all. */
  columns: z.array(columnName).min(1).max(100).nullable(),
  preset: z.enum(EXPORT_PRESETS),
  /** Whose spreadsheets read it: of the preset `spreadsheet` alone. */
  language: z.enum(SPREADSHEET_LANGUAGES),
} as const

/** Which rows a file holds, and how it is written. A filter is that of the list on the screen; the days of its period are counted by `basis`, whatever it says itself. */
export const exportRequest = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.enum(['receipts', 'movements']),
      filter: receiptFilter,
      basis: z.enum(['paid', 'recorded']),
      ...written,
    }),
    z.strictObject({
      kind: z.enum(['invoices', 'lines']),
      filter: listFilter,
      basis: z.enum(DATED_BY),
      ...written,
    }),
    z.strictObject({
      kind: z.literal('days'),
      filter: z.strictObject({
        ...{ from: day, to: day },
        ...{ provider: filterSets.provider, accountId: filterSets.accountId, currency: filterSets.currency },
      }),
      ...written,
    }),
    z.strictObject({
      kind: z.literal('exceptions'),
      /** Null for open and resolved ones, and for every kind; by the day they were raised. */
      filter: z.strictObject({
        resolved: z.boolean().nullable(),
        exception: exceptionKind.nullable(),
        period,
      }),
      ...written,
    }),
    z.strictObject({ kind: z.literal('events'), filter: z.strictObject({ period }), ...written }),
  ])
  .refine(
    ({ kind, columns, preset }) => !isAccounting(preset) || (isOfMoney(kind) && columns === null),
    'an accounting program reads receipts and movements, and no chosen columns',
  )
  .refine(
    ({ kind, columns }) => columns === null || areColumns(kind, columns),
    'a column that the kind does not have',
  )

const isAccounting = (preset: ExportPreset) => ACCOUNTING_PRESETS.some((one) => one === preset)
const isOfMoney = (kind: ExportKind) => kind === 'receipts' || kind === 'movements'

function areColumns(kind: ExportKind, names: readonly string[]): boolean {
  return new Set(names).size === columnsOf(kind, names).length
}

export const exportJob = z.strictObject({
  id,
  /** What its rows are. */
  kind: z.enum(EXPORT_KINDS),
  /** How it is written; `marked`: CSV that a spreadsheet reads all the same; `changes`: what has changed since a file of before. */
  preset: z.enum([...EXPORT_PRESETS, 'marked', 'changes']),
  /** Who asked for it. */
  by: z.enum(['person', 'schedule']),
  /** The days of its rows; null for all. */
  days: z.strictObject({ from: day.nullable(), to: day.nullable() }).nullable(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  rowsWritten: z.number().int(),
  rowsTotal: z.number().int(),
  /** How long it will still take, as far as its rows tell; null while nobody can know, and once it is over. */
  secondsLeft: z.number().int().min(0).nullable(),
  fileName: z.string().max(1000),
  error: z.string().max(40).nullable(),
})

/** The most rows that are shown of a file before it is made, and the most characters of a cell. */
export const PREVIEW_ROWS = 7
export const PREVIEW_CELL = 120
const PREVIEW_TEXT = 4_000

/** What a file would hold, read by its own writers. */
export const exportPreview = z.strictObject({
  /** The name that it is offered under. */
  fileName: z.string().max(200),
  /** How many rows. */
  count: z.number().int().min(0),
  /** The first rows under what their columns are called, cell by cell; null for a file that is no table. */
  table: z
    .strictObject({
      /** The columns by their names, whatever the file calls them. */
      names: z.array(columnName),
      head: z.array(z.string().max(100)),
      rows: z.array(z.array(z.string().max(PREVIEW_CELL))).max(PREVIEW_ROWS),
    })
    .nullable(),
  /** How a file that is no table begins; null for a table. */
  text: z.string().max(PREVIEW_TEXT).nullable(),
  /** Whether each of its days lies in a month that is closed; null for a file of all days. */
  isClosed: z.boolean().nullable(),
  /** What its rows come to, each currency by itself; null where it was not asked for. */
  sums: z
    .array(
      z.strictObject({
        count: z.number().int().min(1),
        amounts: z.array(z.strictObject({ name: columnName, amount })).max(10),
      }),
    )
    .nullable(),
})

export type ExportPreview = z.infer<typeof exportPreview>
export type ExportRequest = z.infer<typeof exportRequest>
export type ExportJob = z.infer<typeof exportJob>
