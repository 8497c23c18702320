import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { committedFrames } from './journal.ts'

/** The pages of a book as its last commit left them, read as bytes alone: SQLite never touches the file. */
export interface Pages {
  readonly size: number
  /** Pages are numbered from 1 to this. */
  readonly count: number
  /** Gives a page; null where the file ends before it, or the disk cannot read it. */
  page(number: number): Buffer | null
  close(): void
}

/** The size of every page of a book. */
export const PAGE_SIZE = 4_096

/**
 * Opens the book at `path` and its journal for reading.
 *
 * Throws what the disk throws where the file itself cannot be opened.
 */
export function openPages(path: string): Pages {
  const file = openSync(path, 'r')
  let journal: number | null = null
  try {
    journal = openOrNone(`${path}-wal`)
    const frames = journal === null ? null : committedFrames(journal, PAGE_SIZE)
    const inFile = Math.floor(fstatSync(file).size / PAGE_SIZE)
    return {
      size: PAGE_SIZE,
      count: Math.max(inFile, frames?.pages ?? 0),
      page(number) {
        const at = frames?.places.get(number)
        if (journal !== null && at !== undefined) return readAt(journal, at)
        return number >= 1 && number <= inFile ? readAt(file, (number - 1) * PAGE_SIZE) : null
      },
      close() {
        closeSync(file)
        if (journal !== null) closeSync(journal)
      },
    }
  } catch (error) {
    closeSync(file)
    if (journal !== null) closeSync(journal)
    throw error
  }
}

function openOrNone(path: string): number | null {
  try {
    return openSync(path, 'r')
  } catch {
    return null
  }
}

/** A disk that cannot read one page may read the next one. */
function readAt(file: number, at: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(PAGE_SIZE)
  try {
    return readSync(file, bytes, 0, PAGE_SIZE, at) === PAGE_SIZE ? bytes : null
  } catch {
    return null
  }
}
