import type { ExportRequest } from '../../../shared/contract/shapes/export.ts'
import { boundsOfDay } from '../../../shared/time/zone.ts'
import type { AskedFile } from '../../export/asked-file.ts'
import type { ExportQuery, ExportStretch } from '../../ledger/port/exports.ts'
import { inInstantsOf } from './in-instants.ts'

/** Gives a file that is asked for, with its days as instants of its zone. */
export function askedFile(request: ExportRequest, zone: string): AskedFile {
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
