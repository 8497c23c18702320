import { mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { BackupWitness, CarryOrder, LaidOut, LayOutOrder } from '../port/copies/backups.ts'
import { BookError } from '../sqlite/errors.ts'
import { fileSize } from '../sqlite/file-size.ts'
import { leftOfWitness, writeBackupWitness } from './backup-witness.ts'
import { ofFolder } from './copy-failure.ts'
import { digestOf, formOf, pass } from './files.ts'
import { assertRoom, assertWhole, type CopyPorts } from './make-backup.ts'
import { appear, removePart, withJournals } from './names.ts'

/** A packed book becomes at most so many times as large, as far as is known beforehand. */
const USUAL_GROWTH = 10

/** After so much more it is looked anew whether there is room, bytes. */
const LOOK_EVERY = 16 * 2 ** 20

/**
 * Lays a backup out as a book at a new place, and checks it whole; a plain book is taken as it is, with its journal. What is read stays as it was.
 *
 * Gives what it holds. Rejects with CORRUPT where it is damaged or not what its witness says, NOT_A_DATABASE, FROM_FUTURE, DISK_*;
 * nothing is left at the place then.
 */
export async function layOut(order: LayOutOrder, ports: CopyPorts): Promise<LaidOut> {
  const { backup, target, witness } = order
  const source = order.within ?? backup
  const form = await formOf(source)
  if (form !== 'packed' && form !== 'book')
    throw new BookError('NOT_A_DATABASE', `${basename(backup)} is no backup`)
  const bytes = witness?.bookBytes ?? fileSize(backup) * (form === 'packed' ? USUAL_GROWTH : 1)
  try {
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const journals = form === 'book' ? journalsOf(backup) : []
    const journalBytes = journals.reduce((sum, ending) => sum + fileSize(`${backup}${ending}`), 0)
    await assertRoom(dirname(target), bytes + 2 * journalBytes)
    const grows = watchGrowth(target, form === 'packed' ? (witness?.bookBytes ?? null) : null)
    const { from } = await pass(source, target, form === 'packed' ? 'unpack' : 'none', ports, grows)
    for (const ending of journals) await pass(`${backup}${ending}`, `${target}${ending}`, 'none', ports)
    if (journals.length > 0) takeIn(target)
    if (witness && from.sha256 !== witness.sha256)
      throw new BookError('CORRUPT', `${basename(backup)} was changed since it was made`)
    return assertWhole(target, witness, ports)
  } catch (error) {
    await removePart(target)
    throw error
  }
}

/**
 * Watches a file that grows, for a few packed bytes can become more than any disk holds: throws CORRUPT where it becomes larger than
 * it may, and DISK_FULL where it leaves the till no room.
 */
function watchGrowth(target: string, most: number | null): (bytes: number) => Promise<void> {
  let next = LOOK_EVERY
  return async (bytes) => {
    if (most !== null && bytes > most)
      throw new BookError('CORRUPT', 'the book is larger than its witness says')
    if (bytes < next) return
    next = bytes + LOOK_EVERY
    await assertRoom(dirname(target), 0)
  }
}

/** What lies beside a plain book that was copied while it was open, or after its computer went off: its last sales may be there alone. */
function journalsOf(book: string): readonly string[] {
  return ['-wal', '-journal'].filter((ending) => fileSize(`${book}${ending}`) > 0)
}

/** Brings what lies in the journal of a book into its file. Throws what SQLite throws. */
function takeIn(book: string): void {
  const db = new Database(book)
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    // The last to close it takes its journal away.
    db.close()
  }
}

/** Copies a backup with its witness to another folder, and reads it back. Rejects like {@link layOut}; FOLDER_GONE without its folder. */
export async function carry({ backup, folder, witness }: CarryOrder, ports: CopyPorts): Promise<string> {
  const path = join(folder, basename(backup))
  const part = `${path}.part`
  try {
    await assertRoom(folder, witness.fileBytes)
    await removePart(part)
    await pass(backup, part, 'none', ports)
    await assertSame(part, witness, ports)
    await writeBackupWitness(path, witness)
    await appear(part, path)
    return path
  } catch (error) {
    await removePart(part).catch(() => undefined)
    throw ofFolder(error)
  }
}

/** Names what a carrying that was broken off may have left. */
export function leftOfCarry({ backup, folder }: CarryOrder): readonly string[] {
  const path = join(folder, basename(backup))
  return [...withJournals(`${path}.part`), ...leftOfWitness(path)]
}

/** Throws CORRUPT where a backup is not the one that was made. */
export async function assertSame(backup: string, witness: BackupWitness, ports: CopyPorts): Promise<void> {
  const { from } = await digestOf(backup, 'none', ports)
  if (from.sha256 !== witness.sha256)
    throw new BookError('CORRUPT', `${basename(backup)} was changed since it was made`)
}
