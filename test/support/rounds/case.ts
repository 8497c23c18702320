/** What the rounds of one case came to; null where a column does not apply. */
export interface Tally {
  readonly rounds: number
  /** Writes whose answer had come. */
  readonly acknowledged: number | null
  /** Acknowledged, and not there afterwards. */
  readonly lost: number | null
  /** There twice, or a number given to two sales. */
  readonly doubled: number | null
  /** Half done: what fails an integrity check, leaves a hole in the numbers, or stands unfinished under a name people open. */
  readonly partial: number | null
  /** Rounds in which damage was told before anything was sold upon it. */
  readonly noticed: number | null
  /** What else was measured, by name; absent where nothing was. */
  readonly measured?: Readonly<Record<string, number>>
  /** What of it went beyond its limit, in words. */
  readonly exceeded?: readonly string[]
}

/** What a run of a case is given. */
export interface Run {
  readonly rounds: number
  /** The same seed makes the same choices; how long things take it cannot choose. */
  readonly seed: number
  /** Takes a line for whoever watches: a round that went wrong, with what it takes to repeat it. */
  tell(line: string): void
}

/** One way to hurt the app, tried many times over. */
export interface ReliabilityCase {
  readonly name: string
  /** Rounds of `npm run test:reliability`. */
  readonly rounds: number
  /** Rounds of the ordinary test run; 0 for none. */
  readonly few: number
  /** False where it is only measured how much is noticed. */
  readonly judged: boolean
  /** Why it cannot run on this machine; null when it can. */
  missing(): string | null
  run(run: Run): Promise<Tally>
}

/** Counts while a case runs. */
export interface Counts {
  acknowledged: number
  lost: number
  doubled: number
  partial: number
  noticed: number
}

/** Begins to count. */
export function noCounts(): Counts {
  return { acknowledged: 0, lost: 0, doubled: 0, partial: 0, noticed: 0 }
}

/** Says what is wrong with a tally; empty when nothing is. */
export function faultsOf(tally: Tally, judged: boolean): readonly string[] {
  if (!judged) return []
  const bad = (['lost', 'doubled', 'partial'] as const).flatMap((name) => {
    const count = tally[name] ?? 0
    return count > 0 ? [`${count} ${name}`] : []
  })
  const unnoticed = tally.noticed === null ? 0 : tally.rounds - tally.noticed
  return [...bad, ...(unnoticed > 0 ? [`${unnoticed} not noticed`] : []), ...(tally.exceeded ?? [])]
}

/** Nothing is missing. */
export function runsAnywhere(): null {
  return null
}
