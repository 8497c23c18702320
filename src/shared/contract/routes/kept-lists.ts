import { z } from 'zod'
import { id } from '../shapes/atoms.ts'
import { keptLists, leftLists, savedViews } from '../shapes/lists/kept.ts'
import { none, nothing, read } from './route.ts'

/** The routes of how the lists were left, and of the views that a person has saved: they change nothing in the book. */
export const keptListsRoutes = {
  /** As whoever is at the till left them. */
  'lists.kept': read('look', nothing, keptLists),
  /** Keeps how a person left the lists of a book, until they are left otherwise; null where nobody signs in. Who leaves may be gone from the till. */
  'lists.keep': read('look', z.strictObject({ bookId: id, of: id.nullable(), left: leftLists }), none),
  /** Puts these views in the place of those that were saved, in this order. */
  'lists.saveViews': read('review', z.strictObject({ bookId: id, views: savedViews }), savedViews),
} as const
