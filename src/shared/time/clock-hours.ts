import { Temporal } from 'temporal-polyfill'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** From an instant on the clocks are so far ahead of UTC, ms. */
interface Setting {
  readonly from: number
  readonly ahead: number
}

/**
 * Gives what tells the hour, 0 to 23, that the clocks of an IANA zone show at an instant of a day, by the day's place; `begins` is where each
 * day begins and the last one ends, epoch ms. An hour that comes twice is the same hour both times, and one that is left out is none.
 */
export function clockHours(begins: ArrayLike<number>, zone: string): (at: number, day: number) => number {
  const odd = new Map<number, readonly Setting[]>()
  for (let day = 0; day + 1 < begins.length; day += 1) {
    const [from, until] = [begins[day] as number, begins[day + 1] as number]
    const settings = settingsIn(from, until, zone)
    const startsAtNought = (from + (settings[0]?.ahead ?? 0)) % DAY_MS === 0
    if (settings.length > 1 || !startsAtNought) odd.set(day, settings)
  }
  return (at, day) => {
    const settings = odd.size === 0 ? undefined : odd.get(day)
    if (!settings) return Math.floor((at - (begins[day] as number)) / HOUR_MS)
    const local = at + (settings.findLast(({ from }) => from <= at)?.ahead ?? 0)
    return Math.floor((((local % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS)
  }
}

function settingsIn(from: number, until: number, zone: string): readonly Setting[] {
  const zoned = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const aheadAt = (at: number) => zoned(at).offsetNanoseconds / 1_000_000
  const settings: Setting[] = [{ from, ahead: aheadAt(from) }]
  if (until <= from) return settings
  // Where a day has its 24 hours, and ends as it began, nothing was set.
  if (until - from === DAY_MS && aheadAt(until - 1) === settings[0]?.ahead) return settings
  let next = zoned(from).getTimeZoneTransition('next')
  while (next && next.epochMilliseconds < until) {
    settings.push({ from: next.epochMilliseconds, ahead: next.offsetNanoseconds / 1_000_000 })
    next = next.getTimeZoneTransition('next')
  }
  return settings
}
