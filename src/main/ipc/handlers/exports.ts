import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { ok, refuse } from '../../../shared/contract/plain/envelope.ts'
import { type AskedFile, wholeBook } from '../../export/asked-file.ts'
import { readTold } from '../../export/changes/told-file.ts'
import { askedFile } from '../asked/asked-export.ts'
import { comparedWith } from '../asked/compared.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

const LONGEST_NAME = 300

interface Compared {
  readonly id: string
  readonly bookId: string
  /** As the file itself was asked for. */
  readonly asked: AskedFile
  readonly since: string
}

/** The routes about exports. */
export function exportHandlers(app: AppPort) {
  /** The file that was compared last. */
  let compared: Compared | null = null
  const startOf = (id: string, what: (of: Compared) => AskedFile) =>
    withBook(app, async (session) => {
      const book = await session.ledger.book()
      if (compared?.id !== id || compared.bookId !== book.id) return refuse('NOT_FOUND')
      return ok(await app.exports.start(session, book, what(compared)))
    })
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
    'export.preview': ({ request, sums }) =>
      withBook(app, async (session) => {
        const book = await session.ledger.book()
        const asked = askedFile(request, request.zone ?? book.zone)
        const looked = await app.exports.preview(session, book, asked, sums)
        if (looked.state === 'done')
          return ok({ ...looked.preview, fileName: app.exports.nameOf(book, asked) })
        return refuse(looked.state === 'cancelled' ? 'CANCELLED' : looked.code)
      }),
    'export.compare': () =>
      withBook(app, async (session) => {
        const since = await app.exports.chooseEarlier()
        if (since === null) return ok(null)
        const told = await readTold(since)
        if (told === null) return refuse('EARLIER_UNKNOWN')
        const book = await session.ledger.book()
        const { request, asOf } = told
        if (told.bookId !== book.id || request === null) return refuse('EARLIER_UNFIT')
        const asked = askedFile(request, request.zone ?? book.zone)
        const found = await app.exports.compare(session, book, asked, since)
        if (found.state !== 'done') return refuse(found.state === 'cancelled' ? 'CANCELLED' : found.code)
        compared = { id: randomUUID(), bookId: book.id, asked, since }
        const fileName = basename(since).slice(0, LONGEST_NAME).toWellFormed()
        return ok({
          ...comparedWith(found.compared),
          ...{ id: compared.id, fileName, asOf, kind: asked.query.kind },
          days: asked.days && { from: asked.days.from, to: asked.days.to },
        })
      }),
    'export.changes': ({ id }) => startOf(id, ({ asked, since }) => ({ ...asked, preset: 'changes', since })),
    'export.again': ({ id }) => startOf(id, ({ asked }) => asked),
    'export.schedules': async () => ok([...app.schedules.all()]),
    'export.schedule': (asked) =>
      withBook(app, async (session) => {
        if (session.kind !== 'live') return refuse('NOT_ALLOWED')
        const all = await app.schedules.add(session, asked)
        return all.ok ? ok(all.value && [...all.value]) : all
      }),
    'export.unschedule': async ({ id }) => {
      const all = app.schedules.remove(id)
      return all.ok ? ok([...all.value]) : all
    },
    'export.jobs': async () => ok([...app.exports.all()]),
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
