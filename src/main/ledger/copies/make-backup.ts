import { closeSync, existsSync, fdatasyncSync, lstatSync, openSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { checkWhole } from '../check/whole-check.ts'
import type { BackupMade, BackupOrder, BookContent, LaidOut } from '../port/copies/backups.ts'
import { BookError } from '../sqlite/errors.ts'
import { fileSize } from '../sqlite/file-size.ts'
import { holdSnapshot, openReadOnly, tidyAfterReading, whileReading } from '../sqlite/read-only.ts'
import { BACKUP_ENDING, leftOfWitness, writeBackupWitness } from './backup-witness.ts'
import { readContent, sameContent } from './content.ts'
import { CopyFailure } from './copy-failure.ts'
import { BEFORE_FLUSH, digestOf, type Pieces, pass, pauseAfter, roomIn } from './files.ts'
import { appear, removePart, withJournals } from './names.ts'

export interface CopyPorts extends Pieces {
  /** Told how much is done, from 0 to 1. */
  progress(done: number): void
}

/** The size of a book's pages, bytes. */
const PAGE = 4_096

/** What must be left of the disk when a copy is made, bytes: the till needs room to sell. */
export const ROOM_LEFT = 32 * 2 ** 20

/** The share of the work that copying, checking and packing take. */
const COPIED = 0.2
const CHECKED = 0.8

/**
 * Makes a backup of the book at a path, whatever is written into it meanwhile: copied online as of one commit, opened again, checked
 * whole and held against the book as of that commit, packed, and unpacked once more; only then it takes its name.
 *
 * Gives null where the book has not changed since the commit that the order names. Rejects with a {@link CopyFailure}, a BookError or
 * what SQLite and the disk throw; nothing of it is left then.
 */
export async function makeBackup(order: BackupOrder, ports: CopyPorts): Promise<BackupMade> {
  const { book, folder } = order
  const { path, copy, packed } = namesOf(order)
  if (existsSync(path)) throw new CopyFailure('DISK_IO', `${basename(path)} is there already`)
  try {
    await makeFolder(folder)
    await assertRoom(folder, 2 * (fileSize(book) + fileSize(`${book}-wal`)))
    const content = await copyOnline(order, copy, ports)
    if (content === null) return null
    assertWhole(copy, content, ports)
    const { from, to } = await pass(copy, packed, 'pack', ports)
    const again = await digestOf(packed, 'unpack', ports)
    if (again.from.sha256 !== to.sha256 || again.to.sha256 !== from.sha256)
      throw new BookError('CORRUPT', 'the disk gives back another copy than was written')
    const witness = {
      ...content,
      reason: order.reason,
      madeAt: order.madeAt,
      bookBytes: from.bytes,
      fileBytes: to.bytes,
      sha256: to.sha256,
    }
    // A kill in between leaves a witness of nothing, which nobody reads.
    await writeBackupWitness(path, witness)
    await appear(packed, path)
    return { path, witness }
  } finally {
    await removePart(copy)
    await removePart(packed)
  }
}

function namesOf({ folder, name }: BackupOrder) {
  const path = join(folder, `${name}${BACKUP_ENDING}`)
  return { path, copy: join(folder, `${name}.sqlite.part`), packed: `${path}.part` }
}

/** Names what a backup that was broken off may have left. */
export function leftOfBackup(order: BackupOrder): readonly string[] {
  const { path, copy, packed } = namesOf(order)
  return [...withJournals(copy), packed, ...leftOfWitness(path)]
}

/** A folder that a link leads to may be on a disk that is away. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() && !existsSync(folder))
      throw new CopyFailure('FOLDER_GONE', 'the folder that the link leads to is not there', { cause: error })
    throw error
  }
}

/** Throws DISK_FULL, with how much is needed, where so many bytes would leave the till no room. */
export async function assertRoom(folder: string, bytes: number): Promise<void> {
  const room = await roomIn(folder)
  const needed = bytes + ROOM_LEFT
  if (room !== null && room < needed)
    throw new CopyFailure('DISK_FULL', `the disk has ${room} of ${needed} bytes`, { needed })
}

/** Copies the book as of the commit at which this begins; null where that is the one the order leaves out. */
async function copyOnline(order: BackupOrder, copy: string, ports: CopyPorts): Promise<BookContent | null> {
  const tidy = tidyAfterReading(order.book)
  try {
    const db = openReadOnly(order.book)
    try {
      // A copy begins anew with every write that its connection sees.
      holdSnapshot(db)
      const content = readContent(db)
      if (content.commit === order.unlessCommit) return null
      await copyPages(db, copy, ports)
      return content
    } finally {
      db.close()
    }
  } finally {
    tidy()
  }
}

async function copyPages(db: Database, copy: string, ports: CopyPorts): Promise<void> {
  const file = openSync(copy, 'wx', 0o600)
  try {
    await db.backup(copy, {
      progress({ totalPages, remainingPages }) {
        if (ports.cancelled()) throw givenUp()
        if (totalPages > 0) ports.progress(COPIED * (1 - remainingPages / totalPages))
        const began = performance.now()
        fdatasyncSync(file)
        const isSelling = ports.isSelling()
        if (isSelling) pause(pauseAfter(began))
        return (isSelling ? BEFORE_FLUSH.besideTill : BEFORE_FLUSH.alone) / PAGE
      },
    })
  } finally {
    closeSync(file)
  }
}

/** Stands still; the thread that copies does nothing else. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

function givenUp(): CopyFailure {
  return new CopyFailure('CANCELLED', 'given up')
}

/** Throws CORRUPT where a copy is not sound, or not the book it was made of. */
export function assertWhole(copy: string, content: BookContent | null, ports: CopyPorts): LaidOut {
  const found = checkWhole(copy, {
    progress: (done) => ports.progress(COPIED + (CHECKED - COPIED) * done),
    cancelled: ports.cancelled,
  })
  if (ports.cancelled()) throw givenUp()
  if (found.state === 'unknown') throw new BookError('DISK_IO', found.reason)
  if (found.state === 'unsound') throw new BookError('CORRUPT', found.found)
  const held = whileReading(copy, readContent)
  if (content !== null && !sameContent(held, content))
    throw new BookError('CORRUPT', 'the copy does not hold what the book holds')
  return { content: held, file: found.file }
}
