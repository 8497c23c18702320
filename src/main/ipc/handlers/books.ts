import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes of the books' review. */
export function booksHandlers(app: AppPort) {
  return {
    'books.compare': ({ accountId, days }) => withBook(app, (session) => session.compare(accountId, days)),
  } satisfies Partial<Handlers>
}
