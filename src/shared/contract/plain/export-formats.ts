/** The kinds of file that receipts are written as; each is also the ending of the file's name. */
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
