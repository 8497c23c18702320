/** An answer may be this much later than planned before it counts as stale, ms. */
const PATIENCE_MS = 10_000

/** Whole seconds since an instant; never negative, whatever the clock does. */
export function secondsAgo(at: number, now: number): number {
  return Math.max(0, Math.floor((now - at) / 1000))
}

/** Says whether an answer is older than it should be: a question failed since, or the planned next check is ten seconds over. */
export function isStale(
  check: { readonly checkedAt: number; readonly nextCheckAt: number | null; readonly failed?: boolean },
  now: number,
): boolean {
  if (check.failed) return true
  return now > Math.max(check.checkedAt, check.nextCheckAt ?? 0) + PATIENCE_MS
}
