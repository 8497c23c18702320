import { businessDay } from '../../shared/time/zone.ts'
import type { BackupReason } from '../ledger/port/copies/backups.ts'

/** What decides how long a backup is kept. */
export interface Kept {
  readonly name: string
  readonly madeAt: number
  readonly reason: BackupReason
  /** The number of the last commit it holds; null where that is not known. */
  readonly commit: number | null
}

const DAY = 86_400_000
/** All of so long are kept, ms, then the last of each business day, then the last of each week. */
const ALL_MS = DAY
const DAYS = 14
/** The week under way, and eight before it. */
const WEEKS = 9

/**
 * Finds the backups that may be removed: all of a day are kept, the last of each of 14 business days, and of each of 8 weeks.
 *
 * Days and weeks without a backup do not count, so that neither a clock that is set ahead nor a long pause removes what came before.
 * Always kept are those made before a change of shape or a restore, those the clock has yet to reach, those of which nothing is known,
 * and the one that holds the most.
 */
export function toThin<K extends Kept>(backups: readonly K[], now: number, zone: string): readonly K[] {
  const known = backups.filter(({ commit }) => commit !== null).toSorted(byAge)
  const newest = known.toSorted((a, b) => (b.commit ?? 0) - (a.commit ?? 0))[0]
  const days = new Set<string>()
  const weeks = new Set<string>()
  return known.filter((one) => {
    const age = now - one.madeAt
    if (one === newest || age <= ALL_MS || one.reason === 'update' || one.reason === 'restore') return false
    const day = businessDay(one.madeAt, zone)
    const week = mondayOf(day)
    const isLastOfDay = !days.has(day) && days.size < DAYS
    const isLastOfWeek = !days.has(day) && !weeks.has(week) && weeks.size < WEEKS
    if (!isLastOfDay && !isLastOfWeek) return true
    if (isLastOfDay) days.add(day)
    weeks.add(week)
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
