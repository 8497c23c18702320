import { spawnSync } from 'node:child_process'
import { test } from 'vitest'

/** Why a reader cannot be asked here; null when it can. */
export function missing(command: string, args: readonly string[] = ['--version']): string | null {
  return spawnSync(command, args).status === 0
    ? null
    : `not read by a real program: ${command} ${args.join(' ')} does not run here`
}

/** A test that asks a reader, or one that is skipped and says why. */
export function testWith(why: string | null, name: string, run: () => void | Promise<void>): void {
  if (why === null) test(name, run)
  else test(name, ({ skip }) => skip(why))
}
