import { z } from 'zod'
import { EXCEPTIONS_LIMIT, RESOLUTION_NOTE_LIMIT } from '../plain/limits.ts'
import { id, typed } from '../shapes/atoms.ts'
import { exception } from '../shapes/exception.ts'
import { none, nothing, read, write } from './route.ts'

/** The routes about what of the payments calls for a person. */
export const exceptionsRoutes = {
  /** Newest first: those that wait for somebody, or those that are resolved. */
  'exceptions.list': read(
    'review',
    z.strictObject({ resolved: z.boolean() }),
    z.array(exception).max(EXCEPTIONS_LIMIT),
  ),
  'exceptions.count': read('look', nothing, z.strictObject({ open: z.number().int().min(0) })),
  /** Marks an exception as handled; NOT_FOUND when it is not open any more. */
  'exceptions.resolve': write('review', z.strictObject({ id, note: typed.max(RESOLUTION_NOTE_LIMIT) }), none),
} as const
