import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export interface WholeFile {
  readonly targetPath: string
  /** The file that grows; in the same folder. */
  readonly partPath: string
}

/**
 * Writes a file that appears whole or not at all: beside its target, flushed to disk, then renamed over it.
 *
 * `fill` answers false to give up. On that, and when anything throws, the part is removed and the target untouched.
 */
export function writeWhole(file: WholeFile, fill: (write: (text: string) => void) => boolean): boolean {
  const part = openSync(file.partPath, 'wx')
  let open = true
  let finished = false
  try {
    if (fill((text) => writeFully(part, Buffer.from(text, 'utf8')))) {
      fsyncSync(part)
      closeSync(part)
      open = false
      renameSync(file.partPath, file.targetPath)
      finished = true
      flushFolder(file.targetPath)
    }
  } finally {
    if (open) closeSync(part)
    if (!finished) rmSync(file.partPath, { force: true })
  }
  return finished
}

function writeFully(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
}

/** Makes the rename itself durable; not every file system can, and the file is whole without it. */
function flushFolder(path: string): void {
  if (process.platform === 'win32') return
  try {
    const folder = openSync(dirname(path), 'r')
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  } catch {
    // Nothing is lost that a later look at the folder would not show.
  }
}
