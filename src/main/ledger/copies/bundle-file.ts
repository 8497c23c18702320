import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import type { BundleContent, FileRange } from '../port/copies/backups.ts'
import { BookError } from '../sqlite/errors.ts'
import { MIGRATIONS } from '../sqlite/migrations/index.ts'
import { parseBackupWitness } from './backup-witness.ts'
import { BUNDLED } from './bundled.ts'

/** A text in such a file is far smaller, bytes. */
const MOST_BYTES = 5_000_000
/** There are five; another program may have added its own. */
const MOST_ENTRIES = 100

/**
 * Reads what a file for another computer holds. The book itself is only found: whoever lays it out holds it against the witness.
 *
 * Rejects with NOT_A_DATABASE for another ZIP file, CORRUPT for one that was cut or changed, FROM_FUTURE for one of a newer version, and what
 * the disk throws.
 */
export async function readBundle(path: string): Promise<BundleContent> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw asDamage(error)
  })
  try {
    const entries = await entriesOf(zip)
    const text = async (name: string) => {
      const entry = entries.get(name)
      return entry ? readText(zip, entry) : null
    }
    const book = entries.get(BUNDLED.book)
    const settings = await text(BUNDLED.settings)
    const said = await text(BUNDLED.witness)
    if (!book || settings === null || said === null)
      throw new BookError('NOT_A_DATABASE', 'no file for another computer')
    const witness = parseBackupWitness(said)
    if (witness === null) throw new BookError('CORRUPT', 'what the file says of its book cannot be read')
    if (witness.shape > MIGRATIONS.length)
      throw new BookError('FROM_FUTURE', `the book has shape ${witness.shape}`)
    const keys = await text(BUNDLED.keys)
    return { book: await rangeOf(zip, book, path, witness.fileBytes), witness, settings, keys }
  } catch (error) {
    throw asDamage(error)
  } finally {
    zip.close()
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) throw new BookError('NOT_A_DATABASE', 'no file for another computer')
  const found = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    if (found.has(entry.fileName)) throw new BookError('CORRUPT', `${entry.fileName} is in it twice`)
    found.set(entry.fileName, entry)
  }
  return found
}

async function readText(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > MOST_BYTES) throw new BookError('CORRUPT', `${entry.fileName} is too long`)
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  if (crc32(bytes) !== entry.crc32) throw new BookError('CORRUPT', `${entry.fileName} was changed`)
  return bytes.toString('utf8')
}

/** Where the packed book lies; it is stored as it is. */
async function rangeOf(zip: ZipFile, entry: Entry, path: string, bytes: number): Promise<FileRange> {
  const stored = entry.compressionMethod === 0 && !entry.isEncrypted()
  if (!stored || entry.compressedSize !== bytes)
    throw new BookError('CORRUPT', 'the book within was packed anew or cut')
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
  return { path, start: fileDataStart, bytes }
}

/** What the ZIP library throws has no code: the file was cut, or is something else by now. */
function asDamage(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof BookError || 'code' in error) return error
  return new BookError('CORRUPT', `the file was cut or changed: ${error.message}`, { cause: error })
}
