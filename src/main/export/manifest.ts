import { isDeepStrictEqual } from 'node:util'
import { EXPORT_COLUMNS, type ExportColumn } from '../../shared/contract/plain/export-columns.ts'
import type { ExportCut } from '../ledger/port/exports.ts'
import type { FilePreset, FileRequest, ManifestFacts } from './port.ts'
import type { FileSum } from './records/sums.ts'

/** The shape of the manifest itself. */
const MANIFEST_VERSION = 1

/** What of a file is known once it is written. */
export interface WrittenFile {
  /** How many rows of the book were read for it. */
  readonly rows: number
  /** How many rows it has, of a file that tells what has changed; null for one that has them all. */
  readonly differences: number | null
  /** Of such a file, the SHA-256 of the file of before; null for any other. */
  readonly since: string | null
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

/** What a file for people calls its columns; null where they have their names. */
function titlesOf(preset: FilePreset, columns: readonly ExportColumn[]): readonly string[] | null {
  const titles = 'titles' in preset ? preset.titles : undefined
  return titles ? columns.map(([name]) => titles[name] ?? name) : null
}

/** What of a manifest says how its file was asked for; `since` where it tells what has changed since the file with that SHA-256. */
function askedAs(
  { query, zone, preset }: Omit<FileRequest, 'columns'>,
  columns: readonly ExportColumn[],
  filter: unknown,
  since: string | null,
) {
  return {
    kind: query.kind,
    schema: EXPORT_COLUMNS[query.kind].schema,
    key: EXPORT_COLUMNS[query.kind].key,
    columns: columns.map(([name]) => name),
    titles: titlesOf(preset, columns),
    preset: preset.as,
    language: preset.as === 'spreadsheet' ? preset.language : null,
    ...(since !== null && { since }),
    filter,
    basis: 'basis' in query ? query.basis : null,
    zone,
  }
}

/** Says whether a manifest that was read tells of a file of this book that was asked for like this one. */
export function isAskedAlike(
  told: Readonly<Record<string, unknown>>,
  bookId: string,
  ...[request, columns, filter, since]: Parameters<typeof askedAs>
): boolean {
  const asOf = told.as_of as { readonly book?: unknown } | null | undefined
  if (told.manifest !== MANIFEST_VERSION || asOf?.book !== bookId) return false
  const asked = { since: undefined, ...askedAs(request, columns, filter, since) }
  return Object.entries(asked).every(([name, value]) =>
    isDeepStrictEqual(told[name] ?? null, JSON.parse(JSON.stringify(value ?? null))),
  )
}

/**
 * Writes what a file holds and how it was asked for, as JSON. It holds no time of day and nothing of the computer: of the same rows of the
 * same state of the book it is the same, but for the file's name.
 */
export function manifestText(
  fileName: string,
  request: FileRequest,
  columns: readonly ExportColumn[],
  { appVersion, filter }: ManifestFacts,
  { rows, bytes, sha256, sums, cut, sheets, since }: WrittenFile,
): string {
  const { kind, schema, key, preset, language, basis, zone, ...asked } = askedAs(
    request,
    columns,
    filter,
    since,
  )
  const at = cut.lastEventAt
  const manifest = {
    counterfoil: appVersion,
    manifest: MANIFEST_VERSION,
    file: fileName,
    bytes,
    sha256,
    ...{ kind, schema, key, columns: asked.columns },
    ...(asked.titles !== null && { titles: asked.titles }),
    ...{ preset, language, sheets },
    ...{ ...(since !== null && { since }), filter, basis, zone },
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
