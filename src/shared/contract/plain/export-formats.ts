/** The kinds of file that receipts are written as; each is also the ending of the file's name. */
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** What accounting programs read: receipts and movements alone. */
export const ACCOUNTING_PRESETS = ['ofx', 'qif', 'hledger', 'beancount', 'xero', 'quickbooks'] as const
export type AccountingPreset = (typeof ACCOUNTING_PRESETS)[number]

/** What a file is for: another program, a spreadsheet in the reader's language, Excel and LibreOffice, an accounting program. */
export const EXPORT_PRESETS = ['machine', 'spreadsheet', 'xlsx', ...ACCOUNTING_PRESETS] as const
export type ExportPreset = (typeof EXPORT_PRESETS)[number]

/** The languages whose spreadsheets are known. */
export const SPREADSHEET_LANGUAGES = ['en', 'fr', 'de', 'ar', 'es', 'it'] as const
export type SpreadsheetLanguage = (typeof SPREADSHEET_LANGUAGES)[number]
