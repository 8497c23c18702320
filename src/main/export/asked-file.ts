import { EXPORT_COLUMNS } from '../../shared/contract/plain/export-columns.ts'
import type {
  ExportFormat,
  ExportPreset,
  SpreadsheetLanguage,
} from '../../shared/contract/plain/export-formats.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import { wholeOf } from '../../shared/time/days.ts'
import { businessDay } from '../../shared/time/zone.ts'
import { columnTitles, titlesIn } from '../../shared/words/column-titles.ts'
import { isRightToLeft } from '../../shared/words/languages.ts'
import type { Words } from '../../shared/words/words.ts'
import type { ExportQuery } from '../ledger/port/exports.ts'
import type { FilePreset, FileRequest } from './port.ts'

/** A file as a person asks for it. */
export interface AskedFile {
  readonly query: ExportQuery
  /** Null for all columns of the kind. */
  readonly columns: readonly string[] | null
  readonly zone: string
  /** `marked`: as the machine's, for whoever opens it in a spreadsheet all the same. */
  readonly preset: ExportPreset | 'marked' | 'changes'
  /** Of `changes`: where the file of before lies. */
  readonly since?: string
  readonly language: SpreadsheetLanguage
  /** The filter as it was asked for, in days and decimals. */
  readonly filter: unknown
  /** The days of the file, which its name tells; null for all. */
  readonly days: { readonly from: string | null; readonly to: string | null } | null
  readonly hasManifest: boolean
}

/** All receipts and refunds of a book. */
export function wholeBook(zone: string, format: ExportFormat): AskedFile {
  const none = { provider: [], accountId: [], currency: [], item: [], till: [] }
  const filter = { search: '', ...none, period: null, amount: null }
  return {
    query: { kind: 'movements', basis: 'paid', filter },
    ...{ columns: null, zone, preset: format === 'csv' ? 'marked' : 'xlsx', language: 'en' },
    ...{ filter, days: null, hasManifest: false },
  }
}

/**
 * Gives how a file is written: for people its columns have titles, a spreadsheet's in its own language, a workbook's as the words say, and so
 * are its sheets called, PRACTICE first where the money is play money.
 */
export async function requestOf(asked: AskedFile, kind: Book['kind'], words: Words): Promise<FileRequest> {
  const { query, columns, zone } = asked
  return { query, columns, zone, preset: await presetOf(asked, kind, words) }
}

async function presetOf(
  { preset, language, query, since }: AskedFile,
  kind: Book['kind'],
  words: Words,
): Promise<FilePreset> {
  const { t } = words
  switch (preset) {
    case 'spreadsheet':
      return { as: 'spreadsheet', language, titles: (await titlesIn(language)) ?? undefined }
    case 'xlsx': {
      const titles = columnTitles(words)
      const isFromRight = isRightToLeft(words.locale)
      const name = t(`books.exportSheets.${query.kind}`)
      const sheetName = kind === 'practice' ? t('books.practiceSheet', { name }) : name
      const totalsName = t('books.exportSheets.totals')
      return { as: 'xlsx', sheetName, totalsName, titles, isRightToLeft: isFromRight }
    }
    case 'changes':
      return { as: 'changes', since: since ?? '' }
    default:
      return { as: preset }
  }
}

const ENDINGS: Readonly<Record<AskedFile['preset'], string>> = {
  ...{ machine: 'csv', marked: 'csv', spreadsheet: 'csv', changes: 'csv', xlsx: 'xlsx' },
  ...{ ofx: 'ofx', qif: 'qif', hledger: 'journal', beancount: 'beancount' },
  ...{ xero: 'csv', quickbooks: 'csv' },
}

/**
 * The name a file is offered under. The whole book: what it is, of which day. Anything else: its kind, its days, by what they are counted, and
 * the version of its columns, in small letters of ASCII in every language, so that a folder of them sorts.
 */
export function suggestName({ t }: Words, book: Book, at: number, asked: AskedFile): string {
  const ending = ENDINGS[asked.preset]
  const isPractice = book.kind === 'practice'
  if (!asked.hasManifest) {
    const day = businessDay(at, book.zone)
    return `${isPractice ? t('books.practiceFileName', { day }) : t('books.fileName', { day })}.${ending}`
  }
  const { query } = asked
  const parts = [
    ...(isPractice ? ['PRACTICE'] : []),
    query.kind,
    daysText(asked.days),
    ...('basis' in query ? [query.basis] : []),
    `v${EXPORT_COLUMNS[query.kind].schema}`,
    ...(asked.preset === 'changes' ? ['changes'] : []),
  ]
  return `${parts.join('_')}.${ending}`
}

function daysText(days: AskedFile['days']): string {
  const { from, to } = days ?? { from: null, to: null }
  if (from === null && to === null) return 'all'
  if (from === null || to === null) return `${from ?? 'begin'}-to-${to ?? 'now'}`
  const whole = wholeOf({ from, to })
  if (whole === null) return `${from}-to-${to}`
  return from.slice(0, { day: 10, month: 7, year: 4 }[whole])
}
