import { createHash } from 'node:crypto'
import { type FileHandle, open, statfs } from 'node:fs/promises'
import type { Transform } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import type { FileRange } from '../port/copies/backups.ts'
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
  /** Whether the till was at work since this was asked last: then it has the disk to itself now and then. */
  isSelling(): boolean
  cancelled(): boolean
  /** For what waits by itself. */
  readonly signal: AbortSignal
}

/** How a file is changed on its way to another. */
export type Change = 'pack' | 'unpack' | 'none'

/** So much is read and changed at a time, bytes: a moment, after which a sale goes first. */
const AT_ONCE = 2 ** 16
/** What comes out is in pieces of this size, bytes: thousands of small ones keep the collector of garbage busy, and with it the cores. */
const OUT_AT_ONCE = 2 ** 18
/** So much is written before the disk is waited for, bytes, while nobody sells, and beside a till, whose commit waits for what is on its way. */
export const BEFORE_FLUSH = { alone: 2 ** 20, besideTill: 2 ** 16 } as const
/** The longest pause after it, ms: a stick takes long, and no sale is on it. */
const LONGEST_PAUSE_MS = 20

/** How long the disk is left to the till after a copy has had it since an instant of `performance.now`, ms: as long, within bounds. */
export function pauseAfter(began: number): number {
  return Math.min(performance.now() - began, LONGEST_PAUSE_MS)
}

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
    const write = flushing(file, pieces)
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

/** Gives what writes into a file piece by piece, waits for the disk now and then, and then leaves it to a till that is at work. */
export function flushing(
  file: FileHandle,
  { isSelling }: Pick<Pieces, 'isSelling'>,
): (bytes: Buffer) => Promise<void> {
  let unflushed = 0
  let isBeside = isSelling()
  return async (bytes) => {
    await file.writeFile(bytes)
    unflushed += bytes.length
    if (unflushed < (isBeside ? BEFORE_FLUSH.besideTill : BEFORE_FLUSH.alone)) return
    unflushed = 0
    const began = performance.now()
    await file.datasync()
    isBeside = isSelling()
    if (isBeside) await setTimeout(pauseAfter(began))
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
  const chunkSize = OUT_AT_ONCE
  if (change === 'unpack') return createZstdDecompress({ chunkSize })
  // With a checksum of its own, so that any program that unpacks it notices damage.
  const params = { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: 1 }
  return createZstdCompress({ params, chunkSize })
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
