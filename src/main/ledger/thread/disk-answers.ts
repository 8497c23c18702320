import { stat } from 'node:fs/promises'

/** Questions that no disk has answered yet: since when, ms by the monotonic clock, by the path they were asked about. */
const unanswered = new Map<string, number>()

/** A question without an answer holds one of the few threads that all of the app's own files wait for: no more are asked then. */
const MOST_UNANSWERED = 2

/** A disk that has not answered for so long is not begun with, ms. */
const SILENT_MS = 5_000

/** Tells whether one of these disks was asked a while ago and has not answered since: each try would hold one more of the app's threads. */
export function isKnownSilent(paths: readonly string[]): boolean {
  return paths.some(
    (path) => performance.now() - (unanswered.get(path) ?? Number.POSITIVE_INFINITY) > SILENT_MS,
  )
}

/**
 * Makes what tells whether the disks of some files answer: each call asks once more, and tells whether all have answered since the last one.
 * An error is an answer. The files themselves are not opened: closing one would let go of SQLite's locks on it.
 */
export function createDiskQuestion(paths: readonly string[]): () => boolean {
  const own = new Set<string>()

  async function ask(path: string): Promise<void> {
    if (own.has(path) || (!unanswered.has(path) && unanswered.size >= MOST_UNANSWERED)) return
    own.add(path)
    unanswered.set(path, performance.now())
    await stat(path).catch(() => undefined)
    own.delete(path)
    unanswered.delete(path)
  }

  return () => {
    const isSilent = paths.some((path) => own.has(path) || unanswered.has(path))
    if (!isSilent) for (const path of paths) void ask(path)
    return !isSilent
  }
}
