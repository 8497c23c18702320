import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PassThrough, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'

/** What a file is, whatever it is called. */
export type FileForm = 'packed' | 'book' | 'neither'

/** The first bytes of a Zstandard frame (RFC 8878) and of an SQLite file. */
const FORMS = [
  { form: 'packed', bytes: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]) },
  { form: 'book', bytes: Buffer.from('SQLite format 3\0') },
] as const

/** A book shrinks to a fifth at this level already, faster than most disks take it. */
const LEVEL = 3

/** Tells a packed book from a plain one by its first bytes. */
export async function formOf(path: string): Promise<FileForm> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
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

/** How a file is changed on its way to another. */
export type Change = 'pack' | 'unpack' | 'none'

/**
 * Writes the file at `from` to a new file at `to` (0600), packed or unpacked, and waits until it is on the disk.
 *
 * Rejects with what the disk or a damaged frame throws; what was written by then stays, and is the caller's to remove.
 */
export async function pass(from: string, to: string, change: Change, signal: AbortSignal): Promise<Passed> {
  const read = measured()
  const written = measured()
  await pipeline(
    createReadStream(from),
    read.stream,
    changed(change),
    written.stream,
    createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }),
    { signal },
  )
  return { from: read.digest(), to: written.digest() }
}

/** Reads a file as if it were written elsewhere; writes nothing. Rejects like {@link pass}. */
export async function digestOf(path: string, change: Change, signal: AbortSignal): Promise<Passed> {
  const read = measured()
  const written = measured()
  const sink = async (source: AsyncIterable<Buffer>) => {
    for await (const _ of source);
  }
  await pipeline(createReadStream(path), read.stream, changed(change), written.stream, sink, { signal })
  return { from: read.digest(), to: written.digest() }
}

function changed(change: Change): Transform {
  if (change === 'none') return new PassThrough()
  if (change === 'unpack') return createZstdDecompress()
  // With a checksum of its own, so that any program that unpacks it notices damage.
  const params = { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: 1 }
  return createZstdCompress({ params })
}

function measured(): { readonly stream: Transform; digest(): Digest } {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _, next) {
      hash.update(chunk)
      bytes += chunk.length
      next(null, chunk)
    },
  })
  return { stream, digest: () => ({ sha256: hash.digest('hex'), bytes }) }
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

/** Gives a whole file its name, and waits until the folder has noted it. */
export async function appear(part: string, path: string): Promise<void> {
  await rename(part, path)
  // Windows has no way to flush a folder.
  if (process.platform === 'win32') return
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Removes what was being written, and what SQLite put beside it; says nothing where there is none. */
export async function removePart(part: string): Promise<void> {
  for (const beside of ['', '-wal', '-shm', '-journal']) await rm(`${part}${beside}`, { force: true })
}
