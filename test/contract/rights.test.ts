import { describe, expect, it } from 'vitest'
import { OWNER, type Person, RIGHTS, WINDOW_ROLES } from '../../src/shared/contract/plain/rights.ts'
import { type RouteName, routes } from '../../src/shared/contract/routes/index.ts'
import { routerBench, WINDOW } from '../support/app/router-bench.ts'

const ROUTES = Object.keys(routes) as readonly RouteName[]

/** How a call ends before anything of its input is looked at: refused for who asks, or let through. */
async function refusedFor(route: RouteName, role: (typeof WINDOW_ROLES)[number], person: Person) {
  const { router } = routerBench({}, { role, person })
  const envelope = await router.call(WINDOW, route, { made: 'to fit no shape' })
  return !envelope.ok && envelope.error.code === 'NOT_ALLOWED'
}

describe.each(WINDOW_ROLES)('a %s window', (role) => {
  it.each(ROUTES)('may call %s only where the route names it, and only with its right', async (route) => {
    const { right, windows } = routes[route]
    const named = windows.some((one) => one === role)
    for (const missing of RIGHTS) {
      const person = { signedIn: null, rights: RIGHTS.filter((one) => one !== missing) }
      expect([missing, await refusedFor(route, role, person)]).toEqual([missing, !named || missing === right])
    }
    expect(await refusedFor(route, role, OWNER)).toBe(!named)
    expect(await refusedFor(route, role, { signedIn: null, rights: [] })).toBe(true)
  })
})

it('each right is named by a route, so that none of them is empty', () => {
  const named = new Set(ROUTES.map((route) => routes[route].right))
  expect(RIGHTS.filter((right) => !named.has(right))).toEqual([])
})

it('a route that changes the shop itself is never open to who may only look or sell', () => {
  const setUp = ROUTES.filter((route) =>
    /^(accounts\.(add|update|replaceKey|forget)|items\.(save|retire)|settings\.set|book\.switch)$/.test(
      route,
    ),
  )
  expect(setUp).toHaveLength(8)
  expect(setUp.map((route) => routes[route].right)).toEqual(setUp.map(() => 'setUp'))
})
