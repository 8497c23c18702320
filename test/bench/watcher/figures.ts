/** What one run of one policy showed; times in seconds, infinite for what was never found. */
export interface Figures {
  readonly latencies: readonly number[]
  /** The latencies of payments that came while a person looked at their sale. */
  readonly viewed: readonly number[]
  readonly payments: number
  readonly missed: number
  /** Questions sent in the measured span. */
  readonly reads: number
  /** The longest time without a question about the sale on the screen, s; null where nobody asked for it. */
  readonly worstGap: number | null
  /** The most questions one account was sent in any 60 seconds of the run. */
  readonly busiestMinute: number
}

/** Joins the runs of several seeds, as if they were one. */
export function pooled(runs: readonly Figures[]): Figures {
  const gaps = runs.flatMap((run) => (run.worstGap === null ? [] : [run.worstGap]))
  const total = (of: (run: Figures) => number) => runs.reduce((sum, run) => sum + of(run), 0)
  return {
    latencies: runs.flatMap((run) => run.latencies),
    viewed: runs.flatMap((run) => run.viewed),
    payments: total((run) => run.payments),
    missed: total((run) => run.missed),
    reads: total((run) => run.reads),
    worstGap: gaps.length > 0 ? Math.max(...gaps) : null,
    busiestMinute: Math.max(0, ...runs.map((run) => run.busiestMinute)),
  }
}

/** The value below which `share` of all values lie (nearest rank); null for none, and where it is infinite. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)]
  return value === undefined || !Number.isFinite(value) ? null : value
}

/** The most instants that lie within any 60 seconds; `instants` in their order, ms. */
export function busiestMinute(instants: readonly number[]): number {
  let first = 0
  let most = 0
  instants.forEach((instant, index) => {
    while ((instants[first] ?? instant) <= instant - 60_000) first += 1
    most = Math.max(most, index - first + 1)
  })
  return most
}
