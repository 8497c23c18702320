import { z } from 'zod'
import { trailStretch, trailView } from '../../shapes/books/trail.ts'
import { none, nothing, read } from '../route.ts'

/** The routes of the trail. */
export const trailRoutes = {
  /** How far it goes, how far a walk along it has come, and what the last one found. */
  'trail.view': read('review', nothing, trailView),
  /** Its entries, the newest first, `limit` of them from the place `from`. */
  'trail.entries': read(
    'review',
    z.strictObject({
      from: z.number().int().min(0).max(1_000_000_000),
      limit: z.number().int().min(1).max(200),
    }),
    trailStretch,
  ),
  /** Begins to walk along it, unless that is being done; `trail.changed` tells how it goes. */
  'trail.verify': read('review', nothing, none),
  /** Gives the walk up. */
  'trail.stop': read('review', nothing, none),
} as const
