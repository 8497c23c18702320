import { boundsOfDay } from '../../../shared/time/zone.ts'
import { closedDays } from '../closing/periods.ts'
import type { ExportCut, ExportQuery, ExportStretch, RecordsQuery } from '../port/exports.ts'
import type { Reading } from '../sqlite/context.ts'

/** Gives the closed periods that the days of a file touch, in their order, and whether each day lies in one; all of them and null where it is of all days. */
export function closedOf(
  reading: Reading,
  { query, zone }: RecordsQuery,
): Pick<ExportCut, 'closed' | 'isClosed'> {
  const { from, until } = stretchOf(query, zone)
  const closed = closedDays(reading).filter(
    (one) => (until === null || one.from < until) && (from === null || one.until > from),
  )
  if (from === null || until === null) return { closed, isClosed: null }
  const end = closed.reduce((at, one) => (one.from <= at && one.until > at ? one.until : at), from)
  return { closed, isClosed: end >= until }
}

function stretchOf(query: ExportQuery, zone: string): ExportStretch {
  if (query.kind === 'days')
    return { from: boundsOfDay(query.from, zone).from, until: boundsOfDay(query.to, zone).until }
  const period = query.kind === 'exceptions' || query.kind === 'events' ? query.period : query.filter.period
  return period ?? { from: null, until: null }
}
