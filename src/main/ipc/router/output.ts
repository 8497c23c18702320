import { type RouteName, type RouteOutput, routes } from '../../../shared/contract/routes/index.ts'

/**
 * Checks what a handler answers against its route's shape, in every build, and answers with what travels: plain JSON.
 *
 * A secret has no place in any shape, so it cannot leave by accident. Throws when the answer does not fit; the error
 * names places and rules, never values.
 */
export function checkOutput<R extends RouteName>(route: R, value: unknown): RouteOutput<R> {
  const parsed = routes[route].output.safeParse(value)
  if (!parsed.success) {
    const where = parsed.error.issues
      .slice(0, 3)
      .map((issue) => `${issue.path.join('.') || '.'} (${issue.code})`)
    throw new TypeError(`the answer of ${route} does not fit its shape at ${where.join(', ')}`)
  }
  return JSON.parse(JSON.stringify(parsed.data)) as RouteOutput<R>
}
