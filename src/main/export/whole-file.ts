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

/** Writes what stands in a file; false to give up. */
export type Fill = (write: Write) => boolean

/**
 * Writes a file that appears whole or not at all: beside its target, flushed to disk, then renamed over it.
 *
 * `fill` answers false to give up. On that, and when anything throws, the part is removed and the target untouched.
 */
export function writeWhole(file: WholeFile, fill: Fill, disk = DISK): boolean {
  return writeTogether([{ file, fill }], disk)
}

/**
 * Writes files that belong together: each whole beside its target, and only once all of them are on the disk they take their names, the
 * first one first. On giving up, and when anything throws before, no target is touched.
 */
export function writeTogether(
  files: readonly { readonly file: WholeFile; readonly fill: Fill }[],
  disk = DISK,
): boolean {
  const left: WholeFile[] = []
  try {
    for (const { file, fill } of files) if (!writePart(file, fill, disk, left)) return false
    for (const { file } of files) {
      disk.rename(file.partPath, file.targetPath)
      left.shift()
    }
    for (const { file } of files) flushFolder(file.targetPath, disk)
    return true
  } finally {
    for (const { partPath } of left) disk.remove(partPath)
  }
}

/** Writes a part and brings it to the disk; what is to be removed if that fails is noted in `left`. */
function writePart(file: WholeFile, fill: Fill, disk: FileOperations, left: WholeFile[]): boolean {
  const part = disk.create(file.partPath)
  left.push(file)
  let open = true
  try {
    if (!fill((chunk) => writeFully(part, typeof chunk === 'string' ? Buffer.from(chunk) : chunk, disk)))
      return false
    if (typeof file.mode === 'number') disk.setMode(part, file.mode)
    disk.flush(part)
    open = false
    disk.close(part)
    return true
  } finally {
    if (open) disk.close(part)
  }
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
