import { z } from 'zod'
import { id, text } from '../../shapes/atoms.ts'
import { book } from '../../shapes/book.ts'
import { backupsView, restorePreview } from '../../shapes/books/backup.ts'
import { askedBack } from '../../shapes/books/book-news.ts'
import { chosenFile } from '../../shapes/books/moving.ts'
import { none, nothing, read, write } from '../route.ts'

const takenIn = z.strictObject({ number: z.string().max(40) })
const named = z.strictObject({ name: z.string().min(1).max(200) })

/** The routes about the backups of the open book. */
export const backupsRoutes = {
  'backups.view': read('review', nothing, backupsView),
  /** Makes a backup at once, and answers when it is checked. */
  'backups.make': write('setUp', nothing, none),
  /** Asks for a second folder, and copies the backups there from now on. */
  'backups.chooseFolder': write('setUp', nothing, none),
  /** Copies no backups there any more; what lies there stays. */
  'backups.leaveFolder': write('setUp', nothing, none),
  'backups.showFolder': read('setUp', nothing, none),
  /** A person has read what was put in the book's place. */
  'backups.newsRead': write('setUp', nothing, none),
  /** What the providers' lists hold that the book was put back without; null where nothing is asked back. */
  'backups.askedBack': read('review', nothing, askedBack.nullable()),
  /** Takes one of these links into the book, as its provider tells of it now; answers with the number of its sale. */
  'backups.takeIn': write('review', z.strictObject({ accountId: id, ref: text }), takenIn),
  /** A person has dealt with it: it is told no more, and what is owed of it is asked no more. */
  'backups.askedBackDone': write('setUp', nothing, none),
  /** What going back to a backup means. */
  'backups.preview': read('setUp', named, restorePreview),
  /**
   * Asks for a file, and puts a book or a backup in the book's place; one from another computer is looked into first (`moving.open`).
   * Null where the dialog was closed.
   */
  'backups.openFile': write('setUp', nothing, chosenFile.nullable()),
  /** Puts a backup in the book's place, which is kept. */
  'backups.restore': write('setUp', named, book),
} as const
