import { lstat, readlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { HostPorts } from './host-ports.ts'

type Folders = Pick<HostPorts, 'dataDir'>

/** A disk that does not answer for so long is not waited for, ms. */
const ANSWERS_WITHIN_MS = 10_000

/** Links that lead to each other have no end. */
const MOST_LINKS = 8

/** Where the links that lie at the books' own places were found to lead. */
const found = new Map<string, string>()

/** Places whose disk was asked and has not answered yet: each question more would hold one of the app's threads. */
const asked = new Set<string>()

/**
 * Names the file of a book, without touching it; where a link lies at its place, the file that it was last found to lead to, for SQLite puts
 * the journal beside that one.
 */
export function bookPath({ dataDir }: Pick<HostPorts, 'dataDir'>, kind: Book['kind']): string {
  const place = join(dataDir, `${kind}.sqlite`)
  return found.get(place) ?? place
}

/** Looks where a book lies, before anything that cannot be given up is done there. False where its disk does not answer in time. */
export async function findBook({ dataDir }: Folders, kind: Book['kind']): Promise<boolean> {
  const place = join(dataDir, `${kind}.sqlite`)
  if (asked.has(place)) return false
  asked.add(place)
  const looked = follow(place).then((path) => {
    asked.delete(place)
    found.set(place, path)
    return true
  })
  return new Promise((answer) => {
    // A disk knows no time but its own.
    const late = setTimeout(() => answer(false), ANSWERS_WITHIN_MS)
    looked.then((isFound) => {
      clearTimeout(late)
      answer(isFound)
    })
  })
}

/** Follows the links at a path to the first that is none; never rejects. */
async function follow(place: string): Promise<string> {
  let path = place
  for (let link = 0; link < MOST_LINKS; link++) {
    const there = await lstat(path).catch(() => null)
    const target = there?.isSymbolicLink() ? await readlink(path).catch(() => null) : null
    if (target === null) return path
    // Known before it answers, so that a book on a silent disk is named by where it lies.
    path = resolve(dirname(path), target)
    found.set(place, path)
  }
  return path
}
