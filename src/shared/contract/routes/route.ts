import { z } from 'zod'
import type { Right, WindowRole } from '../plain/rights.ts'

/** One route: the shapes of what goes in and comes out, and who may call it. */
export interface Route {
  readonly input: z.ZodType
  readonly output: z.ZodType
  /** Closed during backup, restore and migration. */
  readonly write: boolean
  /** What the person at the window must be allowed to do. */
  readonly right: Right
  /** The windows that may call it. */
  readonly windows: readonly WindowRole[]
}

/** The input of a route that is told nothing. */
export const nothing = z.strictObject({})
/** The output of a route that tells nothing. */
export const none = z.null()

/** Where a route names no window, the till's alone may call it. */
const TILL: readonly WindowRole[] = ['till']

/** Declares a route that changes nothing in the book. */
export function read<I extends z.ZodType, O extends z.ZodType>(
  right: Right,
  input: I,
  output: O,
  windows = TILL,
) {
  return { input, output, write: false, right, windows } as const
}

/** Declares a route that writes. */
export function write<I extends z.ZodType, O extends z.ZodType>(
  right: Right,
  input: I,
  output: O,
  windows = TILL,
) {
  return { input, output, write: true, right, windows } as const
}
