import type { SpreadsheetLanguage } from '../../../shared/contract/plain/export-formats.ts'
import { BYTE_ORDER_MARK } from './cells.ts'

/** How a CSV file is written. */
export interface CsvStyle {
  readonly separator: ',' | ';'
  readonly decimalMark: '.' | ','
  /** `sheet`: a date and a time that a spreadsheet of any language takes for one. */
  readonly times: 'iso' | 'sheet'
  /** What stands before the head. */
  readonly before: string
  /** What a spreadsheet would take for a number or a day, and ruin, is marked as a text. */
  readonly keepsTexts: boolean
}

/** RFC 4180 for other programs: commas, points, ISO 8601. */
export const MACHINE: CsvStyle = {
  separator: ',',
  decimalMark: '.',
  times: 'iso',
  before: '',
  keepsTexts: false,
}

/** The same for a spreadsheet, which garbles what is not Latin without a byte-order mark. */
export const MARKED: CsvStyle = { ...MACHINE, before: BYTE_ORDER_MARK }

const EUROPEAN = { separator: ';', decimalMark: ',' } as const

/** What each language's spreadsheets split at and write before decimals, as LibreOffice has it (of Arabic for Algeria), which a test asks it. */
const MARKS = {
  en: { separator: ',', decimalMark: '.' },
  fr: EUROPEAN,
  de: EUROPEAN,
  ar: { separator: ';', decimalMark: '.' },
  es: EUROPEAN,
  it: EUROPEAN,
} as const satisfies Record<SpreadsheetLanguage, Pick<CsvStyle, 'separator' | 'decimalMark'>>

/** Gives the style of spreadsheets in a language. */
export function spreadsheetStyle(language: SpreadsheetLanguage): CsvStyle {
  return { ...MARKS[language], times: 'sheet', before: BYTE_ORDER_MARK, keepsTexts: true }
}
