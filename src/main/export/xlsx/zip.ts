import { constants, crc32, deflateRawSync } from 'node:zlib'
import type { Write } from '../whole-file.ts'
import { ExportTooLarge } from './too-large.ts'

/** A ZIP archive that is written from its beginning to its end, one entry after another, and never held in memory. */
export interface Zip {
  entry(name: string): void
  /** More text of the entry that was begun last. */
  text(text: string): void
  end(): void
}

interface Entry {
  readonly name: Buffer
  /** Where its header stands in the archive, in bytes. */
  readonly at: number
  crc: number
  packed: number
  size: number
}

/** An entry is packed when so much of it waits, in characters. */
const CHUNK = 1 << 20
/** Above this an archive needs the 64-bit form, which not every reader knows. */
const LARGEST = 0xffff_ffff
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATED = 8
const VERSION = 20
/** 1 January 1980, the first day a ZIP can name. */
const DOS_DAY = 0x21

/**
 * Makes a writer of ZIP archives over a place that takes bytes.
 *
 * Each chunk is packed by itself and ends on a whole byte (`Z_SYNC_FLUSH`), so that they make one stream when they stand one after
 * the other. Throws `ExportTooLarge` where an entry or the archive passes 4 GiB. Source: PKWARE APPNOTE 6.3, 4.3 to 4.4.
 */
export function createZip(write: Write, largest = LARGEST): Zip {
  const entries: Entry[] = []
  let waiting: string[] = []
  let waitingLength = 0
  let at = 0

  function put(bytes: Uint8Array): void {
    at += bytes.length
    if (at > largest) throw new ExportTooLarge()
    write(bytes)
  }

  function pack(finishFlush: number): void {
    const entry = entries.at(-1)
    if (!entry) return
    const bytes = Buffer.from(waiting.join(''))
    waiting = []
    waitingLength = 0
    const packed = deflateRawSync(bytes, { finishFlush })
    entry.crc = crc32(bytes, entry.crc)
    entry.size += bytes.length
    entry.packed += packed.length
    if (entry.size > largest) throw new ExportTooLarge()
    put(packed)
  }

  function closeEntry(): void {
    const entry = entries.at(-1)
    if (!entry) return
    pack(constants.Z_FINISH)
    put(numbers([4, 0x0807_4b50], [4, entry.crc], [4, entry.packed], [4, entry.size]))
  }

  return {
    entry(name) {
      closeEntry()
      const entry = { name: Buffer.from(name), at, crc: 0, packed: 0, size: 0 }
      entries.push(entry)
      put(numbers([4, 0x0403_4b50], [2, VERSION], ...described(entry), [2, 0]))
      put(entry.name)
    },
    text(text) {
      waiting.push(text)
      waitingLength += text.length
      if (waitingLength >= CHUNK) pack(constants.Z_SYNC_FLUSH)
    },
    end() {
      closeEntry()
      const directory = at
      for (const entry of entries) {
        put(
          numbers(
            [4, 0x0201_4b50],
            [2, VERSION],
            [2, VERSION],
            ...described(entry),
            // No extra field, no comment, disk 0, no attributes.
            ...[2, 2, 2, 2, 4].map((size): Sized => [size, 0]),
            [4, entry.at],
          ),
        )
        put(entry.name)
      }
      const count = entries.length
      put(
        numbers(
          [4, 0x0605_4b50],
          [4, 0],
          [2, count],
          [2, count],
          [4, at - directory],
          [4, directory],
          [2, 0],
        ),
      )
    },
  }
}

type Sized = readonly [bytes: number, value: number]

/** What both headers of an entry say of it; in the first, its sizes are not known yet and 0. */
function described({ name, crc, packed, size }: Entry): readonly Sized[] {
  return [
    [2, FLAGS],
    [2, DEFLATED],
    [2, 0],
    [2, DOS_DAY],
    [4, crc],
    [4, packed],
    [4, size],
    [2, name.length],
  ]
}

function numbers(...values: readonly Sized[]): Buffer {
  const bytes = Buffer.alloc(values.reduce((sum, [size]) => sum + size, 0))
  let at = 0
  for (const [size, value] of values) at = bytes.writeUIntLE(value, at, size)
  return bytes
}
