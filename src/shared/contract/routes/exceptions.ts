import { z } from 'zod'
import { MOST_EDITED, MOST_SELECTED, RESOLUTION_NOTE_LIMIT } from '../plain/limits.ts'
import { id, said } from '../shapes/atoms.ts'
import {
  exceptionKeys,
  exceptionKind,
  exceptionKinds,
  exceptionStretch,
  handledExceptions,
} from '../shapes/exception.ts'
import { nothing, read, write } from './route.ts'

/** The most rows one answer holds. */
const MOST_ROWS = 200
const place = z.number().int().min(0)
/** Null for every kind. */
const kind = exceptionKind.nullable()

/** The routes about what of the payments calls for a person. */
export const exceptionsRoutes = {
  /** A stretch of what is open, by kind and then the newest first; or of what is resolved, what was resolved last first. */
  'exceptions.list': read(
    'review',
    z.strictObject({ resolved: z.boolean(), kind, from: place, limit: place.min(1).max(MOST_ROWS) }),
    exceptionStretch,
  ),
  'exceptions.count': read('look', nothing, z.strictObject({ open: place })),
  /** How many of each kind are open, or are resolved; those that there are, in the order of the list. */
  'exceptions.kinds': read('review', z.strictObject({ resolved: z.boolean() }), exceptionKinds),
  /** What an act upon many open ones goes by, all of one moment. */
  'exceptions.keys': read(
    'review',
    z.strictObject({ kind, from: place, limit: place.min(1).max(MOST_SELECTED) }),
    exceptionKeys,
  ),
  /** Marks exceptions as handled, with the reason, in one commit; a longer act comes in pieces under one token, and is undone as one. */
  'exceptions.handle': write(
    'review',
    z.strictObject({
      token: z.uuid(),
      ids: z.array(id).min(1).max(MOST_EDITED),
      note: said.max(RESOLUTION_NOTE_LIMIT),
      news: place,
    }),
    handledExceptions,
  ),
  /** Takes what only a provider has into the book as it is told now, and gives the number of its sale; NOT_FOUND when it is not open any more. */
  'exceptions.takeIn': write(
    'review',
    z.strictObject({ id }),
    z.strictObject({ number: z.string().max(40) }),
  ),
} as const
