import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A disk of its own, so small that a test can fill it. */
export interface SmallDisk {
  readonly path: string
  /** Takes every byte that is left. */
  fill(): void
  /** Gives back what `fill` took. */
  empty(): void
  clean(): void
}

/** Mounts a disk of `size` (as `mount` writes it) at `path`; null where this machine does not let the tests mount. */
export function smallDisk(path: string, size: string): SmallDisk | null {
  mkdirSync(path, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    return null
  }
  const filling = join(path, 'filling')
  return {
    path,
    fill() {
      const file = openSync(filling, 'a')
      try {
        for (const chunk of [Buffer.alloc(65_536), Buffer.alloc(1)]) while (writeSync(file, chunk) > 0);
      } catch {
        // Now it is full.
      } finally {
        closeSync(file)
      }
    },
    empty: () => rmSync(filling, { force: true }),
    clean: () => execFileSync('umount', [path]),
  }
}

/** Why a test that needs a small disk is left out. */
export const NO_SMALL_DISK = 'only an administrator of Linux can mount a small disk'
