import { closeSync, constants, fsyncSync, lstatSync, openSync } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pauseAfter } from './files.ts'

/** What passes once a sync client or a virus scanner lets go of a file; on Windows they keep it with the codes of a missing right. */
const HELD: ReadonlySet<string> = new Set(
  process.platform === 'win32' ? ['EBUSY', 'EPERM', 'EACCES'] : ['EBUSY'],
)
/** The waits between the tries, ms: six seconds in all. */
const WAITS_MS = [50, 150, 300, 500, 1_000, 1_500, 2_500] as const

/** Gives a file another name, over what has that name; a file that somebody holds is tried again. Rejects with what the disk throws. */
export async function renameSoon(from: string, to: string): Promise<void> {
  for (const waitMs of WAITS_MS) {
    try {
      return await rename(from, to)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (!HELD.has(code)) throw error
      await setTimeout(waitMs)
    }
  }
  await rename(from, to)
}

/** Gives a whole file its name, and waits until the folder has noted it. */
export async function appear(part: string, path: string): Promise<void> {
  await renameSoon(part, path)
  flushFolder(dirname(path))
}

/** What a disk that failed says; any other answer only says that it knows no such thing. */
const FAILED_FLUSH: ReadonlySet<string> = new Set(['EIO', 'ENOSPC', 'EDQUOT'])

/** Waits until what a folder lists is on the disk itself, where that can be done: not on Windows, and on few shares. Throws what the disk throws. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (FAILED_FLUSH.has(code)) throw error
  } finally {
    closeSync(folder)
  }
}

/**
 * Gives the first moment from `at` on, epoch ms, whose path nothing lies at: two of one moment would take each other's name.
 *
 * A clock that stands still, or that was set back, gives the same moment again. A path that cannot be looked at counts as free: whoever
 * writes there is told why.
 */
export function freeMoment(at: number, pathAt: (moment: number) => string): number {
  let moment = at
  while (isTaken(pathAt(moment))) moment += 1
  return moment
}

function isTaken(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

/** Names a file, and what SQLite puts beside it. */
export function withJournals(part: string): readonly string[] {
  return ['', '-wal', '-shm', '-journal'].map((beside) => `${part}${beside}`)
}

/** So much of a file is given back to the disk at a time, bytes. */
const FREED_AT_ONCE = 2 ** 24

/** Removes what was being written, and what SQLite put beside it; says nothing where there is none. */
export async function removePart(part: string): Promise<void> {
  // One that may be removed and not be written, as a sync client leaves it, goes at once.
  await shorten(part).catch(() => undefined)
  for (const path of withJournals(part)) await rm(path, { force: true })
}

/** What a file is opened with: never what a link leads to, nor waiting for who reads a pipe. */
const FOR_CUTTING = constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Gives a file back to the disk from its end, piece by piece: gigabytes at once hold up a sale's commit. */
async function shorten(path: string): Promise<void> {
  const size = lstatSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size <= FREED_AT_ONCE) return
  const file = await open(path, FOR_CUTTING)
  try {
    for (let left = size - FREED_AT_ONCE; left > 0 && (await isOnly(file, path)); left -= FREED_AT_ONCE) {
      const began = performance.now()
      await file.truncate(left)
      await setTimeout(pauseAfter(began))
    }
  } finally {
    await file.close()
  }
}

/** Tells whether a file lies at its place still, and has no other name: then it is somebody else's too, and stays whole. */
async function isOnly(file: FileHandle, path: string): Promise<boolean> {
  const held = await file.stat({ bigint: true })
  const there = lstatSync(path, { bigint: true, throwIfNoEntry: false })
  return held.isFile() && held.nlink === 1n && there?.ino === held.ino && there.dev === held.dev
}
