import type { Handlers } from '../router/handlers-type.ts'
import { accountHandlers } from './accounts.ts'
import { appHandlers } from './app.ts'
import type { AppPort } from './app-port.ts'
import { backupsHandlers } from './backups.ts'
import { booksHandlers } from './books.ts'
import { exceptionHandlers } from './exceptions.ts'
import { exportHandlers } from './exports.ts'
import { invoiceHandlers } from './invoices.ts'
import { itemHandlers } from './items.ts'
import { keptListsHandlers } from './kept-lists.ts'
import { listsHandlers } from './lists.ts'
import { importHandlers } from './months/imports.ts'
import { periodHandlers } from './months/periods.ts'
import { statementHandlers } from './months/statements.ts'
import { movingHandlers } from './moving.ts'
import { peopleHandlers } from './people.ts'
import { practiceHandlers } from './practice.ts'
import { reviewHandlers } from './review.ts'
import { customerDisplayHandlers } from './shop/customer-display.ts'
import { standingLinkHandlers } from './standing-links.ts'
import { trailHandlers } from './trail.ts'
import { watchingHandlers } from './watching.ts'

/** The whole handler table; a route without a handler does not compile. */
export function createHandlers(app: AppPort): Handlers {
  return {
    ...appHandlers(app),
    ...accountHandlers(app),
    ...invoiceHandlers(app),
    ...listsHandlers(app),
    ...keptListsHandlers(app),
    ...reviewHandlers(app),
    ...itemHandlers(app),
    ...standingLinkHandlers(app),
    ...exceptionHandlers(app),
    ...watchingHandlers(app),
    ...booksHandlers(app),
    ...trailHandlers(app),
    ...periodHandlers(app),
    ...statementHandlers(app),
    ...importHandlers(app),
    ...backupsHandlers(app),
    ...movingHandlers(app),
    ...exportHandlers(app),
    ...peopleHandlers(app),
    ...customerDisplayHandlers(app),
    ...practiceHandlers(app),
  }
}
