import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What became of one fault. */
export type Verdict =
  /** A test failed; `time` where it only took too long. */
  | { readonly by: 'test' | 'time'; readonly test: string; readonly name: string }
  | { readonly by: 'types' }
  | { readonly by: 'equivalent'; readonly reason: string }
  /** It survived: so many test files load it, and none failed. */
  | { readonly by: 'nobody'; readonly tests: number }

interface Kept {
  readonly verdict: Verdict
  /** What must read the same for the verdict to stand. */
  readonly of: string
}

/** What an interrupted run already knows, so that the next one goes on where it ended. */
export interface Progress {
  known(key: string, file: string): Verdict | null
  keep(key: string, file: string, verdict: Verdict): void
}

/**
 * Opens what is known of a room.
 *
 * A fault that was noticed stays so while its file reads the same; one that survived is tried again as soon as anything changes.
 */
export function openProgress(
  root: string,
  room: string,
  texts: ReadonlyMap<string, string>,
  fresh: boolean,
): Progress {
  const folder = join(root, 'node_modules/.cache/mutants')
  const path = join(folder, `${room.replace('/', '-')}.json`)
  const kept = new Map(fresh ? [] : read(path))
  const tree = digest([...texts].flat().join('\n'))
  const standing = (file: string, verdict: Verdict) =>
    verdict.by === 'nobody' ? tree : digest(texts.get(file) ?? '')
  return {
    known(key, file) {
      const one = kept.get(key)
      return one && one.verdict.by !== 'equivalent' && one.of === standing(file, one.verdict)
        ? one.verdict
        : null
    },
    keep(key, file, verdict) {
      kept.set(key, { verdict, of: standing(file, verdict) })
      mkdirSync(folder, { recursive: true })
      writeFileSync(path, JSON.stringify([...kept]))
    },
  }
}

function read(path: string): readonly (readonly [string, Kept])[] {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as readonly (readonly [string, Kept])[]
  } catch {
    return []
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
