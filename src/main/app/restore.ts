import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { z } from 'zod'
import { BOOK_CODES } from '../../shared/contract/plain/error-codes.ts'
import type { Clock } from '../../shared/time/clock.ts'
import type { Backup } from '../backup/folder.ts'
import { appear } from '../ledger/copies/names.ts'
import type {
  BackupMade,
  CopyOutcome,
  CopyProblem,
  LaidOut,
  LayOutOrder,
  RunningCopy,
} from '../ledger/port/copies/backups.ts'
import type { TakenOver } from '../ledger/port/copies/restored.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import { BookError } from '../ledger/sqlite/errors.ts'
import { asidePath, placeBook } from './book-files.ts'

/** A restore that has begun to change the book's place, until all of it is done. */
export interface RestoreMark {
  /** The stamp of the file that was put there, as text. */
  readonly file: string
  /** The name of the backup; null for what was salvaged of the book itself. */
  readonly backup: string | null
  /** When it was made, epoch ms. */
  readonly madeAt: number
  /** Where the book that lay there is kept; null where none did. */
  readonly aside: string | null
  /** The code that another computer has reserved for the till of this one; null or absent where none has. */
  readonly till?: string | null | undefined
}

/** A restore that was carried out in this run of the app. */
export interface Restored extends TakenOver {
  readonly backup: string
  readonly madeAt: number
  readonly at: number
}

export interface RestorePorts {
  readonly clock: Clock
  layOut(order: LayOutOrder, onProgress: (done: number) => void): RunningCopy<LaidOut>
  /** Makes a backup of the closed book that is about to be replaced. */
  backUp(): Promise<CopyOutcome<BackupMade>>
  progress(done: number | null): void
}

/** A backup that is laid out beside the book and checked, ready to take its place. */
export interface ReadyToPlace {
  /** Keeps what lies there, and puts the backup in its place. Rejects with a BookError; what lies there is then as it was. */
  place(): Promise<void>
  /** Removes what was laid out. */
  giveUp(): Promise<void>
}

const mark = z.object({
  file: z.string(),
  backup: z.string().nullable(),
  madeAt: z.number(),
  aside: z.string().nullable(),
  till: z.string().nullish(),
})

/** What keeps a book from being backed up and is no reason against replacing it: the file itself is kept. */
const PAST_SAVING: ReadonlySet<CopyProblem> = new Set([
  'CORRUPT',
  'NOT_A_DATABASE',
  'FROM_FUTURE',
  'DATA_MISSING',
  'INTERNAL',
])

/** Which book's place it is. */
export interface BookPlace {
  readonly kind: 'live' | 'practice'
  readonly path: string
}

/** Lays a backup out beside a book and checks it; the book may be in use meanwhile. */
export async function prepareRestore(
  { kind, path: bookPath }: BookPlace,
  backup: Backup,
  ports: RestorePorts,
): Promise<{ readonly ready: ReadyToPlace } | { readonly refused: CopyProblem }> {
  const part = partOf(bookPath)
  await removePart(part)
  const laid = await ports.layOut(
    { backup: backup.path, within: backup.within ?? null, target: part, witness: backup.witness },
    ports.progress,
  ).finished
  if (!laid.ok) return { refused: laid.code }
  const { file, content } = laid.value
  if (content.kind !== kind) {
    await removePart(part)
    return { refused: 'OTHER_BOOK' }
  }
  return {
    ready: readyAt(
      bookPath,
      { file, backup: backup.name, madeAt: backup.madeAt, till: backup.meantTill ?? null },
      ports,
    ),
  }
}

/** What lies beside a book, whole and checked, and is to take its place. */
export function readyAt(
  bookPath: string,
  words: Omit<RestoreMark, 'aside'>,
  ports: Pick<RestorePorts, 'clock' | 'backUp'>,
): ReadyToPlace {
  const part = partOf(bookPath)
  return {
    async place() {
      if (existsSync(bookPath)) {
        const saved = await ports.backUp()
        if (!saved.ok && !PAST_SAVING.has(saved.code)) throw unsaved(saved.code)
      }
      const kept = asidePath(bookPath, ports.clock.now())
      const earlier = readMark(bookPath)
      await writeMark(bookPath, { ...words, aside: existsSync(bookPath) ? kept : null })
      try {
        await placeBook(part, bookPath, kept)
      } catch (error) {
        // What lies there is as it was, and so is what a restore before this one still has to do.
        if (earlier) await writeMark(bookPath, earlier)
        else rmSync(markPath(bookPath), { force: true })
        throw error
      }
    },
    giveUp: () => removePart(part),
  }
}

/** Where what is to take a book's place is laid out; a leftover of a kill is swept. */
export function partOf(bookPath: string): string {
  return `${bookPath}.part`
}

function unsaved(code: CopyProblem): BookError {
  const known = BOOK_CODES.find((one) => one === code)
  return new BookError(known ?? 'DISK_IO', `the book could not be kept before it was replaced: ${code}`)
}

/** Reads the mark of a restore that is not done yet; null where there is none. */
export function readMark(bookPath: string): RestoreMark | null {
  try {
    return mark.parse(JSON.parse(readFileSync(markPath(bookPath), 'utf8')))
  } catch {
    return null
  }
}

/**
 * Takes over what the restored book lacks, and ends the restore; a mark of a restore that never came to be is removed.
 *
 * `told` notes what came of it before that: a kill in between leaves the mark, and it is done and told once more.
 */
export async function finishRestore(
  bookPath: string,
  open: { readonly ledger: LedgerClient; readonly restored: boolean },
  at: number,
  told: (restored: Restored) => Promise<void>,
): Promise<void> {
  const found = readMark(bookPath)
  if (!found) return
  if (open.restored && found.backup !== null) {
    const nothing: TakenOver = { taken: 0, lost: 0, lostNumbers: [], read: true, replaced: 'none' }
    const taken = found.aside === null ? nothing : await open.ledger.takeOver(found.aside, found.backup, at)
    await told({ ...taken, backup: found.backup, madeAt: found.madeAt, at })
  }
  rmSync(markPath(bookPath), { force: true })
}

function markPath(bookPath: string): string {
  return `${bookPath}.restore.json`
}

/** Appears whole: until then the mark of a restore before, which is not done yet, holds. */
async function writeMark(bookPath: string, value: RestoreMark): Promise<void> {
  const part = `${markPath(bookPath)}.part`
  writeFileSync(part, JSON.stringify(value), { mode: 0o600, flush: true })
  await appear(part, markPath(bookPath))
}

/** Removes what was laid out beside a book. */
export async function removePart(part: string): Promise<void> {
  for (const beside of ['', '-wal', '-shm', '-journal']) await rm(`${part}${beside}`, { force: true })
}
