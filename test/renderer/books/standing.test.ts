import { describe, expect, it } from 'vitest'
import { ageOf, newestGood, standingOf } from '../../../src/renderer/screens/books/backups/standing.ts'
import type { BackupRow } from '../../../src/shared/contract/shapes/books/backup.ts'

const NOW = 1_795_000_000_000
const MINUTE = 60_000
const DAY = 86_400_000

const row = (ageMs: number, change: Partial<BackupRow> = {}): BackupRow => ({
  ...{ name: `live-${ageMs}`, madeAt: NOW - ageMs, reason: 'timer', sales: 3, lastSale: null, newer: 0 },
  ...{ bytes: 9, here: true, away: false, damaged: false, another: false, ...change },
})
const FAILURE = { code: 'DISK_FULL', at: NOW, needed: 9 }

describe('the newest good backup', () => {
  it('is the one made last, in whatever order they are listed, here or elsewhere', () => {
    expect(newestGood([row(DAY), row(MINUTE, { here: false, away: true }), row(2 * DAY)])?.name).toBe(
      `live-${MINUTE}`,
    )
  })

  it('is never a damaged one', () => {
    expect(newestGood([row(MINUTE, { damaged: true }), row(DAY)])?.name).toBe(`live-${DAY}`)
    expect(newestGood([row(MINUTE, { damaged: true })])).toBeNull()
    expect(newestGood([row(MINUTE, { another: true }), row(DAY)])?.name).toBe(`live-${DAY}`)
    expect(newestGood([])).toBeNull()
  })
})

describe('how the backups stand', () => {
  const kindOf = (rows: readonly BackupRow[], failure: typeof FAILURE | null = null) =>
    standingOf({ rows: [...rows], failure }, NOW).kind

  it('is good while the last one is no older than a day, whatever is newer', () => {
    expect(kindOf([row(DAY, { newer: 900 })])).toBe('good')
  })

  it('is old beyond a day where the book holds newer sales, or is no later state of the same book', () => {
    expect(kindOf([row(DAY + 1, { newer: 1 })])).toBe('old')
    expect(kindOf([row(DAY + 1, { newer: null })])).toBe('old')
    expect(kindOf([row(30 * DAY)])).toBe('good')
  })

  it('is failed from the first one that could not be made, and still names the last good one', () => {
    expect(standingOf({ rows: [row(MINUTE)], failure: FAILURE }, NOW)).toEqual({
      kind: 'failed',
      failure: FAILURE,
      last: row(MINUTE),
    })
    expect(standingOf({ rows: [], failure: FAILURE }, NOW)).toMatchObject({ kind: 'failed', last: null })
  })

  it('is none before the first, and where each is damaged', () => {
    expect([kindOf([]), kindOf([row(MINUTE, { damaged: true })])]).toEqual(['none', 'none'])
  })
})

describe('how old one is', () => {
  it.each([
    [-5 * MINUTE, 'minutes', 0],
    [59_999, 'minutes', 0],
    [12 * MINUTE, 'minutes', 12],
    [119 * MINUTE, 'minutes', 119],
    [120 * MINUTE, 'hours', 2],
    [47.9 * 60 * MINUTE, 'hours', 47],
    [2 * DAY, 'days', 2],
  ] as const)('%d ms is told in %s: %d', (ms, unit, count) => {
    expect(ageOf(NOW - ms, NOW)).toEqual({ unit, count })
  })
})
