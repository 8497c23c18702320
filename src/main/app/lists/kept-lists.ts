import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import { MOST_VIEW_BYTES } from '../../../shared/contract/plain/lists/view-names.ts'
import { type RememberedImport, rememberedImport } from '../../../shared/contract/shapes/books/imports.ts'
import type { LeftLists, SavedViews } from '../../../shared/contract/shapes/lists/kept.ts'
import { type StatementReading, statementReading } from '../../../shared/contract/shapes/periods/statement.ts'
import type { JsonStore } from '../../json-store.ts'
import { writeFailure } from '../../vault/write-failure.ts'
import { createHeldWrites } from '../files/held-writes.ts'
import type { Content, Verdict } from '../files/read-content.ts'
import { usableLeft, usableViews } from './usable.ts'

const LEFT = 'left-'
const VIEWS = 'views-'
const READINGS = 'statements'
const IMPORTS = 'imports'
/** So many kinds of statements are remembered, the last ones. */
const MOST_READINGS = 50

/** How each person left the lists of each book, and the views that were saved for them; both are told by their ids, a person by null where nobody signs in. */
export interface KeptLists {
  /** Null where nobody has left them yet. What this version cannot use is left out, part by part. */
  left(bookId: string, of: string | null): LeftLists | null
  /** Keeps it; where that cannot be written it holds until the app closes. */
  keep(bookId: string, of: string | null, left: LeftLists): void
  views(bookId: string): SavedViews
  /** How a statement with these names of columns was read last; null where none was. */
  reading(columns: readonly string[]): StatementReading | null
  /** Remembers it; where that cannot be written it holds until the app closes. */
  keepReading(columns: readonly string[], reading: StatementReading): void
  /** How a file of past sales with these names of columns was read last, and into which account; null where none was. */
  importReading(columns: readonly string[]): RememberedImport | null
  /** Remembers it; where that cannot be written it holds until the app closes. */
  keepImportReading(columns: readonly string[], reading: RememberedImport): void
  /**
   * Puts these in the place of those before. VIEWS_TOO_LONG where they take more room than there is, and then nothing is changed; where they
   * cannot be written they hold until the app closes: NOT_KEPT.
   */
  saveViews(bookId: string, views: SavedViews): Result<SavedViews>
}

/** Reads and writes it over the store of `lists.json`; `failed` is told what could not be written. */
export function createKeptLists(store: JsonStore, failed: (error: unknown) => void): KeptLists {
  const { read, write } = createHeldWrites(store, failed)
  return {
    left: (bookId, of) => usableLeft(read(leftBy(bookId, of))),
    keep: (bookId, of, left) => void write(leftBy(bookId, of), left),
    views: (bookId) => usableViews(read(VIEWS + bookId)),
    reading: (columns) => readings(read(READINGS)).find(([names]) => names === namesOf(columns))?.[1] ?? null,
    keepReading(columns, reading) {
      const others = readings(read(READINGS)).filter(([names]) => names !== namesOf(columns))
      write(READINGS, [...others, [namesOf(columns), reading]].slice(-MOST_READINGS))
    },
    importReading: (columns) =>
      importReadings(read(IMPORTS)).find(([names]) => names === namesOf(columns))?.[1] ?? null,
    keepImportReading(columns, reading) {
      const others = importReadings(read(IMPORTS)).filter(([names]) => names !== namesOf(columns))
      write(IMPORTS, [...others, [namesOf(columns), reading]].slice(-MOST_READINGS))
    },
    saveViews(bookId, views) {
      const bytes = bytesOf(views)
      // Who takes some away from what is too long is on the way out of it.
      if (bytes > MOST_VIEW_BYTES && bytes >= bytesOf(usableViews(read(VIEWS + bookId))))
        return refuse('VIEWS_TOO_LONG')
      const error = write(VIEWS + bookId, views)
      return error === null ? ok(views) : refuse('NOT_KEPT', { reason: writeFailure(error) })
    },
  }
}

function leftBy(bookId: string, of: string | null): string {
  return of === null ? LEFT + bookId : `${LEFT}${bookId}-${of}`
}

const storedReadings = z.array(z.tuple([z.string(), statementReading])).catch([])

/** What is kept of how statements were read, each under the names of its columns; nothing where it cannot be used. */
function readings(stored: unknown) {
  return storedReadings.parse(stored)
}

const storedImports = z.array(z.tuple([z.string(), rememberedImport])).catch([])

/** The same of files of past sales. */
function importReadings(stored: unknown) {
  return storedImports.parse(stored)
}

function namesOf(columns: readonly string[]): string {
  return JSON.stringify(columns)
}

function bytesOf(views: SavedViews): number {
  return Buffer.byteLength(JSON.stringify(views))
}

/** Says whether what `lists.json` holds can be used. How lists were left is nobody's loss; a saved view that is left out is told. */
export function judgeLists(content: Content): Verdict {
  const kept = { ...content }
  for (const [name, value] of Object.entries(kept)) {
    if (!name.startsWith(VIEWS)) continue
    const usable = usableViews(value)
    if (!isDeepStrictEqual(usable, value)) kept[name] = usable
  }
  return isDeepStrictEqual(kept, { ...content }) ? { kind: 'sound' } : { kind: 'mended', content: kept }
}
