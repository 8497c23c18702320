/** What an export tells while it runs. */
export interface ExportProgress {
  readonly rowsWritten: number
  readonly rowsTotal: number
}

export type ExportOutcome =
  | { readonly state: 'done'; readonly rowsWritten: number }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly code: 'DISK_FULL' | 'DISK_IO' | 'READ_ONLY' | 'INTERNAL' }

/** A running export of receipts. The target file appears whole, or not at all. */
export interface RunningExport {
  readonly finished: Promise<ExportOutcome>
  cancel(): void
}
