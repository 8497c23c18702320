import type { Database } from 'better-sqlite3'
import type { TrailHead } from '../../../shared/contract/shapes/books/trail.ts'
import { goesThrough, readHead } from '../history/trail-head.ts'
import type { ChangedOutside } from '../port/standing.ts'
import type { WriteGuard } from '../sqlite/context.ts'
import { LedgerFailure, problemOf } from '../sqlite/errors.ts'
import { isCutBack } from '../sqlite/open.ts'
import { get } from '../sqlite/sql.ts'
import { type FileStamp, sameContent, sameFile, stampOf, stampText } from './file-stamp.ts'
import { readCommit, readLastImported, readTotals } from './totals.ts'
import type { Witness, WitnessFile } from './witness-file.ts'

/** Numbers are reserved so many at a time, so that few sales wait for the disk twice. */
const RESERVED_AHEAD = 50

/** The journal is brought into the book after so many commits, once nobody waits: about where SQLite would by itself. */
const FOLD_EVERY = 50
/** After so many it is done within a commit, where nobody has asked for it before. */
const FOLD_AT_LATEST = 500

/** Guards the writes of one open book, and keeps its witness. */
export interface BookGuard extends WriteGuard {
  /** Lets nothing be written any more; the first reason stays. */
  stop(reason: LedgerFailure): void
  /** Tells whether writing has been stopped. */
  stopped(): boolean
  /** Tells what was done to the file from outside; nothing is written any more then. */
  changedOutside(): ChangedOutside
  /** Notes that the whole book was checked and is sound, epoch ms. */
  noteChecked(at: number): void
  /** Brings the journal into the book where that is due; for a moment in which nobody waits. */
  foldWhenDue(): void
  /** Notes that the journal is about to be brought into the book, to close it. */
  beforeClose(): void
  /** Says that the book was closed, in order or not; the last word of this guard. */
  close(clean: boolean): void
}

export interface GuardOptions {
  readonly db: Database
  readonly bookId: string
  readonly tillCode: string
  readonly file: WitnessFile
  /** The witness as it was before this opening; null for a book that has none yet. */
  readonly before: Witness | null
  /** A person has said to go on with what lies here: another trail than was witnessed is no surprise then. */
  readonly goesOn: boolean
  readonly now: () => number
  /** Told before each write. */
  writes(): void
}

/**
 * Begins to guard an open book: notes that it is open, and from then on holds each write against the file at its path.
 *
 * Throws what the disk throws when the witness cannot be written.
 */
export function guardBook(options: GuardOptions): BookGuard {
  const { db, bookId, tillCode, file, before } = options
  // Reading comes first: it makes the journal, where there is none yet.
  let totals = readWitnessed(db, before?.importedNumber ?? 0)
  let underWay = totals
  const lostHead = options.goesOn ? undefined : lostSince(db, before)
  const book = watched(db.name)
  const journal = watched(`${db.name}-wal`)
  let commit = readCommit({ db })
  let at = before?.at ?? options.now()
  // A witness that was put back from an older copy knows of fewer numbers than the book itself.
  let reserved = Math.max(before?.reservedNumber ?? 0, totals.lastNumber)
  let checkedAt = before?.checkedAt ?? null
  const version = foreignWrites(db)
  let sinceFolded = 0
  let stopped: LedgerFailure | null = null

  function witness(clean = false): Witness {
    return {
      bookId,
      commit,
      at,
      ...totals,
      lostHead,
      tillCode,
      reservedNumber: reserved,
      clean,
      file: stampText(book.last),
      journalBytes: Number(journal.last.size),
      suspect: stopped?.code === 'CORRUPT',
      checkedAt,
    }
  }

  /** A kill from here on leaves a file that the app itself has changed. */
  function noteFolding(): void {
    try {
      file.write({ ...witness(), foldingAt: options.now() })
    } catch {
      // Then a kill leaves a file that is checked before it is written.
    }
  }

  /** Brings the journal into the book: only here does our own writing change the book's file. */
  function fold(): void {
    const now = stampIfTold(book.path)
    if (!now || !sameContent(now, book.last)) return
    sinceFolded = 0
    noteFolding()
    try {
      db.pragma('wal_checkpoint(PASSIVE)')
    } catch {
      // The journal holds all of it, and is folded another time.
    }
    book.look()
  }

  function writeWitness(): void {
    try {
      file.write(witness())
      file.flushSoon()
    } catch {
      // The commit is on the disk whatever becomes of its witness; the next write brings both together again.
    }
  }

  // Else SQLite folds within a commit, and another's write at that moment would be taken for ours.
  db.pragma('wal_autocheckpoint = 0')
  file.write(witness())
  file.flush()

  return {
    beforeWrite() {
      options.writes()
      stopped ??= replaced(book, journal) ?? writtenByAnother(db, version)
      if (stopped) throw stopped
    },
    beforeCommit() {
      underWay = readWitnessed(db, totals.importedNumber)
    },
    afterWrite(number) {
      totals = underWay
      commit = number
      at = options.now()
      journal.look()
      sinceFolded += 1
      if (sinceFolded >= FOLD_AT_LATEST) fold()
      writeWitness()
    },
    afterRefusal() {
      journal.look()
    },
    reserve(number) {
      if (number <= reserved) return
      const known = reserved
      reserved = number + RESERVED_AHEAD - 1
      try {
        file.write(witness())
        file.flush()
      } catch (error) {
        reserved = known
        throw new LedgerFailure(problemOf(error) ?? 'INTERNAL', 'the number cannot be reserved', {
          cause: error,
        })
      }
    },
    imported: () => totals.importedNumber,
    stop(reason) {
      if (stopped) return
      stopped = reason
      if (reason.code !== 'CORRUPT') return
      file.write(witness())
      file.flush()
    },
    stopped: () => stopped !== null,
    changedOutside() {
      stopped ??= replaced(book, journal)
      if (stopped?.code !== 'BOOK_REPLACED') return 'no'
      const now = stampOf(book.path)
      return now && sameFile(now, book.last) ? 'touched' : 'exchanged'
    },
    noteChecked(at) {
      checkedAt = at
      if (!stopped) file.write(witness())
    },
    foldWhenDue() {
      if (stopped || sinceFolded < FOLD_EVERY) return
      fold()
      writeWitness()
    },
    beforeClose() {
      if (!stopped) noteFolding()
    },
    close(clean) {
      try {
        book.look()
        if (!stopped) file.write(witness(clean))
      } finally {
        file.close()
      }
    },
  }
}

