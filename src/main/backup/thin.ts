import { businessDay } from '../../shared/time/zone.ts'
import type { BackupReason } from '../ledger/port/backups.ts'

/** What decides how long a backup is kept. */
export interface Kept {
  readonly name: string
  readonly madeAt: number
  readonly reason: BackupReason
  /** The number of the last commit it holds; null where that is not known. */
  readonly commit: number | null
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** All of so long are kept, then the last of each business day, then the last of each week. */
const ALL_MS = DAY
const DAYS_MS = 14 * DAY
const WEEKS_MS = 56 * DAY

/**
 * Finds the backups that may be removed: all of a day are kept, the last of each of 14 business days, and of each of 8 weeks.
 *
 * Always kept are those made before a change of shape or a restore, those the clock has yet to reach, those of which nothing is known,
 * and the one that holds the most.
 */
export function toThin<K extends Kept>(backups: readonly K[], now: number, zone: string): readonly K[] {
  const known = backups.filter(({ commit }) => commit !== null).toSorted(byAge)
  const newest = known.toSorted((a, b) => (b.commit ?? 0) - (a.commit ?? 0))[0]
  const taken = new Set<string>()
  return known.filter((one) => {
    const age = now - one.madeAt
    if (one === newest || age < 0 || age <= ALL_MS || one.reason === 'update' || one.reason === 'restore')
      return false
    if (age > WEEKS_MS) return true
    const day = businessDay(one.madeAt, zone)
    const slot = age <= DAYS_MS ? `day ${day}` : `week ${mondayOf(day)}`
    if (taken.has(slot)) return true
    taken.add(slot)
    return false
  })
}

/** The newest first, so that the last of a day is the one that stays. */
function byAge(a: Kept, b: Kept): number {
  return b.madeAt - a.madeAt || (b.commit ?? 0) - (a.commit ?? 0)
}

function mondayOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  const since = (new Date(at).getUTCDay() + 6) % 7
  return new Date(at - since * DAY).toISOString().slice(0, 10)
}
