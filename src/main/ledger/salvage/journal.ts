import { readSync } from 'node:fs'

/** What a journal holds beyond its book: where the newest committed bytes of a page lie, and how many pages the book has. */
export interface Frames {
  readonly places: ReadonlyMap<number, number>
  readonly pages: number
}

const HEAD = 32
const FRAME_HEAD = 24
/** Its last bit says in which order the sums read their words. */
const MARK = 0x377f0682

/**
 * Reads which pages a journal holds, up to its last commit that is whole by its sums; null where it holds none.
 *
 * The format is SQLite's own ("WAL-Index Format", https://sqlite.org/fileformat2.html#walformat).
 */
export function committedFrames(journal: number, pageSize: number): Frames | null {
  const head = Buffer.alloc(HEAD)
  if (!isRead(journal, head, 0)) return null
  const mark = head.readUInt32BE(0)
  if ((mark & ~1) >>> 0 !== MARK || head.readUInt32BE(8) !== pageSize) return null
  const sum = summing((mark & 1) === 1)
  sum.add(head.subarray(0, 24))
  if (!sum.equals(head, 24)) return null

  const places = new Map<number, number>()
  let pages = 0
  let open = new Map<number, number>()
  const frame = Buffer.alloc(FRAME_HEAD + pageSize)
  for (let at = HEAD; isRead(journal, frame, at); at += frame.length) {
    if (frame.compare(head, 16, 24, 8, 16) !== 0) break
    sum.add(frame.subarray(0, 8))
    sum.add(frame.subarray(FRAME_HEAD))
    if (!sum.equals(frame, 16)) break
    open.set(frame.readUInt32BE(0), at + FRAME_HEAD)
    const pagesThen = frame.readUInt32BE(4)
    if (pagesThen === 0) continue
    for (const [page, place] of open) places.set(page, place)
    open = new Map()
    pages = pagesThen
  }
  return places.size === 0 ? null : { places, pages }
}

/** A journal that the disk cannot read any further ends there. */
function isRead(file: number, into: Buffer, at: number): boolean {
  try {
    return readSync(file, into, 0, into.length, at) === into.length
  } catch {
    return false
  }
}

function summing(isBigEndian: boolean) {
  let [one, two] = [0, 0]
  return {
    add(bytes: Buffer): void {
      for (let at = 0; at < bytes.length; at += 8) {
        const first = isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
        const second = isBigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)
        one = (one + first + two) >>> 0
        two = (two + second + one) >>> 0
      }
    },
    equals: (bytes: Buffer, at: number): boolean =>
      bytes.readUInt32BE(at) === one && bytes.readUInt32BE(at + 4) === two,
  }
}
