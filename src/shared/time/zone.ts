import { Temporal } from 'temporal-polyfill'

/** Gives the business day ("2026-11-20") of an instant in the book's IANA zone. */
export function businessDay(epochMs: number, zone: string): string {
  return zoned(epochMs, zone).toPlainDate().toString()
}

/** Writes an instant as ISO 8601 in `zone` with its offset: "2026-11-20T10:04:10.000+01:00". */
export function isoWithOffset(epochMs: number, zone: string): string {
  return zoned(epochMs, zone).toString({ timeZoneName: 'never', fractionalSecondDigits: 3 })
}

function zoned(epochMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone)
}
