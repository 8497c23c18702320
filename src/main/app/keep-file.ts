import { constants } from 'node:fs'
import { copyFile, link, lstat, open, rename, rm } from 'node:fs/promises'

/** What a disk may refuse to do; a test takes a disk that does. */
export interface DiskNames {
  link(from: string, to: string): Promise<void>
  rename(from: string, to: string): Promise<void>
}

const DISK: DiskNames = { link, rename }

/**
 * Gives a file a second name, or, where the disk knows no such or is another one, a copy that is on the disk before this returns.
 *
 * Rejects with what the disk throws, also where something lies at `to`, which stays as it is; the file itself is never touched.
 */
export async function keepBeside(from: string, to: string, disk = DISK): Promise<void> {
  await assertFree(to)
  // FAT and exFAT, shares and some sync clients have no second names, each with another code for it.
  await disk.link(from, to).catch(() => copyWhole(from, to))
}

/**
 * Moves a file; where `to` lies on another disk it is copied there, and goes only once the copy is on that disk.
 *
 * Rejects with what the disk throws, also where something lies at `to`, which stays as it is; the file is then where it was.
 */
export async function moveFile(from: string, to: string, disk = DISK): Promise<void> {
  await assertFree(to)
  try {
    await disk.rename(from, to)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error
    await copyWhole(from, to)
    await rm(from)
  }
}

async function assertFree(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null)
  if (found) throw Object.assign(new Error(`something lies at ${path} already`), { code: 'EEXIST' })
}

async function copyWhole(from: string, to: string): Promise<void> {
  // A copy that is there already is another's.
  await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
  try {
    const file = await open(to, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    await rm(to, { force: true })
    throw error
  }
}
