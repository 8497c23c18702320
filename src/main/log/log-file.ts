import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Where finished log lines go. */
export interface LineWriter {
  write(line: string): void
  close(): void
}

export interface LogFileOptions {
  readonly path: string
  /** A file that has reached this many bytes is put aside; 1 MB unless told. */
  readonly maxBytes?: number
  /** How many files put aside are kept (`name.1` is the youngest); 3 unless told. */
  readonly keep?: number
}

/**
 * Appends lines to a file only its owner may read, and puts it aside when it has grown.
 *
 * Throws when the file cannot be opened or written; the log above it gives such a line up.
 */
export function createLogFile(options: LogFileOptions): LineWriter {
  const { path, maxBytes = 1_000_000, keep = 3 } = options
  let file: number | null = null
  let size = 0

  function open(): number {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const opened = openSync(path, 'a', 0o600)
    // An older file, or one somebody touched, may be open to others.
    chmodSync(path, 0o600)
    size = fstatSync(opened).size
    return opened
  }

  function rotate(): void {
    if (file !== null) closeSync(file)
    file = null
    rmSync(`${path}.${keep}`, { force: true })
    for (let age = keep - 1; age >= 1; age--) moveIfThere(`${path}.${age}`, `${path}.${age + 1}`)
    if (keep > 0) moveIfThere(path, `${path}.1`)
    else rmSync(path, { force: true })
  }

  return {
    write(line) {
      const bytes = Buffer.from(`${line}\n`, 'utf8')
      file ??= open()
      if (size > 0 && size + bytes.length > maxBytes) {
        rotate()
        file = open()
      }
      writeSync(file, bytes)
      size += bytes.length
    },
    close() {
      if (file !== null) closeSync(file)
      file = null
    },
  }
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}
