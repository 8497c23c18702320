import { z } from 'zod'
import { typedPassphrase } from '../../shapes/atoms.ts'
import { book } from '../../shapes/book.ts'
import { movingFile, movingView } from '../../shapes/books/moving.ts'
import { none, nothing, read, write } from '../route.ts'

/** A passphrase for the keys; null where they stay behind. */
const passphrase = typedPassphrase.nullable()

/** The routes about moving to another computer. */
export const movingRoutes = {
  'moving.view': read('setUp', nothing, movingView),
  /** Asks where to save, and makes the file of the open book; null where the dialog was closed. */
  'moving.make': write('setUp', z.strictObject({ passphrase }), movingFile.nullable()),
  /** Shows the file that was made last. */
  'moving.reveal': read('setUp', nothing, none),
  /** Sells on this computer no more, where the file that was made last holds all of the book. */
  'moving.stop': write('setUp', nothing, none),
  'moving.sellAgain': write('setUp', nothing, none),
  /** Opens the file that was chosen last as an existing book, with its keys or without them. */
  'moving.open': write('setUp', z.strictObject({ passphrase }), book),
} as const
