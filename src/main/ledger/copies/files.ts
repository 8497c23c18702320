import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, lstatSync, openSync } from 'node:fs'
import { type FileHandle, open, rename, rm, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Transform } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import type { FileRange } from '../port/backups.ts'
import { BookError } from '../sqlite/errors.ts'

/** What a file is, whatever it is called. */
export type FileForm = 'packed' | 'book' | 'bundle' | 'neither'

/** The first bytes of a Zstandard frame (RFC 8878), of an SQLite file and of a ZIP file. */
const FORMS = [
  { form: 'packed', bytes: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]) },
  { form: 'book', bytes: Buffer.from('SQLite format 3\0') },
  { form: 'bundle', bytes: Buffer.from('PK\u0003\u0004') },
] as const

/** A book shrinks to a fifth at this level already, faster than most disks take it. */
const LEVEL = 3

/** A whole file by its path, or a part of one. */
export type Source = string | FileRange

function rangeOf(source: Source): FileRange {
  return typeof source === 'string' ? { path: source, start: 0, bytes: Number.POSITIVE_INFINITY } : source
}

/** Tells a packed book from a plain one by its first bytes. */
export async function formOf(source: Source): Promise<FileForm> {
  const { path, start } = rangeOf(source)
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, start)
    const found = FORMS.find(
      ({ bytes }) => bytesRead >= bytes.length && bytes.compare(buffer, 0, bytes.length) === 0,
    )
    return found?.form ?? 'neither'
  } finally {
    await file.close()
  }
}

/** What was read and written, as SHA-256, hexadecimal, and bytes. */
export interface Passed {
  readonly from: Digest
  readonly to: Digest
}

export interface Digest {
  readonly sha256: string
  readonly bytes: number
}

/** What is asked before each piece: whether it was given up; `signal` is aborted with it. */
export interface Pieces {
  cancelled(): boolean
  /** For what waits by itself. */
  readonly signal: AbortSignal
}

/** How a file is changed on its way to another. */
export type Change = 'pack' | 'unpack' | 'none'

/** So much is read and changed at a time, bytes. */
const AT_ONCE = 2 ** 18
/** So much is written before the disk is waited for, bytes: all at once at the end would hold up a sale's commit. */
export const BEFORE_FLUSH = 2 ** 20

/**
 * Writes the file at `from` to a new file at `to` (0600), packed or unpacked, and waits until it is on the disk.
 *
 * One piece after the other, so that it takes one core and leaves the others to the till; `grows` is asked before each, with all bytes that
 * are there with it. Rejects with what the disk, a damaged frame or `grows` throws; what was written by then stays, and is the caller's to
 * remove.
 */
export async function pass(
  from: Source,
  to: string,
  change: Change,
  pieces: Pieces,
  grows: (bytes: number) => Promise<void> = async () => undefined,
): Promise<Passed> {
  const file = await open(to, 'wx', 0o600)
  try {
    const write = flushing(file)
    let all = 0
    const passed = await eachPiece(from, change, pieces, async (bytes) => {
      all += bytes.length
      await grows(all)
      await write(bytes)
    })
    await file.sync()
    return passed
  } finally {
    await file.close()
  }
}

/** Gives what writes into a file piece by piece, and waits for the disk now and then. */
export function flushing(file: FileHandle): (bytes: Buffer) => Promise<void> {
  let unflushed = 0
  return async (bytes) => {
    await file.writeFile(bytes)
    unflushed += bytes.length
    if (unflushed < BEFORE_FLUSH) return
    unflushed = 0
    await file.datasync()
  }
}

/** Reads a file as if it were written elsewhere; writes nothing. Rejects like {@link pass}. */
export function digestOf(from: Source, change: Change, pieces: Pieces): Promise<Passed> {
  return eachPiece(from, change, pieces, async () => undefined)
}

/** Hands over a file, changed, piece by piece; none is made while one is taken. */
async function eachPiece(
  from: Source,
  change: Change,
  { cancelled, signal }: Pieces,
  take: (bytes: Buffer) => Promise<void>,
): Promise<Passed> {
  const read = createMeasure()
  const written = createMeasure()
  const changer = changerOf(change)
  const { path, start, bytes: all } = rangeOf(from)
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(AT_ONCE)
    for (let at = 0; ; ) {
      cancelled()
      signal.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, Math.min(AT_ONCE, all - at), start + at)
      at += bytesRead
      const bytes = buffer.subarray(0, bytesRead)
      read.add(bytes)
      for await (const piece of changer ? changed(changer, bytes) : [bytes]) {
        written.add(piece)
        await take(piece)
      }
      if (bytesRead === 0) return { from: read.digest(), to: written.digest() }
    }
  } finally {
    changer?.destroy()
    await file.close()
  }
}

function changerOf(change: Change): Transform | null {
  if (change === 'none') return null
  if (change === 'unpack') return createZstdDecompress()
  // With a checksum of its own, so that any program that unpacks it notices damage.
  const params = { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: 1 }
  return createZstdCompress({ params })
}

/** Gives what comes out for what goes in; for no bytes, what comes at the end. Throws what is wrong with the bytes. */
async function* changed(changer: Transform, bytes: Buffer): AsyncIterable<Buffer> {
  const isEnd = bytes.length === 0
  let isOver = false
  let error: unknown = null
  let wake: () => void = () => undefined
  const note = () => wake()
  const over = (reason?: unknown) => {
    isOver = true
    error ??= reason ?? null
    wake()
  }
  // Where something lies behind the frame, the changer ends by itself, before it is told to or while it takes that.
  const behind = () => new BookError('CORRUPT', 'something lies behind what was packed')
  if (changer.readableEnded) throw behind()
  const ended = () => over(isEnd ? null : behind())
  changer.on('readable', note).on('error', over).once('end', ended)
  if (isEnd) changer.end()
  else changer.write(bytes, over)
  try {
    for (;;) {
      const piece: Buffer | null = changer.read()
      if (error !== null) throw error
      if (piece) yield piece
      else if (isOver) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    changer.off('readable', note).off('error', over).off('end', ended)
  }
}

interface Measure {
  add(bytes: Buffer): void
  digest(): Digest
}

function createMeasure(): Measure {
  const hash = createHash('sha256')
  let size = 0
  return {
    add(bytes) {
      hash.update(bytes)
      size += bytes.length
    },
    digest: () => ({ sha256: hash.digest('hex'), bytes: size }),
  }
}

/** Gives how much room is left in the folder for this person, bytes; null where the disk does not say. */
export async function roomIn(folder: string): Promise<number | null> {
  try {
    const found = await statfs(folder)
    return found.bavail * found.bsize
  } catch {
    return null
  }
}

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

/** Removes what was being written, and what SQLite put beside it; says nothing where there is none. */
export async function removePart(part: string): Promise<void> {
  for (const path of withJournals(part)) await rm(path, { force: true })
}
