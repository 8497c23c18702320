import { statSync } from 'node:fs'

/** Gives the size of the file at `path`, bytes; 0 where there is none. Throws what the disk throws otherwise. */
export function fileSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
