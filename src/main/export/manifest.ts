import { EXPORT_COLUMNS, type ExportColumn } from '../../shared/contract/plain/export-columns.ts'
import type { ExportCut } from '../ledger/port/exports.ts'
import type { FileRequest, ManifestFacts } from './port.ts'
import type { FileSum } from './records/sums.ts'

/** The shape of the manifest itself. */
const MANIFEST_VERSION = 1

/** What of a file is known once it is written. */
export interface WrittenFile {
  /** How many rows of the book were read for it. */
  readonly rows: number
  /** How many rows it has, of a file that tells what has changed; null for one that has them all. */
  readonly differences: number | null
  readonly bytes: number
  /** Of all its bytes, in hexadecimal digits. */
  readonly sha256: string
  readonly sums: readonly FileSum[]
  readonly cut: ExportCut
  /** How many sheets its rows take; null where it has none. */
  readonly sheets: number | null
}

/** Gives where the manifest of a file lies: beside it, under its name. */
export function manifestPath(targetPath: string): string {
  return `${targetPath}.manifest.json`
}

/**
 * Writes what a file holds and how it was asked for, as JSON. It holds no time of day and nothing of the computer: of the same rows of the
 * same state of the book it is the same, but for the file's name.
 */
export function manifestText(
  fileName: string,
  { query, zone, preset }: FileRequest,
  columns: readonly ExportColumn[],
  { appVersion, filter }: ManifestFacts,
  { rows, bytes, sha256, sums, cut, sheets }: WrittenFile,
): string {
  const { schema, key } = EXPORT_COLUMNS[query.kind]
  const at = cut.lastEventAt
  const manifest = {
    counterfoil: appVersion,
    manifest: MANIFEST_VERSION,
    file: fileName,
    bytes,
    sha256,
    kind: query.kind,
    schema,
    key,
    columns: columns.map(([name]) => name),
    preset: preset.as,
    language: preset.as === 'spreadsheet' ? preset.language : null,
    sheets,
    filter,
    basis: 'basis' in query ? query.basis : null,
    zone,
    as_of: {
      book: cut.bookId,
      commit: cut.commit,
      last_event: cut.lastEvent,
      last_event_hash: cut.lastEventHash,
      at: at === null ? null : new Date(at).toISOString(),
    },
    closed: cut.closed.map(({ firstDay, lastDay, trailHead }) => ({
      ...{ first_day: firstDay, last_day: lastDay, trail_head: trailHead },
    })),
    rows,
    sums: sums.map(({ currency, count, amounts }) => ({ currency, rows: count, ...amounts })),
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}
