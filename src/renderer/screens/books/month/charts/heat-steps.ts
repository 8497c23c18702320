/** So many steps of ink, the lightest first. */
export const STEPS = 5

/** Round widths of a step. */
const ROUND = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80] as const

/** Gives how many counts each step holds, so that the highest of them lies in the last: a round number. */
export function stepOf(most: number): number {
  const least = Math.max(1, most / STEPS)
  for (let power = 1; ; power *= 10) {
    const found = ROUND.find((one) => one * power >= least)
    if (found !== undefined) return found * power
  }
}

/** Gives the step of a count, 1 to 5; 0 for nothing. */
export function inkOf(count: number, step: number): number {
  return count <= 0 ? 0 : Math.min(STEPS, Math.floor((count - 1) / step) + 1)
}
