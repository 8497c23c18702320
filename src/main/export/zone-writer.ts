import { isoWithOffset } from '../../shared/time/zone.ts'

/** Writes an instant as local time with its offset. */
export type ZoneWriter = (epochMs: number) => string

const DAY = 86_400_000

/**
 * Gives a fast writer of local times with offset in an IANA zone: "2026-11-20T10:04:10.000+01:00".
 *
 * An offset is looked up once for a day whose two ends agree; on a day when the clocks change, for every instant.
 */
export function createZoneWriter(zone: string): ZoneWriter {
  const offsets = new Map<number, string | null>()

  function dayOffset(day: number): string | null {
    const known = offsets.get(day)
    if (known !== undefined) return known
    const first = offsetOf(isoWithOffset(day * DAY, zone))
    const last = offsetOf(isoWithOffset(day * DAY + DAY - 1, zone))
    const steady = first === last ? first : null
    offsets.set(day, steady)
    return steady
  }

  return (epochMs) => {
    const offset = dayOffset(Math.floor(epochMs / DAY))
    if (offset === null) return isoWithOffset(epochMs, zone)
    return `${new Date(epochMs + minutesOf(offset) * 60_000).toISOString().slice(0, -1)}${offset}`
  }
}

/** Reads what the clock on the wall showed ("02:30" of "2026-10-25T02:30:00.000+02:00") as if it were UTC, in epoch ms. */
export function wallClock(iso: string): number {
  return Date.parse(`${iso.slice(0, -6)}Z`)
}

function offsetOf(iso: string): string {
  return iso.slice(-6)
}

function minutesOf(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))
  return offset.startsWith('-') ? -minutes : minutes
}
