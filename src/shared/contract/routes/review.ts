import { z } from 'zod'
import { MOST_EDITED } from '../plain/limits.ts'
import { id } from '../shapes/atoms.ts'
import { localEdit, turnedEdit } from '../shapes/lists/review.ts'
import { nothing, write } from './route.ts'

/** The routes of a review: marks, tags and notes on many invoices, and the way back. */
export const reviewRoutes = {
  /** Edits invoices in one commit; a longer edit comes in pieces under one token, and is undone as one. */
  'review.edit': write(
    'review',
    z.strictObject({ token: z.uuid(), edit: localEdit, ids: z.array(id).min(1).max(MOST_EDITED) }),
    /** How many were not so already, and the number of the first of them; empty for none. */
    z.strictObject({ edited: z.number().int().min(0), number: z.string().max(40) }),
  ),
  /** Undoes the last edit since the book was opened; null where there is none, EDIT_OVERTAKEN where all of it was changed since. */
  'review.undo': write('review', nothing, turnedEdit.nullable()),
  /** Brings back the edit that was undone last; null where there is none. */
  'review.redo': write('review', nothing, turnedEdit.nullable()),
} as const
