import { ok, refuse } from '../../../shared/contract/plain/envelope.ts'
import { wholeBook } from '../../export/asked-file.ts'
import { askedFile } from '../asked/asked-export.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes about exports. */
export function exportHandlers(app: AppPort) {
  return {
    'export.receipts': ({ format }) =>
      withBook(app, async (session) => {
        const book = await session.ledger.book()
        return ok(await app.exports.start(session, book, wholeBook(book.zone, format)))
      }),
    'export.start': (request) =>
      withBook(app, async (session) => {
        const book = await session.ledger.book()
        return ok(await app.exports.start(session, book, askedFile(request, request.zone ?? book.zone)))
      }),
    'export.status': async ({ jobId }) => found(app.exports.job(jobId)),
    'export.cancel': async ({ jobId }) => found(app.exports.cancel(jobId)),
    'export.reveal': async ({ jobId }) => {
      const path = app.exports.path(jobId)
      if (path === null) return refuse('NOT_FOUND')
      app.showInFolder(path)
      return ok(null)
    },
  } satisfies Partial<Handlers>
}

function found<T>(value: T | null) {
  return value === null ? refuse('NOT_FOUND') : ok(value)
}
