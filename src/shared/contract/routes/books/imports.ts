import { z } from 'zod'
import { STATEMENT_DELIMITERS, STATEMENT_ENCODINGS } from '../../plain/statements.ts'
import { id } from '../../shapes/atoms.ts'
import {
  chosenImport,
  decidedImport,
  importPreview,
  importReading,
  importRow,
  importsView,
} from '../../shapes/books/imports.ts'
import { none, nothing, read, write } from '../route.ts'

/** The routes of past sales that come out of a file. */
export const importsRoutes = {
  'imports.view': read('review', nothing, importsView),
  /** Asks for a file; null where the person closed the dialog. */
  'imports.choose': read('review', nothing, chosenImport.nullable()),
  /** Looks at a chosen file again, written in another way. */
  'imports.look': read(
    'review',
    z.strictObject({
      fileId: id,
      encoding: z.enum(STATEMENT_ENCODINGS),
      delimiter: z.enum(STATEMENT_DELIMITERS),
    }),
    chosenImport,
  ),
  /** Reads a chosen file whole and says what will happen; how it was read is remembered. A later one ends the one before (CANCELLED). */
  'imports.preview': read(
    'review',
    z.strictObject({
      fileId: id,
      accountId: id,
      reading: importReading,
      columns: chosenImport.shape.columns,
    }),
    importPreview,
  ),
  /** Some rows of what was shown last, trouble first; NOT_FOUND where another was shown since. */
  'imports.rows': read(
    'review',
    z.strictObject({
      previewId: id,
      from: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.strictObject({ count: z.number().int().min(0), rows: z.array(importRow).max(500) }),
  ),
  /** Begins to take what was shown; the file is read again, and IMPORT_CHANGED where it or the book says something else by now. */
  'imports.take': write(
    'setUp',
    z.strictObject({ previewId: id, mark: z.string().max(64), decided: decidedImport }),
    none,
  ),
  /** Gives up what is being taken: nothing of it stays. */
  'imports.cancel': read('setUp', nothing, none),
  /** Begins to undo an import as a whole. */
  'imports.undo': write('setUp', z.strictObject({ importId: id }), none),
  /** Asks where to save, and writes the rows that are not taken, each with why; null where the person closed the dialog. */
  'imports.saveOthers': read(
    'export',
    z.strictObject({ previewId: id, decided: decidedImport }),
    z.strictObject({ fileName: z.string().max(300), rows: z.number().int().min(0) }).nullable(),
  ),
} as const
