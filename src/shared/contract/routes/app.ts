import { z } from 'zod'
import { book, bookProblem } from '../shapes/book.ts'
import { unreadNews } from '../shapes/books/book-news.ts'
import { moved } from '../shapes/books/moving.ts'
import { salvageReport } from '../shapes/books/salvage.ts'
import { fileNotice } from '../shapes/file-notice.ts'
import { listColumns } from '../shapes/lists/columns.ts'
import { providerInfo } from '../shapes/provider.ts'
import { settings } from '../shapes/settings.ts'
import { vaultStatus } from '../shapes/vault.ts'
import { none, nothing, read, write } from './route.ts'

/** The routes about the app itself, its settings and its open book. */
export const appRoutes = {
  'app.overview': read(
    'enter',
    nothing,
    z.strictObject({
      version: z.string(),
      platform: z.string(),
      book,
      providers: z.array(providerInfo),
      vault: vaultStatus,
      settings,
      /** The language that is spoken now, and by which numbers and dates are written: "fr-DZ", "ar-DZ-u-nu-arab". */
      locale: z.string().max(80),
      /** How a person arranged the columns of this book's lists. */
      listColumns,
      invoiceCount: z.number().int(),
      bookProblem: bookProblem.nullable(),
      /** The book has moved to another computer, and is not sold into here; null where it has not. */
      moved: moved.nullable(),
      /** What was put in the book's place, until a person has said to have read it; null where there is nothing. */
      bookNews: unreadNews.nullable(),
      /** What a person must know of the app's small files, and has not said to have read. */
      fileNotices: z.array(fileNotice),
    }),
  ),
  'files.dismiss': write('setUp', nothing, none),
  /** Keeps the display from going dark, while a code is shown on it; a till that has locked itself must still let it. */
  'display.keepAwake': read('enter', z.strictObject({ on: z.boolean() }), z.null()),
  /** The window hides amounts, or shows them again: desktop notifications follow. A window that begins shows them. */
  'display.hideAmounts': read('enter', z.strictObject({ on: z.boolean() }), z.null()),
  'settings.set': write('setUp', settings.partial(), settings),
  /** How much of a whole check of the book is done, from 0 to 1; null when none runs. */
  'book.check': read('look', nothing, z.strictObject({ done: z.number().min(0).max(1).nullable() })),
  /** Goes on with a book that lacks what was acknowledged. */
  'book.goOn': write('setUp', nothing, book),
  /** Puts the copy that was kept in the book's place. */
  'book.useKept': write('setUp', nothing, book),
  /** Begins a new book; what lies in its place is put aside. */
  'book.beginNew': write('setUp', nothing, book),
  /** Puts what can be read of a damaged book in its place as a new one; the damaged file is put aside. */
  'book.salvage': write('setUp', nothing, salvageReport),
  'book.showFolder': read('setUp', nothing, z.null()),
  'book.switch': write('setUp', z.strictObject({ kind: z.enum(['live', 'practice']) }), book),
} as const
