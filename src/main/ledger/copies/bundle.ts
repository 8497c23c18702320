import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { BundleOrder } from '../port/copies/backups.ts'
import { BookError } from '../sqlite/errors.ts'
import { witnessText } from './backup-witness.ts'
import { readBundle } from './bundle-file.ts'
import { BUNDLED } from './bundled.ts'
import { ofFolder } from './copy-failure.ts'
import { digestOf, flushing } from './files.ts'
import { assertRoom, type CopyPorts } from './make-backup.ts'
import { appear, removePart } from './names.ts'

/** What the texts and the frame of the ZIP file take at most, bytes. */
const BESIDE_BOOK = 2 ** 20

/**
 * Writes a backup, settings and keys as one ZIP file beside its target, reads it back, and only then gives it its name. Gives its size.
 *
 * Rejects with FOLDER_GONE, CORRUPT where the backup or what the disk gives back is another, and what the disk throws; nothing of it is
 * left then, and an older file of that name is as it was.
 */
export async function makeBundle(order: BundleOrder, ports: CopyPorts): Promise<number> {
  const { part, target, witness } = order
  try {
    await assertRoom(dirname(target), witness.fileBytes + BESIDE_BOOK)
    await write(order, ports)
    await assertReadBack(order, ports)
    if (order.mode !== null) await setMode(part, order.mode)
    const { bytes } = (await digestOf(part, 'none', ports)).from
    await appear(part, target)
    return bytes
  } catch (error) {
    await removePart(part).catch(() => undefined)
    throw ofFolder(error)
  }
}

/** The texts that go along with the book, in the order they lie in the file. */
function textsOf({ witness, settings, keys, readme }: BundleOrder): readonly (readonly [string, string])[] {
  const all = [
    [BUNDLED.readme, readme],
    [BUNDLED.witness, witnessText(witness)],
    [BUNDLED.settings, settings],
  ] as const
  return keys === null ? all : [...all, [BUNDLED.keys, keys]]
}

async function write(order: BundleOrder, ports: CopyPorts): Promise<void> {
  const { witness, part, madeAt } = order
  const zip = new ZipFile()
  // The book is packed already; stored, it can be read where it lies.
  const how = { compress: false, mtime: new Date(madeAt), mode: 0o100600 }
  for (const [name, text] of textsOf(order)) zip.addBuffer(Buffer.from(text), name, how)
  const counted = counting((bytes) => ports.progress((WRITTEN * bytes) / Math.max(1, witness.fileBytes)))
  zip.addReadStream(counted, BUNDLED.book, { ...how, size: witness.fileBytes })
  zip.end()
  const failing = new AbortController()
  const signal = AbortSignal.any([ports.signal, failing.signal])
  // The ZIP file tells of its own trouble, not through what it writes.
  zip.on('error', (error) => failing.abort(error))
  const both = [
    pipeline(createReadStream(order.backup), counted, { signal }),
    pipeline(zip.outputStream, (source: AsyncIterable<Buffer | string>) => writeTo(part, source, ports), {
      signal,
    }),
  ]
  try {
    await Promise.all(both)
  } catch (error) {
    // Neither half may go on without the other.
    failing.abort(error)
    await Promise.allSettled(both)
    throw error
  }
}

async function writeTo(
  path: string,
  source: AsyncIterable<Buffer | string>,
  ports: CopyPorts,
): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    const write = flushing(file, ports)
    for await (const bytes of source) await write(Buffer.from(bytes))
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Lets everything through, and tells how many bytes have come. */
function counting(passed: (bytes: number) => void): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _, next) {
      bytes += chunk.length
      passed(bytes)
      next(null, chunk)
    },
  })
}

/** The share of the work that writing takes; the rest is reading back. */
const WRITTEN = 0.6

/** Throws CORRUPT where what lies on the disk is not, part for part, what was written. */
async function assertReadBack(order: BundleOrder, ports: CopyPorts): Promise<void> {
  const found = await readBundle(order.part)
  const same =
    found.settings === order.settings &&
    found.keys === order.keys &&
    witnessText(found.witness) === witnessText(order.witness)
  ports.progress((1 + WRITTEN) / 2)
  const { from } = await digestOf(found.book, 'none', ports)
  if (!same || from.sha256 !== order.witness.sha256)
    throw new BookError('CORRUPT', 'the disk gives back another file than was written')
}

async function setMode(path: string, mode: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.chmod(mode)
  } finally {
    await file.close()
  }
}
