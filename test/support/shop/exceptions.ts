import { randomUUID } from 'node:crypto'
import type { RouteInput } from '../../../src/shared/contract/routes/index.ts'

/** Asks for the first rows of what is open, or of what is resolved. */
export const OPEN: RouteInput<'exceptions.list'> = { resolved: false, kind: null, from: 0, limit: 200 }
export const RESOLVED: RouteInput<'exceptions.list'> = { ...OPEN, resolved: true }

/** Marks these as handled by somebody who has seen all of the book. */
export function handling(ids: readonly string[], note = 'seen to'): RouteInput<'exceptions.handle'> {
  return { token: randomUUID(), ids: [...ids], note, news: Number.MAX_SAFE_INTEGER }
}
