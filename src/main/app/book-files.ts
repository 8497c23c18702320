import { constants, existsSync, rmSync, writeFileSync } from 'node:fs'
import { copyFile, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { flushFolder, freeMoment, renameSoon } from '../ledger/copies/names.ts'
import { keepBeside, moveFile } from './keep-file.ts'

/** What SQLite keeps next to a book while it is open. */
const JOURNAL = ['-wal', '-shm'] as const
/** What it, or another program that opened the book, may have left there: all of it would be played into another book at that place. */
const LEFT = [...JOURNAL, '-journal'] as const

/** Where copies and files that were put aside are kept: beside the books, none of them is ever deleted. */
export function keptFolder(bookPath: string): string {
  return join(dirname(bookPath), 'kept')
}

/** What lies in the folder of the kept: how many things, and what all files of them take, bytes; a second name counts like a copy. */
export async function keptIn(folder: string): Promise<{ readonly count: number; readonly bytes: number }> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = all.filter((one) => one.isFile())
  const sizes = await Promise.all(
    files.map((one) =>
      stat(join(one.parentPath, one.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  const top = new Set(files.map((one) => relative(folder, join(one.parentPath, one.name)).split(sep)[0]))
  return { count: top.size, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

/** Names the place of a copy of the book as of an instant, epoch ms; nothing lies there. */
export function keptPath(bookPath: string, at: number): string {
  const pathAt = (moment: number) =>
    join(keptFolder(bookPath), `${basename(bookPath, '.sqlite')}-${timeIn(moment)}.sqlite`)
  return pathAt(freeMoment(at, pathAt))
}

/** Moves all that lies at a book's path to a folder of its own, where nothing is looked for. Rejects with what the disk throws. */
export async function putAside(bookPath: string, at: number): Promise<void> {
  await moveAside(bookPath, [...LEFT, ''], asideFolder(bookPath, at))
}

/** Moves a book's journal away from a book it does not belong to. Rejects with what the disk throws. */
export async function putJournalAside(bookPath: string, at: number): Promise<void> {
  await moveAside(bookPath, JOURNAL, asideFolder(bookPath, at))
}

/** Names where the file at a book's path is kept when another is put there at an instant, epoch ms; nothing lies there. */
export function asidePath(bookPath: string, at: number): string {
  return join(asideFolder(bookPath, at), basename(bookPath))
}

/**
 * Puts a whole file in a book's place in one step, so that there is a book at every moment; the one that lay there is kept at `kept`.
 *
 * What lay beside it goes before it: a kill in between leaves a book that is behind. Rejects with what the disk throws; what lay there is
 * then as it was.
 */
export async function placeBook(part: string, bookPath: string, kept: string): Promise<void> {
  const folder = dirname(kept)
  if (existsSync(bookPath)) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await keepBeside(bookPath, kept)
    flushFolder(folder)
  }
  const moved = await moveAside(bookPath, LEFT, folder)
  try {
    await renameSoon(part, bookPath)
  } catch (error) {
    for (const one of moved) await moveFile(one.to, one.from)
    await rm(kept, { force: true })
    throw error
  }
  flushFolder(dirname(bookPath))
}

function asideFolder(bookPath: string, at: number): string {
  const pathAt = (moment: number) => join(keptFolder(bookPath), `aside-${timeIn(moment)}`)
  return pathAt(freeMoment(at, pathAt))
}

interface Moved {
  readonly from: string
  readonly to: string
}

/** The journal goes first: a kill in between leaves a book that is behind, and never a journal that its book is looked for beside. */
async function moveAside(
  bookPath: string,
  parts: readonly string[],
  folder: string,
): Promise<readonly Moved[]> {
  const there = parts.filter((part) => existsSync(`${bookPath}${part}`))
  if (there.length > 0) await mkdir(folder, { recursive: true, mode: 0o700 })
  const moved = there.map((part) => ({
    from: `${bookPath}${part}`,
    to: join(folder, `${basename(bookPath)}${part}`),
  }))
  for (const { from, to } of moved) await moveFile(from, to)
  return moved
}

/**
 * Puts a copy at a book's path, whole or not at all, and what lay there aside; the copy stays where it is.
 *
 * Rejects with what the disk throws; what lies at the path is then as it was.
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
    await placeBook(part, bookPath, asidePath(bookPath, at))
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
