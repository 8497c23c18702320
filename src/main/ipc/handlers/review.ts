import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes of a review. */
export function reviewHandlers(app: AppPort) {
  return {
    'review.edit': ({ token, edit, ids }) =>
      withBook(app, (session) =>
        session.review.edit({ token, edit, invoiceIds: ids, person: app.settings().cashier }),
      ),
    'review.undo': () => withBook(app, (session) => session.review.undo(app.settings().cashier)),
    'review.redo': () => withBook(app, (session) => session.review.redo(app.settings().cashier)),
  } satisfies Partial<Handlers>
}
