import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** Tells in order what is flushed to the disk and what is renamed, each by its path; `end` stops listening. */
export function watchDisk(): { readonly done: readonly string[]; end(): void } {
  const { openSync, fsyncSync, renameSync } = fs
  const paths = new Map<number, string>()
  const done: string[] = []
  fs.openSync = (path, flags, mode) => {
    const file = openSync(path, flags, mode)
    paths.set(file, String(path))
    return file
  }
  fs.fsyncSync = (file) => {
    fsyncSync(file)
    done.push(`flush ${paths.get(file)}`)
  }
  fs.renameSync = (from, to) => {
    renameSync(from, to)
    done.push(`rename ${String(from)} ${String(to)}`)
  }
  // Whoever imported a function by its name gets the new one too.
  syncBuiltinESMExports()
  return {
    done,
    end() {
      Object.assign(fs, { openSync, fsyncSync, renameSync })
      syncBuiltinESMExports()
    },
  }
}
