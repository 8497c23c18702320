import { statSync } from 'node:fs'

/** What tells a file from another one at the same path, and from itself after somebody wrote into it. */
export interface FileStamp {
  readonly device: bigint
  readonly inode: bigint
  readonly size: bigint
  /** Of the content, ns. */
  readonly modified: bigint
  /** Of the content, the name or the rights, ns; no program can set it back. */
  readonly changed: bigint
}

/** Reads the stamp of the file at `path`; null when there is none. Throws what the disk throws otherwise. */
export function stampOf(path: string): FileStamp | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  if (!found) return null
  return {
    device: found.dev,
    inode: found.ino,
    size: found.size,
    modified: found.mtimeNs,
    changed: found.ctimeNs,
  }
}

/** Tells whether both are the same file, whatever was written into it. */
export function sameFile(a: FileStamp, b: FileStamp): boolean {
  return a.device === b.device && a.inode === b.inode
}

/** Tells whether both are the same file and nobody wrote into it in between. */
export function sameContent(a: FileStamp, b: FileStamp): boolean {
  return sameFile(a, b) && a.size === b.size && (a.modified === b.modified || !TELLS_WRITES)
}

/** Tells whether nobody wrote into the file, nor did anything else to it: the time of a content can be set back, this one cannot. */
export function untouched(a: FileStamp, b: FileStamp): boolean {
  return sameContent(a, b) && (a.changed === b.changed || !TELLS_WRITES)
}

/** The app has written the journal of some commits into the file within this time, ms; a slower disk's book is checked. */
const FOLDED_WITHIN_MS = 2_000

/**
 * Tells whether a file can be what became of another by the app's own hand, which began at `at`, epoch ms, to bring the journal into it: the
 * same one, no shorter, and touched by nobody since. An older copy that was written over it would take up the journal of the newer one.
 */
export function mayBeFolded(before: FileStamp, now: FileStamp, at: number): boolean {
  const until = BigInt(at + FOLDED_WITHIN_MS) * 1_000_000n
  const isInTime = now.changed >= before.changed && (now.changed <= until || now.changed === before.changed)
  return sameFile(before, now) && now.size >= before.size && (isInTime || !TELLS_WRITES)
}

/** Windows notes the time of a write into an open file late. */
const TELLS_WRITES = process.platform !== 'win32'

/** Writes a stamp as text. */
export function stampText(stamp: FileStamp): string {
  return [stamp.device, stamp.inode, stamp.size, stamp.modified, stamp.changed].join(' ')
}

/** Gives the stamp of a book's file together with that of its journal, as text; null where there is no book. */
export function bookStampText(path: string): string | null {
  const book = stampOf(path)
  return book && [book, ...journalOf(path)].map(stampText).join(BETWEEN)
}

/** Tells whether nobody wrote into the book at `path`, nor into its journal, since this was its stamp as text. */
export function sameBook(text: string, path: string): boolean {
  const before = text.split(BETWEEN).map(stampFrom)
  const now = [stampOf(path), ...journalOf(path)]
  return (
    before.length === now.length &&
    before.every((one, place) => {
      const other = now[place] ?? null
      return one !== null && other !== null && sameContent(one, other)
    })
  )
}

/** Tells whether this was a stamp, as text, of the book at `path`, whatever was written into it since. */
export function isBookAt(text: string, path: string): boolean {
  const before = stampFrom(text.split(BETWEEN)[0] ?? '')
  const now = stampOf(path)
  return before !== null && now !== null && sameFile(before, now)
}

const BETWEEN = ' + '

/** An empty journal is none: readers make one and take it away. */
function journalOf(path: string): readonly FileStamp[] {
  const journal = stampOf(`${path}-wal`)
  return journal && journal.size > 0n ? [journal] : []
}

/** Reads a stamp from its text; null when it is none. */
export function stampFrom(text: string): FileStamp | null {
  const parts = text.split(' ')
  if (parts.length !== 5 || !parts.every((part) => /^\d{1,30}$/.test(part))) return null
  const [device = 0n, inode = 0n, size = 0n, modified = 0n, changed = 0n] = parts.map(BigInt)
  return { device, inode, size, modified, changed }
}
