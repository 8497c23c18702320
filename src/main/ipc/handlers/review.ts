import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'
import { callerName } from './people.ts'

/** The routes of a review. */
export function reviewHandlers(app: AppPort) {
  return {
    'review.edit': ({ token, edit, ids }, call) =>
      withBook(app, (session) =>
        session.review.edit({ token, edit, invoiceIds: ids, person: callerName(app, call) }),
      ),
    'review.undo': (_, call) => withBook(app, (session) => session.review.undo(callerName(app, call))),
    'review.redo': (_, call) => withBook(app, (session) => session.review.redo(callerName(app, call))),
  } satisfies Partial<Handlers>
}
