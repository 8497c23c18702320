import { type BigIntStats, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** What the app keeps, and no export may touch. */
export interface OwnPlaces {
  readonly bookPath: string
  /** The folders of the app, with all that lies in them. */
  readonly ownFolders: readonly string[]
}

/**
 * Says whether a place is the app's own: a file of the book, or anything within the app's folders.
 *
 * `folder` and `name` are where it lies once every link is followed; `file` is what lies there, null when nothing does. Files and folders are compared by
 * device and inode, so that another spelling, a mount or a hard link is known too.
 */
export function isOwnPlace(
  { bookPath, ownFolders }: OwnPlaces,
  folder: string,
  name: string,
  file: BigIntStats | null,
): boolean {
  const own = ownFolders.flatMap((path) => there(path) ?? [])
  if (ancestors(folder).some((path) => isOneOf(own, there(path)))) return true
  const book = realPath(bookPath)
  // The journal beside a book is its own even where it is not there at the moment.
  if (sameFolder(folder, dirname(book)) && isOfBook(name, basename(book))) return true
  return file !== null && [bookPath, ...ownFolders.flatMap(filesIn)].some((path) => isSame(there(path), file))
}

function isOfBook(name: string, book: string): boolean {
  return name.toLowerCase().startsWith(book.toLowerCase())
}

function sameFolder(one: string, other: string): boolean {
  return one === other || isSame(there(one), there(other))
}

function isOneOf(all: readonly BigIntStats[], one: BigIntStats | null): boolean {
  return all.some((other) => isSame(other, one))
}

function isSame(one: BigIntStats | null, other: BigIntStats | null): boolean {
  // Some network file systems count no inodes, and give 0 for each.
  return one !== null && other !== null && one.ino !== 0n && one.ino === other.ino && one.dev === other.dev
}

function there(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null
  } catch {
    return null
  }
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}

function ancestors(folder: string): readonly string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...ancestors(parent)]
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}
