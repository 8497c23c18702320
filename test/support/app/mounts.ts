import { execFileSync } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'

/** Mounts a file or a folder at another path, which must be there; gives what takes it away, or null where this machine does not let the tests mount. */
export function mountAt(
  from: string,
  at: string,
  options: readonly string[] = [],
): (() => Promise<void>) | null {
  try {
    execFileSync('mount', ['--bind', from, at], { stdio: 'ignore' })
    if (options.length > 0)
      execFileSync('mount', ['-o', ['remount', 'bind', ...options].join(), at], { stdio: 'ignore' })
  } catch {
    return null
  }
  return () => unmount(at)
}

/** Somebody who takes a stick out waits until nothing is read from it or written to it any more, ms. */
const BUSY_MS = 5_000
const TRIED_EVERY_MS = 50

/** Takes away what is mounted at a path; what is busy for a moment is tried again. Throws where it stays so. */
async function unmount(at: string): Promise<void> {
  const until = Date.now() + BUSY_MS
  for (;;) {
    try {
      execFileSync('umount', [at], { stdio: 'pipe' })
      return
    } catch (error) {
      if (!/busy/.test(String(error)) || Date.now() > until) throw error
      await setTimeout(TRIED_EVERY_MS)
    }
  }
}
