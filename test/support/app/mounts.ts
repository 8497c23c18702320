import { execFileSync } from 'node:child_process'

/** Mounts a file or a folder at another path, which must be there; gives what takes it away, or null where this machine does not let the tests mount. */
export function mountAt(from: string, at: string, options: readonly string[] = []): (() => void) | null {
  try {
    execFileSync('mount', ['--bind', from, at], { stdio: 'ignore' })
    if (options.length > 0)
      execFileSync('mount', ['-o', ['remount', 'bind', ...options].join(), at], { stdio: 'ignore' })
  } catch {
    return null
  }
  return () => execFileSync('umount', [at])
}
