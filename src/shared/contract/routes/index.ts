import type { z } from 'zod'
import { accountsRoutes } from './accounts.ts'
import { appRoutes } from './app.ts'
import { backupsRoutes } from './books/backups.ts'
import { booksRoutes } from './books/books.ts'
import { importsRoutes } from './books/imports.ts'
import { movingRoutes } from './books/moving.ts'
import { periodsRoutes } from './books/periods.ts'
import { trailRoutes } from './books/trail.ts'
import { customerDisplayRoutes } from './customer-display.ts'
import { exceptionsRoutes } from './exceptions.ts'
import { exportsRoutes } from './exports.ts'
import { invoicesRoutes } from './invoices.ts'
import { itemsRoutes } from './items.ts'
import { keptListsRoutes } from './kept-lists.ts'
import { listsRoutes } from './lists.ts'
import { peopleRoutes } from './people.ts'
import { practiceRoutes } from './practice.ts'
import { reviewRoutes } from './review.ts'
import type { Route } from './route.ts'
import { standingLinksRoutes } from './standing-links.ts'
import { vaultRoutes } from './vault.ts'
import { watchingRoutes } from './watching.ts'

/**
 * The whole contract between the windows and the main process: each route with its shapes, its right and its windows.
 *
 * No output has a place for a provider key; credentials only ever travel inwards.
 */
export const routes = {
  ...appRoutes,
  ...vaultRoutes,
  ...accountsRoutes,
  ...invoicesRoutes,
  ...listsRoutes,
  ...keptListsRoutes,
  ...reviewRoutes,
  ...itemsRoutes,
  ...standingLinksRoutes,
  ...exceptionsRoutes,
  ...watchingRoutes,
  ...exportsRoutes,
  ...booksRoutes,
  ...trailRoutes,
  ...periodsRoutes,
  ...importsRoutes,
  ...backupsRoutes,
  ...movingRoutes,
  ...peopleRoutes,
  ...customerDisplayRoutes,
  ...practiceRoutes,
} as const satisfies Readonly<Record<string, Route>>

export type RouteName = keyof typeof routes
export type RouteInput<R extends RouteName> = z.input<(typeof routes)[R]['input']>
export type RouteParsed<R extends RouteName> = z.output<(typeof routes)[R]['input']>
export type RouteOutput<R extends RouteName> = z.output<(typeof routes)[R]['output']>
