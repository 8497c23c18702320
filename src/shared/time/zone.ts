import { Temporal } from 'temporal-polyfill'

/** Gives the business day ("2026-11-20") of an instant in the book's IANA zone. */
export function businessDay(epochMs: number, zone: string): string {
  return zoned(epochMs, zone).toPlainDate().toString()
}

/** Gives the beginning of an instant's business day in the book's IANA zone, and that of the next day, epoch ms; a day need not have 24 hours. */
export function businessDayBounds(
  epochMs: number,
  zone: string,
): { readonly from: number; readonly until: number } {
  const from = zoned(epochMs, zone).startOfDay()
  return { from: from.epochMilliseconds, until: from.add({ days: 1 }).startOfDay().epochMilliseconds }
}

/** Writes an instant as ISO 8601 in `zone` with its offset: "2026-11-20T10:04:10.000+01:00". */
export function isoWithOffset(epochMs: number, zone: string): string {
  return zoned(epochMs, zone).toString({ timeZoneName: 'never', fractionalSecondDigits: 3 })
}

/** Gives the zone that a computer tells, and UTC where it tells none that days can be reckoned in: nothing, or "Etc/Unknown". */
export function usableZone(told: string | undefined): string {
  try {
    return told === undefined ? 'UTC' : zoned(0, told).timeZoneId
  } catch {
    return 'UTC'
  }
}

function zoned(epochMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone)
}

/** Gives the beginning of a business day ("2026-11-20") in the book's IANA zone, and that of the next day, epoch ms; the same where the zone left that day out. */
export function boundsOfDay(day: string, zone: string): { readonly from: number; readonly until: number } {
  const [from, until] = beginningsOf(day, day, zone)
  if (from === undefined || until === undefined) throw new Error('a day has a beginning and an end')
  return { from, until }
}

/**
 * Gives where each business day from one to another begins in the book's IANA zone, and where the last one ends, epoch ms: one more than there
 * are days. A day need not have 24 hours, and one that a zone left out has none.
 */
export function beginningsOf(from: string, to: string, zone: string): number[] {
  const begins: number[] = []
  const end = Temporal.PlainDate.from(to).add({ days: 1 })
  for (
    let day = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(day, end) <= 0;
    day = day.add({ days: 1 })
  )
    begins.push(day.toZonedDateTime(zone).epochMilliseconds)
  return begins
}

/** Gives the instant at which a clock of an IANA zone shows a time ("14:05:00.000") of a day ("2026-11-20"), epoch ms; one that is shown twice is the first, one that is left out as much later. */
export function instantIn(day: string, time: string, zone: string): number {
  return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds
}
