/** The kinds of file that receipts are written as; each is also the ending of the file's name. */
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** What a file is for: another program, a spreadsheet in the reader's language, Excel and LibreOffice. */
export const EXPORT_PRESETS = ['machine', 'spreadsheet', 'xlsx'] as const
export type ExportPreset = (typeof EXPORT_PRESETS)[number]

/** The languages whose spreadsheets are known. */
export const SPREADSHEET_LANGUAGES = ['en', 'fr', 'de', 'ar', 'es', 'it'] as const
export type SpreadsheetLanguage = (typeof SPREADSHEET_LANGUAGES)[number]
