import { z } from 'zod'
import { accountWatch } from '../shapes/watching.ts'
import { nothing, read } from './route.ts'

/** The routes about what the watcher is doing. */
export const watchingRoutes = {
  /** What the watcher does for each account just now. */
  'watching.state': read('review', nothing, z.array(accountWatch)),
} as const
