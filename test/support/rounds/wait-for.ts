import { setTimeout as wait } from 'node:timers/promises'

/** The longest anything is waited for, ms: what does not come by then does not come. */
const LONGEST_MS = 60_000

/** Waits until `holds`, or until it has been waited for long enough; gives whether it holds. */
export async function waitFor(holds: () => boolean): Promise<boolean> {
  const end = performance.now() + LONGEST_MS
  while (!holds() && performance.now() < end) await wait(1)
  return holds()
}
