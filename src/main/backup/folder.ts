import { readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readBackupWitness, witnessBeside } from '../ledger/copies/backup-witness.ts'
import type { BackupReason, BackupWitness, FileRange } from '../ledger/port/copies/backups.ts'
import { ENDING, endOf, readName } from './names.ts'

/** A backup as it lies in a folder. */
export interface Backup {
  readonly name: string
  readonly path: string
  readonly madeAt: number
  readonly reason: BackupReason
  /** Null where nothing lies beside it, as beside those of earlier versions. */
  readonly witness: BackupWitness | null
  readonly bytes: number
  /** It is empty, or not as long as it was when it was made. */
  readonly damaged: boolean
  /** The part of the file that it is, where it lies in a file from another computer; and the code that this one's till goes on under. */
  readonly within?: FileRange
  readonly meantTill?: string | null
}

/** Which book's backups are looked for. */
export interface OfBook {
  readonly kind: 'live' | 'practice'
  /** Null where it is not known: then those of every book of that kind. */
  readonly bookId: string | null
}

/**
 * Lists the backups of a book in a folder, the newest first; what is not named as the app names them, and those of other books, are passed over.
 *
 * Rejects with what the disk throws; a folder that is not there is ENOENT.
 */
export async function backupsIn(folder: string, { kind, bookId }: OfBook): Promise<readonly Backup[]> {
  const found: Backup[] = []
  for (const name of await readdir(folder)) {
    const told = readName(name)
    if (told?.kind !== kind) continue
    const path = join(folder, name)
    const file = await stat(path).catch(() => null)
    if (!file?.isFile()) continue
    const witness = await readBackupWitness(path)
    const damaged = file.size === 0 || (witness !== null && witness.fileBytes !== file.size)
    const { madeAt, reason } = told
    const one: Backup = { name, path, madeAt, reason, witness, bytes: file.size, damaged }
    if (!isOfAnother(one, bookId)) found.push(one)
  }
  return found.toSorted((a, b) => b.madeAt - a.madeAt || (a.name < b.name ? 1 : -1))
}

/** Whether a backup is known to be of another book than this one. */
export function isOfAnother({ name, witness }: Backup, bookId: string | null): boolean {
  if (bookId === null) return false
  const end = readName(name)?.book ?? null
  return witness ? witness.bookId !== bookId : end !== null && end !== endOf(bookId)
}

/** Reads any file as a backup, whatever it is called; null where there is no such file. */
export async function backupAt(path: string): Promise<Backup | null> {
  const file = await stat(path).catch(() => null)
  if (!file?.isFile()) return null
  const name = basename(path)
  const told = readName(name)
  const witness = name.endsWith(ENDING) ? await readBackupWitness(path) : null
  const { madeAt, reason } = told ?? { madeAt: Math.round(file.mtimeMs), reason: 'hand' as const }
  return { name, path, madeAt, reason, witness, bytes: file.size, damaged: false }
}

/** Removes a backup and what lies beside it; the witness goes last, for it names what is left. */
export async function removeBackup({ path, witness }: Backup): Promise<void> {
  await rm(path, { force: true })
  if (witness) await rm(witnessBeside(path), { force: true })
}
