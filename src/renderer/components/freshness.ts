/** An answer may be this much later than planned before it counts as stale, ms. */
const PATIENCE_MS = 10_000

/** Whole seconds since an instant; never negative, whatever the clock does. */
export function secondsAgo(at: number, now: number): number {
  return Math.max(0, Math.floor((now - at) / 1000))
}

/** Says whether an answer is older than it should be: ten seconds past the planned next check, or past itself. */
export function isStale(
  check: { readonly checkedAt: number; readonly nextCheckAt: number | null },
  now: number,
): boolean {
  return now > Math.max(check.checkedAt, check.nextCheckAt ?? 0) + PATIENCE_MS
}
