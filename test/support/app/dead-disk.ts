import { spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/** A folder whose disk answers nobody, as a network folder whose server is gone. */
export interface DeadDisk {
  /** Lets whoever waits for it go on, with an error, and takes it away. */
  revive(): void
}

/**
 * Puts a disk that never answers over the folder at `path`: a file system in user space whose program says nothing.
 *
 * Null where this machine does not let the tests mount.
 */
export function deadDisk(path: string): DeadDisk | null {
  let file: number
  try {
    file = openSync('/dev/fuse', 'r+')
  } catch {
    return null
  }
  const options = 'fd=3,rootmode=40000,user_id=0,group_id=0'
  const stdio = ['ignore', 'ignore', 'ignore', file] as const
  const mounted = spawnSync('mount', ['-i', '-t', 'fuse', '-o', options, 'dead', path], { stdio: [...stdio] })
  if (mounted.status !== 0) {
    closeSync(file)
    return null
  }
  return {
    revive() {
      closeSync(file)
      spawnSync('umount', ['-l', path])
    },
  }
}

/** Why a test that needs such a disk is left out. */
export const NO_DEAD_DISK = 'only an administrator of Linux can mount a disk that does not answer'
