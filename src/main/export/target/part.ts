import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const PART = /^\.counterfoil-[0-9a-f]{8}\.part(\.json)?$/
/** A running export writes many times a second. */
const FORGOTTEN_MS = 3_600_000

/** Gives a hidden name for a file that grows in `folder`; short whatever the target's own name is. */
export function partIn(folder: string): string {
  return join(folder, `.counterfoil-${randomUUID().slice(0, 8)}.part`)
}

/** Removes what exports that were killed have left in `folder`; `now` in epoch ms. What cannot be removed stays. */
export function sweepParts(folder: string, now: number): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (PART.test(name) && statSync(path).mtimeMs < now - FORGOTTEN_MS) rmSync(path)
    }
  } catch {
    // The export itself will say what is wrong with the folder.
  }
}
