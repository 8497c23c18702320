import { accessSync, type BigIntStats, constants, lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { isFileName } from './file-name.ts'
import { isOwnPlace, type OwnPlaces } from './own-files.ts'

export type TargetRefusal = 'NAME_REFUSED' | 'NOT_A_FILE' | 'OWN_FILE' | 'READ_ONLY'

/** Where an export goes once every link is followed, or why it may not go there. */
export type Target =
  | {
      readonly ok: true
      readonly path: string
      /** The permissions of the file that lies there; null when there is none. */
      readonly mode: number | null
    }
  | { readonly ok: false; readonly code: TargetRefusal }

/** Linux follows as many. */
const MOST_LINKS = 40
const PERMISSIONS = 0o777n
const OWNER_WRITES = 0o200n

/**
 * Finds the file that a chosen path leads to, through symbolic links, and writes nothing.
 *
 * Refused: a name this system does not take, what is no ordinary file, a file of the app, a file that may not be written. Throws what the
 * file system throws, for instance where the folder is gone.
 */
export function findTarget(chosen: string, own: OwnPlaces, platform: NodeJS.Platform): Target {
  if (!isFileName(basename(chosen), platform) || chosen.includes('\0')) return refuse('NAME_REFUSED')
  const end = followLinks(chosen)
  if (end === null) return refuse('NOT_A_FILE')
  const { folder, name, file } = end
  if (isOwnPlace(own, folder, name, file)) return refuse('OWN_FILE')
  const path = join(folder, name)
  if (file === null) return { ok: true, path, mode: null }
  if (!file.isFile()) return refuse('NOT_A_FILE')
  if (!isWritable(path, file)) return refuse('READ_ONLY')
  return { ok: true, path, mode: Number(file.mode & PERMISSIONS) }
}

interface End {
  /** The real path of the folder it lies in. */
  readonly folder: string
  readonly name: string
  readonly file: BigIntStats | null
}

function followLinks(chosen: string): End | null {
  let at = chosen
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    // The native one follows "a/../b" as the system does; the other cuts "a/.." away even where "a" is a link.
    const folder = realpathSync.native(dirname(at))
    const name = basename(at)
    const path = join(folder, name)
    const file = lstatSync(path, { bigint: true, throwIfNoEntry: false }) ?? null
    if (!file?.isSymbolicLink()) return { folder, name, file }
    const link = readlinkSync(path)
    // Not joined: "a/../b" leads elsewhere where "a" is itself a link.
    at = isAbsolute(link) ? link : `${folder}/${link}`
  }
  return null
}

/** The owner's own right counts also for an administrator, whom the system lets write everywhere. */
function isWritable(path: string, file: BigIntStats): boolean {
  if ((file.mode & OWNER_WRITES) === 0n) return false
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function refuse(code: TargetRefusal): Target {
  return { ok: false, code }
}
