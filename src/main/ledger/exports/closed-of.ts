import { boundsOfDay } from '../../../shared/time/zone.ts'
import { closedDays } from '../closing/periods.ts'
import type { ExportQuery, ExportStretch, RecordsQuery } from '../port/exports.ts'
import type { ClosedDays } from '../port/periods/closing.ts'
import type { Reading } from '../sqlite/context.ts'

/** Gives the closed periods that the days of a file touch, in their order; all of them where it is of all days. */
export function closedOf(reading: Reading, { query, zone }: RecordsQuery): readonly ClosedDays[] {
  const { from, until } = stretchOf(query, zone)
  return closedDays(reading).filter(
    (one) => (until === null || one.from < until) && (from === null || one.until > from),
  )
}

/** Says whether every day of a file lies in a closed period; null for a file of all days, which has no end. */
export function isAllClosed({ query, zone }: RecordsQuery, closed: readonly ClosedDays[]): boolean | null {
  const { from, until } = stretchOf(query, zone)
  if (from === null || until === null) return null
  const end = closed.reduce((at, one) => (one.from <= at && one.until > at ? one.until : at), from)
  return end >= until
}

function stretchOf(query: ExportQuery, zone: string): ExportStretch {
  if (query.kind === 'days')
    return { from: boundsOfDay(query.from, zone).from, until: boundsOfDay(query.to, zone).until }
  const period = query.kind === 'exceptions' || query.kind === 'events' ? query.period : query.filter.period
  return period ?? { from: null, until: null }
}
