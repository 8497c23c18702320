import type { Span } from '../../../../shared/time/days.ts'

/** Words for periods that follow the day; a map, because any word may be typed. */
export const SPAN_WORDS = new Map<string, Span>([
  ['today', 'today'],
  ['yesterday', 'yesterday'],
  ['week', 'week'],
  ['thisweek', 'week'],
  ['month', 'month'],
  ['thismonth', 'month'],
  ['lastmonth', 'lastMonth'],
  ['quarter', 'quarter'],
  ['thisquarter', 'quarter'],
  ['year', 'year'],
  ['thisyear', 'year'],
])
