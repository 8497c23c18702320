import { type RouteName, type RouteParsed, routes } from '../../../shared/contract/routes/index.ts'

/** The largest input, as JSON in UTF-8 bytes; the longest honest one is an item with its picture, some 88 KB. */
export const INPUT_LIMIT = 256 * 1024

export type ShapeResult<R extends RouteName> =
  | { readonly ok: true; readonly value: RouteParsed<R> }
  /** `field` names the part of the contract that did not fit; null when the input as a whole did not. */
  | { readonly ok: false; readonly field: string | null }

/**
 * Checks an input against its route's shape, and answers with a plain copy of it.
 *
 * Only what survives as JSON is looked at, and nothing of the caller's own objects is handed on.
 */
export function checkInput<R extends RouteName>(route: R, input: unknown): ShapeResult<R> {
  const plain = plainCopy(input)
  if (plain === undefined) return { ok: false, field: null }
  const parsed = routes[route].input.safeParse(plain)
  if (parsed.success) return { ok: true, value: parsed.data as RouteParsed<R> }
  // Deeper path parts can be names the caller made up, so only the contract's own name is told.
  const field = parsed.error.issues[0]?.path[0]
  return { ok: false, field: typeof field === 'string' ? field : null }
}

function plainCopy(input: unknown): unknown {
  try {
    const json: string | undefined = JSON.stringify(input)
    if (json === undefined || Buffer.byteLength(json, 'utf8') > INPUT_LIMIT) return undefined
    return JSON.parse(json, (key, value: unknown) => {
      if (key === '__proto__') throw new TypeError('a prototype is not an input')
      return value
    })
  } catch {
    return undefined
  }
}
