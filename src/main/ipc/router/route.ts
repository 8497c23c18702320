import { type RouteName, routes } from '../../../shared/contract/routes/index.ts'

/** Finds a route by its exact name; null for everything else, also for what every object inherits. */
export function findRoute(name: unknown): RouteName | null {
  return typeof name === 'string' && isRoute(name) ? name : null
}

function isRoute(name: string): name is RouteName {
  return Object.hasOwn(routes, name)
}
