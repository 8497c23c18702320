import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export interface WholeFile {
  readonly targetPath: string
  /** The file that grows; in the same folder. */
  readonly partPath: string
  /** The mode of the file that is replaced; null for a new one, which only its person may read. */
  readonly mode?: number | null
}

/** What is done to the disk, in the terms of `node:fs`. */
export interface FileOperations {
  /** Opens a file that must not be there yet, for its person alone. */
  create(path: string): number
  openFolder(path: string): number
  /** Gives the number of bytes written, which may be fewer than were given. */
  write(file: number, bytes: Uint8Array, from: number): number
  setMode(file: number, mode: number): void
  flush(file: number): void
  close(file: number): void
  rename(from: string, to: string): void
  remove(path: string): void
}

const DISK: FileOperations = {
  create: (path) => openSync(path, 'wx', 0o600),
  openFolder: (path) => openSync(path, 'r'),
  write: (file, bytes, from) => writeSync(file, bytes, from),
  setMode: fchmodSync,
  flush: fsyncSync,
  close: closeSync,
  rename: renameSync,
  remove: (path) => rmSync(path, { force: true }),
}

/** Takes the next bytes of a file; a text goes as UTF-8. */
export type Write = (chunk: string | Uint8Array) => void

/**
 * Writes a file that appears whole or not at all: beside its target, flushed to disk, then renamed over it.
 *
 * `fill` answers false to give up. On that, and when anything throws, the part is removed and the target untouched.
 */
export function writeWhole(file: WholeFile, fill: (write: Write) => boolean, disk = DISK): boolean {
  const part = disk.create(file.partPath)
  let open = true
  let finished = false
  try {
    if (fill((chunk) => writeFully(part, typeof chunk === 'string' ? Buffer.from(chunk) : chunk, disk))) {
      if (typeof file.mode === 'number') disk.setMode(part, file.mode)
      disk.flush(part)
      open = false
      disk.close(part)
      disk.rename(file.partPath, file.targetPath)
      finished = true
      flushFolder(file.targetPath, disk)
    }
  } finally {
    if (open) disk.close(part)
    if (!finished) disk.remove(file.partPath)
  }
  return finished
}

function writeFully(file: number, bytes: Uint8Array, disk: FileOperations): void {
  for (let written = 0; written < bytes.length; ) written += disk.write(file, bytes, written)
}

/** Makes the rename itself durable; not every file system can, and the file is whole without it. */
function flushFolder(path: string, disk: FileOperations): void {
  if (process.platform === 'win32') return
  try {
    const folder = disk.openFolder(dirname(path))
    try {
      disk.flush(folder)
    } finally {
      disk.close(folder)
    }
  } catch {
    // Nothing is lost that a later look at the folder would not show.
  }
}
