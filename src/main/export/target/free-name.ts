import { existsSync, statSync } from 'node:fs'
import { join, parse } from 'node:path'
import { readManifest } from '../changes/told-file.ts'
import { manifestPath } from '../manifest.ts'

/**
 * Gives where a file goes under a name that nobody chose but the app: that name in `folder`, or the first of those with a number behind it ("…-2.csv"), at
 * which nothing lies, or a file of the same request with its manifest. So no file of another request is ever replaced, nor one that somebody wrote in.
 */
export async function placeFor(
  folder: string,
  name: string,
  isAlike: (manifest: Readonly<Record<string, unknown>>) => boolean,
): Promise<string> {
  const { name: stem, ext } = parse(name)
  for (let n = 1; ; n += 1) {
    const path = join(folder, n === 1 ? name : `${stem}-${n}${ext}`)
    const beside = manifestPath(path)
    const [bytes, isTold] = [bytesAt(path), existsSync(beside)]
    if (bytes === null && !isTold) return path
    const told = isTold ? await readManifest(beside) : null
    if (told !== null && isAlike(told) && (bytes === null || told.bytes === bytes)) return path
  }
}

/** How long the file at a path is; null where there is none. */
function bytesAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null
}
