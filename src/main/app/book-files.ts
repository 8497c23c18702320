import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { copyFile, open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** The files of a book beside each other: the book, and what SQLite keeps next to it while it is open. */
const JOURNAL = ['-wal', '-shm'] as const
const PARTS = [...JOURNAL, ''] as const

/** Where copies and files that were put aside are kept: beside the books, none of them is ever deleted. */
export function keptFolder(bookPath: string): string {
  return join(dirname(bookPath), 'kept')
}

/** Names the place of a copy of the book as of an instant, epoch ms. */
export function keptPath(bookPath: string, at: number): string {
  const book = basename(bookPath, '.sqlite')
  return join(keptFolder(bookPath), `${book}-${timeIn(at)}.sqlite`)
}

/** Moves all that lies at a book's path to a folder of its own, where nothing is looked for. */
export function putAside(bookPath: string, at: number): void {
  moveAside(bookPath, PARTS, at)
}

/** Moves a book's journal away from a book it does not belong to. */
export function putJournalAside(bookPath: string, at: number): void {
  moveAside(bookPath, JOURNAL, at)
}

/** Names where the file at a book's path is kept when another is put there at an instant, epoch ms. */
export function asidePath(bookPath: string, at: number): string {
  return join(asideFolder(bookPath, at), basename(bookPath))
}

/**
 * Puts a whole file in a book's place in one step, so that there is a book at every moment; the one that lay there is put aside.
 *
 * Its journal goes before it: a kill in between leaves a book that is behind. Throws what the disk throws.
 */
export function placeBook(part: string, bookPath: string, at: number): void {
  if (existsSync(bookPath)) {
    const kept = asidePath(bookPath, at)
    mkdirSync(dirname(kept), { recursive: true, mode: 0o700 })
    keepBeside(bookPath, kept)
    flushFolder(dirname(kept))
  }
  moveAside(bookPath, JOURNAL, at)
  renameSync(part, bookPath)
  flushFolder(dirname(bookPath))
}

/** A second name for one file, where the disk knows such. */
function keepBeside(bookPath: string, kept: string): void {
  try {
    linkSync(bookPath, kept)
  } catch {
    copyFileSync(bookPath, kept, constants.COPYFILE_FICLONE)
  }
}

function flushFolder(path: string): void {
  // Windows has no way to flush a folder.
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function asideFolder(bookPath: string, at: number): string {
  return join(keptFolder(bookPath), `aside-${timeIn(at)}`)
}

/** The journal goes first: a kill in between leaves a book that is behind, and never a journal that its book is looked for beside. */
function moveAside(bookPath: string, parts: readonly string[], at: number): void {
  const there = parts.filter((part) => existsSync(`${bookPath}${part}`))
  if (there.length === 0) return
  const folder = asideFolder(bookPath, at)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const part of there) renameSync(`${bookPath}${part}`, join(folder, `${basename(bookPath)}${part}`))
}

/**
 * Puts a copy at a book's path, whole or not at all, and what lay there aside; the copy stays where it is.
 *
 * Throws what the disk throws; what lies at the path is then as it was.
 */
export async function putCopyInPlace(copy: string, bookPath: string, at: number): Promise<void> {
  const part = `${bookPath}.part`
  try {
    await copyFile(copy, part, constants.COPYFILE_FICLONE)
    const file = await open(part, 'r+')
    try {
      await file.chmod(0o600)
      await file.sync()
    } finally {
      await file.close()
    }
    placeBook(part, bookPath, at)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/** What a book needs at least beside it to be opened, bytes. */
const ROOM = 64 * 1024

/** Tells whether the folder of a book takes what is written into it; what is tried is taken away again. */
export function canBeWritten(bookPath: string): boolean {
  const part = `${bookPath}.room.part`
  try {
    writeFileSync(part, Buffer.alloc(ROOM), { mode: 0o600, flush: true })
    return true
  } catch {
    return false
  } finally {
    rmSync(part, { force: true })
  }
}

function timeIn(at: number): string {
  return new Date(at).toISOString().replace(/[:.]/g, '-')
}
