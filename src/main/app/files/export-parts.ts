import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Remembers where an export grows, so that what a killed one left can be found at the next start, in whatever folder. */
export interface ExportParts {
  /** An export is about to make this file. */
  begin(partPath: string): void
  /** It has ended, and has removed or renamed its file. */
  end(partPath: string): void
  /** Removes what exports of earlier runs left, and says how many files that were. Before any export begins. */
  sweep(): number
}

/** The name of a part ends with an id of its own, which is also the name of its note. */
const PART = /^\.counterfoil-([0-9a-f]{8})\.part$/

/** Keeps the notes in `folder`, one file for each export under way; `failed` is told what could not be done. */
export function createExportParts(folder: string, failed: (error: unknown) => void): ExportParts {
  const noteOf = (id: string) => join(folder, id)

  function attempt<T>(act: () => T, otherwise: T): T {
    try {
      return act()
    } catch (error) {
      failed(error)
      return otherwise
    }
  }

  /** Removes the part a note names, and the note; a note whose drive is not there now waits for it. */
  function clear(id: string): boolean {
    const path = readFileSync(noteOf(id), 'utf8')
    if (PART.exec(basename(path))?.[1] !== id) {
      rmSync(noteOf(id))
      return false
    }
    const part = lstatSync(path, { throwIfNoEntry: false })
    if (part === undefined && !existsSync(dirname(path))) return false
    if (part?.isFile()) rmSync(path)
    // The manifest of a file grows beside it.
    rmSync(`${path}.json`, { force: true })
    rmSync(noteOf(id))
    return part?.isFile() ?? false
  }

  return {
    begin(partPath) {
      const id = PART.exec(basename(partPath))?.[1]
      if (id === undefined) throw new Error('a part is named as no part is')
      attempt(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        writeFileSync(noteOf(id), partPath, { mode: 0o600, flush: true })
      }, undefined)
    },
    end(partPath) {
      const id = PART.exec(basename(partPath))?.[1]
      // What could not be removed now is tried again at the next start.
      if (id !== undefined && !existsSync(partPath))
        attempt(() => rmSync(noteOf(id), { force: true }), undefined)
    },
    sweep() {
      if (!existsSync(folder)) return 0
      const notes = attempt(() => readdirSync(folder).filter((name) => /^[0-9a-f]{8}$/.test(name)), [])
      return notes.filter((id) => attempt(() => clear(id), false)).length
    },
  }
}
