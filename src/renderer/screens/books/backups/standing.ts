import type { BackupRow, BackupsView } from '../../../../shared/contract/shapes/books/backup.ts'

/** How the backups stand. */
export type Standing =
  | { readonly kind: 'none' }
  /** The last one that was due could not be made; `last` is the newest good one. */
  | {
      readonly kind: 'failed'
      readonly failure: NonNullable<BackupsView['failure']>
      readonly last: BackupRow | null
    }
  | { readonly kind: 'good' | 'old'; readonly last: BackupRow }

const DAY_MS = 86_400_000

/** Gives the newest backup of the open book that can be gone back to; null where there is none. */
export function newestGood(rows: readonly BackupRow[]): BackupRow | null {
  return (
    rows
      .filter(({ damaged, another }) => !damaged && !another)
      .reduce<BackupRow | null>((best, one) => newer(best, one), null) ?? null
  )
}

function newer(best: BackupRow | null, one: BackupRow): BackupRow {
  return best === null || one.madeAt > best.madeAt ? one : best
}

/** Says how the backups stand at `now`, epoch ms: old are those of more than a day that lack sales of the book. */
export function standingOf({ rows, failure }: Pick<BackupsView, 'rows' | 'failure'>, now: number): Standing {
  const last = newestGood(rows)
  if (failure) return { kind: 'failed', failure, last }
  if (!last) return { kind: 'none' }
  // Where it is no older state of this book, everything in the book is newer.
  const lacks = last.newer === null || last.newer > 0
  return { kind: lacks && now - last.madeAt > DAY_MS ? 'old' : 'good', last }
}

/** How old something is, in the largest whole unit. */
export function ageOf(
  at: number,
  now: number,
): { readonly unit: 'minutes' | 'hours' | 'days'; readonly count: number } {
  const minutes = Math.max(0, Math.floor((now - at) / 60_000))
  if (minutes < 120) return { unit: 'minutes', count: minutes }
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? { unit: 'hours', count: hours } : { unit: 'days', count: Math.floor(hours / 24) }
}
