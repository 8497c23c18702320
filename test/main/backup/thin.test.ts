import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameOf, readName } from '../../../src/main/backup/names.ts'
import { type Kept, toThin } from '../../../src/main/backup/thin.ts'
import { businessDay } from '../../../src/shared/time/zone.ts'

const ZONE = 'Africa/Algiers'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 28, 12)

const made = (hoursAgo: number, change: Partial<Kept> = {}): Kept => ({
  name: `${hoursAgo} h`,
  madeAt: NOW - hoursAgo * HOUR,
  reason: 'timer',
  commit: 1_000_000 - hoursAgo,
  ...change,
})
const thinned = (backups: readonly Kept[]) => toThin(backups, NOW, ZONE).map(({ name }) => name)

describe('the backups that may be removed', () => {
  it('are none of the last day, all but the last of each business day, and of each week', () => {
    const hourly = Array.from({ length: 24 * 60 }, (_, hour) => made(hour + 0.5))
    const gone = new Set(thinned(hourly))
    const kept = hourly.filter(({ name }) => !gone.has(name))
    const day = kept.filter(({ madeAt }) => NOW - madeAt <= DAY)
    const fortnight = kept.filter(({ madeAt }) => NOW - madeAt > DAY && NOW - madeAt <= 14 * DAY)
    const weeks = kept.filter(({ madeAt }) => NOW - madeAt > 14 * DAY)
    expect(day).toHaveLength(24)
    const days = fortnight.map(({ madeAt }) => businessDay(madeAt, ZONE))
    expect(new Set(days).size).toBe(days.length)
    expect(days).toHaveLength(14)
    // Each is the last of its day: an hour later another day begins, or the last 24 hours.
    for (const { madeAt } of fortnight) {
      const later = businessDay(madeAt + HOUR, ZONE) !== businessDay(madeAt, ZONE)
      expect(later || NOW - madeAt - HOUR <= DAY).toBe(true)
    }
    expect(weeks.length).toBeGreaterThanOrEqual(6)
    expect(weeks.length).toBeLessThanOrEqual(8)
    expect(kept.every(({ madeAt }) => NOW - madeAt <= 56 * DAY)).toBe(true)
  })

  it.each<[string, Kept]>([
    ['before a change of shape', made(24 * 400, { reason: 'update' })],
    ['before a restore', made(24 * 400, { reason: 'restore' })],
    ['later than the clock says it is', made(-5)],
    ['by nobody knows whom: nothing lies beside it', made(24 * 400, { commit: null })],
  ])('are never those made %s', (_, one) => {
    expect(thinned([made(1), one])).toEqual([])
  })

  it('are never the one that holds the most, however old it is', () => {
    expect(thinned([made(2402), made(2401), made(2400)])).toEqual(['2402 h'])
    // After a clock that was set back the newest by time holds less.
    expect(thinned([made(2402, { commit: 5_000_000 }), made(2401), made(2400)])).toEqual(['2401 h'])
  })

  it('are no last ones of a day or a week, however far the clock is ahead or the till was not used', () => {
    const weekly = Array.from({ length: 40 }, (_, day) => made(24 * day + 30))
    const kept = weekly.filter(({ name }) => !thinned(weekly).includes(name))
    const yearLater = toThin(weekly, NOW + 365 * DAY, ZONE).map(({ name }) => name)
    expect(weekly.filter(({ name }) => !yearLater.includes(name))).toEqual(kept)
  })

  it('leave at least one, and are never asked for twice, whatever lies there', () => {
    const backup = fc.record({
      hours: fc.integer({ min: -48, max: 24 * 100 }),
      reason: fc.constantFrom('timer', 'start', 'close', 'hand', 'update', 'restore'),
      commit: fc.option(fc.integer({ min: 1, max: 9_999 })),
    })
    fc.assert(
      fc.property(fc.array(backup, { minLength: 1, maxLength: 60 }), (drawn) => {
        const all = drawn.map(({ hours, reason, commit: at }, n) =>
          made(hours, { name: `${n}`, reason, commit: at }),
        )
        const gone = new Set(thinned(all))
        const left = all.filter(({ name }) => !gone.has(name))
        expect(left.length).toBeGreaterThan(0)
        expect(toThin(left, NOW, ZONE)).toEqual([])
      }),
    )
  })
})

describe('the name of a backup', () => {
  it('tells its book, its time and its reason, and is read back', () => {
    const id = '019a0000-0000-7000-8000-0123456789ab'
    const name = `${nameOf('live', NOW, 'close', id)}.sqlite.zst`
    expect(name).toBe('live-2026-11-28T12-00-00-000Z-close-456789ab.sqlite.zst')
    expect(readName(name)).toEqual({ kind: 'live', madeAt: NOW, reason: 'close', book: '456789ab' })
  })

  it('is also that of what earlier versions kept before a change of shape', () => {
    expect(readName('live-pre-9-2026-11-28T12-00-00-000Z.db')).toEqual({
      kind: 'live',
      madeAt: NOW,
      reason: 'update',
      book: null,
    })
  })

  it.each([
    'live.sqlite',
    'live-2026-11-28T12-00-00-000Z-close-456789ab.sqlite.zst.part',
    'live-2026-11-28T12-00-00-000Z-other-456789ab.sqlite.zst',
    'live-2026-99-99T12-00-00-000Z-close-456789ab.sqlite.zst',
    'holiday.jpg',
    '',
  ])('is not "%s"', (name) => {
    expect(readName(name)).toBeNull()
  })
})
