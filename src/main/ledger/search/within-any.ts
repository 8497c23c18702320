import type { Instants } from './named-days.ts'

/** Makes what says whether an instant lies in one of these stretches, none of which overlap; a day of each of a thousand years takes no longer to tell. */
export function withinAny(stretches: readonly Instants[]): (at: number) => boolean {
  const sorted = stretches.toSorted((a, b) => a.from - b.from)
  return (at) => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] as Instants).from <= at) low = middle + 1
      else high = middle
    }
    return at < (sorted[low - 1]?.until ?? Number.NEGATIVE_INFINITY)
  }
}
