/** There is more than an Excel file can hold. */
export class ExportTooLarge extends Error {
  readonly code = 'EXPORT_TOO_LARGE'
}
