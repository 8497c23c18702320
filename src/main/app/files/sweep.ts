import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A small file of the app that was being written. */
const JSON_PART = /^(?:settings|vault|lists|people|practice|window)\.json\.tmp-[0-9a-f]{16}$/
/** A copy of a book that was being made before a change of shape, and what SQLite writes beside it. */
const BACKUP_PART =
  /^(?:live|practice)-(?:pre-\d+-[\dTZ-]+\.db|[\dTZ-]+-[a-z]+-[0-9a-f]{8}\.(?:sqlite|sqlite\.zst|witness\.json))\.part(?:-wal|-shm|-journal)?$/

/** A copy that was being put in a book's place, and what its folder was tried with. */
const PLACE_PART = /^(?:live|practice)\.sqlite(?:\.room|\.restore\.json)?\.part(?:-wal|-shm|-journal)?$/
/** What an open book held, as it was being kept. */
const KEPT_PART = /^(?:live|practice)-[\dTZ-]+\.sqlite\.part(?:-wal|-shm|-journal)?$/

/** What is the app's own, by folder: these files are for the person alone. A book is closed to others once it is known to be one. */
const OWN: readonly (readonly [folder: string, name: RegExp])[] = [
  ['.', /^(?:settings|vault|lists|people|practice|window)(?:\.\w+-[\dTZ-]+)?\.json$/],
  ['logs', /^counterfoil\.log(?:\.\d+)?$/],
  ['books', /^$/],
  ['books/kept', /^(?:live|practice)-[\dTZ-]+\.sqlite$/],
  ['witness', /^(?:live|practice)\.witness$/],
  [
    'books/backups',
    /^(?:live|practice)-(?:pre-\d+-[\dTZ-]+\.db|[\dTZ-]+-[a-z]+-[0-9a-f]{8}\.(?:sqlite\.zst|witness\.json))$/,
  ],
]

/**
 * Removes what a killed run of the app left in its data folder, and closes its files to others; gives how many it removed.
 *
 * To be called by the one process that holds the folder, before it opens anything there. Whatever is not named as only the app
 * names its files stays as it is. `failed` is told what could not be done.
 */
export function sweepDataFolder(folder: string, failed: (error: unknown) => void): number {
  function attempt(act: () => void): boolean {
    try {
      act()
      return true
    } catch (error) {
      failed(error)
      return false
    }
  }

  const leftovers = [
    ...filesIn(folder, JSON_PART, failed),
    ...filesIn(join(folder, 'books', 'backups'), BACKUP_PART, failed),
    ...filesIn(join(folder, 'books', 'kept'), KEPT_PART, failed),
    ...filesIn(join(folder, 'books'), PLACE_PART, failed),
  ]
  const removed = leftovers.filter((path) => attempt(() => rmSync(path)))
  if (process.platform !== 'win32') {
    for (const [own, name] of OWN) {
      const at = join(folder, own)
      if (own !== '.' && lstatSync(at, { throwIfNoEntry: false })?.isDirectory())
        attempt(() => close(at, 0o700))
      for (const path of filesIn(at, name, failed)) attempt(() => close(path, 0o600))
    }
  }
  return removed.length
}

/** The plain files of a folder with such a name; none where there is no such folder. A link is never followed. */
function filesIn(folder: string, name: RegExp, failed: (error: unknown) => void): readonly string[] {
  try {
    if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && name.test(entry.name))
      .map((entry) => join(folder, entry.name))
  } catch (error) {
    failed(error)
    return []
  }
}

/** Sets the mode where it is another one: who may not, and need not, gets no error. */
function close(path: string, mode: number): void {
  if ((lstatSync(path).mode & 0o777) !== mode) chmodSync(path, mode)
}
