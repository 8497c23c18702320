import { ok, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { ExportRequest } from '../../../shared/contract/shapes/export.ts'
import { boundsOfDay } from '../../../shared/time/zone.ts'
import { type AskedFile, wholeBook } from '../../export/asked-file.ts'
import type { ExportQuery, ExportStretch } from '../../ledger/port/exports.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'
import { inInstantsOf } from './in-instants.ts'

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

/** What is asked for, with days as instants of the file's zone. */
function askedFile(request: ExportRequest, zone: string): AskedFile {
  const { columns, preset, language } = request
  const query = queryOf(request, zone)
  const days = request.kind === 'days' ? request.filter : request.filter.period
  return { query, columns, zone, preset, language, filter: request.filter, days, hasManifest: true }
}

function queryOf(request: ExportRequest, zone: string): ExportQuery {
  switch (request.kind) {
    case 'receipts':
    case 'movements': {
      const { kind, filter, basis } = request
      return { kind, basis, filter: inInstantsOf(zone, { ...filter, period: byBasis(filter.period, basis) }) }
    }
    case 'invoices':
    case 'lines': {
      const { kind, filter, basis } = request
      return { kind, basis, filter: inInstantsOf(zone, { ...filter, period: byBasis(filter.period, basis) }) }
    }
    case 'days':
      return { kind: 'days', ...request.filter }
    case 'exceptions':
      return { kind: 'exceptions', ...request.filter, period: stretchOf(request.filter.period, zone) }
    case 'events':
      return { kind: 'events', period: stretchOf(request.filter.period, zone) }
  }
}

interface Days {
  readonly from: string | null
  readonly to: string | null
}

function byBasis<By extends string>(period: Days | null, by: By) {
  return period && { by, from: period.from, to: period.to }
}

function stretchOf(period: Days | null, zone: string): ExportStretch | null {
  return (
    period && {
      from: period.from === null ? null : boundsOfDay(period.from, zone).from,
      until: period.to === null ? null : boundsOfDay(period.to, zone).until,
    }
  )
}
