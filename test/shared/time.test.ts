import { expect, test } from 'vitest'
import { systemClock, systemTimers } from '../../src/shared/time/clock.ts'
import { businessDay, businessDayBounds, isoWithOffset, usableZone } from '../../src/shared/time/zone.ts'

test("an instant belongs to the day of the book's own zone, also when the clocks change", () => {
  const beforeMidnight = Date.UTC(2026, 10, 20, 22, 59, 59, 999)
  expect(businessDay(beforeMidnight, 'Africa/Algiers')).toBe('2026-11-20')
  expect(businessDay(beforeMidnight + 1, 'Africa/Algiers')).toBe('2026-11-21')
  expect(businessDay(beforeMidnight + 1, 'America/New_York')).toBe('2026-11-20')
  expect(businessDay(Date.UTC(2026, 2, 29, 22, 0), 'Europe/Paris')).toBe('2026-03-30')
  expect(businessDay(Date.UTC(2026, 2, 28, 22, 0), 'Europe/Paris')).toBe('2026-03-28')
})

test('a day goes from its first instant to that of the next, also where the clocks change or midnight is left out', () => {
  const hours = (at: number, zone: string) => {
    const { from, until } = businessDayBounds(at, zone)
    expect(from <= at && at < until).toBe(true)
    expect(businessDay(from - 1, zone) < businessDay(from, zone)).toBe(true)
    expect(businessDay(until - 1, zone)).toBe(businessDay(from, zone))
    expect(businessDay(until, zone) > businessDay(from, zone)).toBe(true)
    return (until - from) / 3_600_000
  }
  expect(hours(Date.UTC(2026, 5, 1, 9), 'Africa/Algiers')).toBe(24)
  expect(hours(Date.UTC(2026, 2, 29, 12), 'Europe/Paris')).toBe(23)
  expect(hours(Date.UTC(2026, 9, 25, 12), 'Europe/Paris')).toBe(25)
  // In Lebanon the clocks go forward at midnight.
  expect(hours(Date.UTC(2026, 2, 29, 12), 'Asia/Beirut')).toBe(23)
})

test('an instant is written to the millisecond, with its offset and without the name of the zone', () => {
  expect(isoWithOffset(Date.UTC(2026, 10, 20, 9, 4, 10), 'Africa/Algiers')).toBe(
    '2026-11-20T10:04:10.000+01:00',
  )
  expect(isoWithOffset(Date.UTC(2026, 6, 1, 12, 0, 0, 7), 'Asia/Kolkata')).toBe(
    '2026-07-01T17:30:00.007+05:30',
  )
  expect(isoWithOffset(Date.UTC(2026, 6, 1), 'UTC')).toBe('2026-07-01T00:00:00.000+00:00')
})

test("the machine's clock tells the wall's time and one that only rises", () => {
  const before = Date.now()
  const now = systemClock.now()
  expect(now >= before && now <= Date.now()).toBe(true)
  const first = systemClock.monotonic()
  expect(systemClock.monotonic()).toBeGreaterThanOrEqual(first)
})

test('a timer runs its task once, after those that end sooner, and never when it was cancelled', async () => {
  const ran: string[] = []
  await new Promise<void>((resolve) => {
    const cancel = systemTimers.after(1, () => ran.push('cancelled'))
    cancel()
    systemTimers.after(60, () => {
      ran.push('later')
      resolve()
    })
    systemTimers.after(5, () => ran.push('soon'))
  })
  expect(ran).toEqual(['soon', 'later'])
})

test('a computer that does not know its zone, or tells none, reckons its days in UTC', () => {
  for (const told of ['Etc/Unknown', 'Foo/Bar', '', undefined]) {
    expect(usableZone(told), String(told)).toBe('UTC')
    expect(businessDay(Date.parse('2026-11-20T23:30:00Z'), usableZone(told))).toBe('2026-11-20')
  }
  for (const told of ['Africa/Algiers', 'Asia/Kathmandu', 'UTC']) expect(usableZone(told)).toBe(told)
})
