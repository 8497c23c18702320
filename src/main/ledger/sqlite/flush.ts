import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Waits until a file is on the disk itself. Throws what the disk throws. */
export function flush(path: string): void {
  const file = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