/** An older state of the book knows of fewer numbers of imported sales than were given here. */
function readWitnessed(db: Database, imported: number) {
  const reading = { db }
  const importedNumber = Math.max(imported, readLastImported(reading))
  return { ...readTotals(reading), lastEventHash: readHead(reading).hash, importedNumber }
}

/** What was witnessed and is not in the trail any more stays in the witness: the next commit would hide it. */
function lostSince(db: Database, before: Witness | null): TrailHead | undefined {
  if (before?.lostHead || before?.lastEventHash === undefined) return before?.lostHead
  const head = { entry: before.events, hash: before.lastEventHash }
  return goesThrough({ db }, head) ? undefined : head
}

interface Watched {
  readonly path: string
  last: FileStamp
  /** The disk did not tell of it after our own last writing. */
  isOwed: boolean
  /** Takes what our own writing has changed; another file in its place is not taken. */
  look(): void
}

/** A disk that tells nothing just now undoes no commit, and nobody waits for a fold: whoever writes next is told. */
function stampIfTold(path: string): FileStamp | null {
  try {
    return stampOf(path)
  } catch {
    return null
  }
}

function watched(path: string): Watched {
  const none: FileStamp = { device: 0n, inode: 0n, size: 0n, modified: 0n, changed: 0n }
  return {
    path,
    last: stampOf(path) ?? none,
    isOwed: false,
    look() {
      const now = stampIfTold(path)
      this.isOwed = now === null
      const isCut = now !== null && now.size < this.last.size && !isCutBack(now.size)
      if (now && sameFile(now, this.last) && !isCut) this.last = now
    },
  }
}

/** The book's file must be as the last commit left it, and its journal the one that this connection writes. */
function replaced(book: Watched, journal: Watched): LedgerFailure | null {
  for (const one of [book, journal]) if (one.isOwed) one.look()
  const bookNow = stampOf(book.path)
  if (!bookNow) return failure('the book is gone')
  if (!sameContent(bookNow, book.last)) return failure('the book was changed by another program')
  const journalNow = stampOf(journal.path)
  if (!journalNow) return failure('the journal of the book is gone')
  if (!sameFile(journalNow, journal.last)) return failure('the journal of the book was replaced')
  if (journalNow.size < journal.last.size) return failure('the journal of the book was cut')
  // Folded into the book, what another has written there would destroy it.
  if (!sameContent(journalNow, journal.last))
    return failure('another program has written into the journal of the book')
  return null
}

/** Rises with every commit of another connection, and with none of this one. */
function foreignWrites(db: Database): bigint {
  return get<{ data_version: bigint }>({ db }, 'PRAGMA data_version')?.data_version ?? 0n
}

function writtenByAnother(db: Database, known: bigint): LedgerFailure | null {
  return foreignWrites(db) === known ? null : failure('another program has written into the book')
}

function failure(message: string): LedgerFailure {
  return new LedgerFailure('BOOK_REPLACED', message)
}
