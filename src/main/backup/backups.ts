import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Clock, Timers } from '../../shared/time/clock.ts'
import { roomIn } from '../ledger/copies/files.ts'
import { freeMoment } from '../ledger/copies/names.ts'
import type {
  BackupMade,
  BackupOrder,
  BackupReason,
  CopyOutcome,
  CopyProblem,
  RunningCopy,
} from '../ledger/port/copies/backups.ts'
import { type Backup, backupsIn, type OfBook, removeBackup } from './folder.ts'
import { ENDING, nameOf } from './names.ts'
import {
  asKept,
  createSecondFolder,
  type FolderTrouble,
  type SecondFolder,
  type SecondFolderPorts,
} from './second-folder.ts'
import { toThin } from './thin.ts'

/** The book whose backups are made. */
export interface BackupBook {
  readonly kind: 'live' | 'practice'
  readonly path: string
  readonly id: string
  readonly zone: string
  /** A check of the book is owed, or runs: nothing may be removed that may be the last good backup. */
  isOwed(): boolean
}

/** Why the last backup that was due could not be made. */
export interface BackupFailure {
  readonly code: CopyProblem
  readonly at: number
  readonly needed: number | null
}

/** What stands about the backups of a book at a moment. */
export interface BackupsState {
  readonly here: {
    readonly path: string
    readonly backups: readonly Backup[]
    readonly free: number | null
  }
  readonly second: {
    readonly folder: SecondFolder
    readonly trouble: FolderTrouble
    readonly backups: readonly Backup[]
    readonly free: number | null
  } | null
  /** How much of a backup is made, from 0 to 1; null when none is under way. */
  readonly running: number | null
  readonly failure: BackupFailure | null
}

/** The backups of the open book: made by a timer while it changes, at its end, or by hand. */
export interface Backups {
  /** Begins to back a book up. */
  begin(book: BackupBook): void
  /** Gives up what is under way and waits for its end; nothing is made any more by itself. */
  end(): Promise<void>
  /** Makes one at once, of a book that is open or of one that is closed. */
  make(book: BackupBook, reason: BackupReason): Promise<CopyOutcome<BackupMade>>
  /** Makes one of a book that was just closed, if that is done soon; what is not made then is made at the next start. */
  makeAtClose(book: BackupBook): Promise<void>
  state(of: OfBook, bookPath: string): Promise<BackupsState>
  /** Finds a backup by its name, of whichever book here, or of this one in the second folder; null where there is none. */
  find(name: string, of: OfBook, bookPath: string): Promise<Backup | null>
  /** Looks at the second folder again, as when another one was chosen. */
  follow(): void
}

export interface BackupsPorts extends Pick<SecondFolderPorts, 'carry' | 'tellAway'> {
  readonly clock: Clock
  readonly timers: Timers
  make(order: BackupOrder, onProgress: (done: number) => void): RunningCopy<BackupMade>
  readonly secondFolder: Pick<SecondFolderPorts, 'get' | 'set'>
  changed(): void
  failed(error: unknown): void
}

/** A backup is due when the last one is as old, ms. */
const EVERY_MS = 3_600_000
/** What is due is looked for so often, and begun so long after the opening, ms. */
const LOOK_MS = 300_000
const FIRST_LOOK_MS = 30_000
/** At the end of the app a backup may take so long, ms; a book that is larger than this is not even begun, bytes. */
const CLOSE_MS = 3_000
const CLOSE_BYTES = 100 * 2 ** 20

/** Where the backups of a book lie on this computer. */
export function backupsFolder(bookPath: string): string {
  return join(dirname(bookPath), 'backups')
}

/** Makes what keeps the backups. */
export function createBackups(ports: BackupsPorts): Backups {
  const { clock, timers, failed } = ports
  const second = createSecondFolder({ ...ports, ...ports.secondFolder, now: () => clock.now() })
  let book: BackupBook | null = null
  let cancelLook: () => void = () => undefined
  let running: RunningCopy<BackupMade> | null = null
  let done: number | null = null
  let failure: BackupFailure | null = null
  /** One work after the other: two copies of one book would double the load, and could remove each other's. */
  let tail: Promise<unknown> = Promise.resolve()

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = tail.then(work)
    tail = turn.catch(() => undefined)
    return turn
  }

  const listHere = ({ kind, id, path }: BackupBook) =>
    backupsIn(backupsFolder(path), { kind, bookId: id }).catch(() => [] as readonly Backup[])

  /** Those of this computer are all its own, also of a book that another one took the place of. */
  const allHere = (kind: OfBook['kind'], bookPath: string) =>
    backupsIn(backupsFolder(bookPath), { kind, bookId: null }).catch(() => [] as readonly Backup[])

  /** The last one that the clock has reached: one made while it went ahead says nothing about when the next is due. */
  async function lastGood(of: BackupBook): Promise<Backup | null> {
    const isGood = ({ witness, damaged, madeAt }: Backup) =>
      witness !== null && !damaged && madeAt <= clock.now()
    return (await listHere(of)).find(isGood) ?? null
  }

  async function makeOne(
    of: BackupBook,
    reason: BackupReason,
    unlessCommit: number | null,
  ): Promise<CopyOutcome<BackupMade>> {
    const pathAt = (moment: number) =>
      join(backupsFolder(of.path), `${nameOf(of.kind, moment, reason, of.id)}${ENDING}`)
    const madeAt = freeMoment(clock.now(), pathAt)
    const order: BackupOrder = {
      book: of.path,
      folder: backupsFolder(of.path),
      name: nameOf(of.kind, madeAt, reason, of.id),
      reason,
      madeAt,
      unlessCommit,
    }
    running = ports.make(order, (progress) => {
      const before = Math.floor((done ?? 0) * 100)
      done = progress
      // A window need not be told oftener than of each hundredth.
      if (Math.floor(progress * 100) !== before) ports.changed()
    })
    done = 0
    const outcome = await running.finished
    running = null
    done = null
    if (outcome.ok) failure = null
    // What keeps a book from being saved before it is replaced is answered to whoever replaces it.
    else if (outcome.code !== 'CANCELLED' && reason !== 'restore') {
      failure = { code: outcome.code, at: madeAt, needed: outcome.needed }
    }
    if (!outcome.ok && outcome.code !== 'CANCELLED')
      failed(new Error(`no backup was made: ${outcome.code} ${outcome.reason}`))
    ports.changed()
    return outcome
  }

  /** Removes what is no longer kept, and lets the second folder follow. */
  async function tidy(of: BackupBook): Promise<void> {
    const mayThin = !of.isOwed() && failure === null
    if (mayThin) {
      for (const one of toThin((await listHere(of)).map(asKept), clock.now(), of.zone)) {
        if (of.isOwed()) break
        await removeBackup(one.backup)
      }
    }
    if (of.kind === 'live' && book?.path === of.path) {
      await second.follow(await listHere(of), { kind: of.kind, bookId: of.id }, of.zone, mayThin)
      ports.changed()
    }
  }

  /** Makes the backup that is due, if one is. */
  async function look(of: BackupBook, isFirst: boolean): Promise<void> {
    if (book !== of) return
    const last = await lastGood(of)
    const age = last ? clock.now() - last.madeAt : EVERY_MS
    if (age >= EVERY_MS) await makeOne(of, isFirst ? 'start' : 'timer', last?.witness?.commit ?? null)
    await tidy(of)
  }

  function lookLater(of: BackupBook, afterMs: number, isFirst: boolean): void {
    cancelLook()
    cancelLook = timers.after(afterMs, () => {
      inTurn(() => look(of, isFirst))
        .catch(failed)
        .finally(() => book === of && lookLater(of, LOOK_MS, false))
    })
  }

  return {
    begin(of) {
      book = of
      // What kept another book from being backed up, or this one before it was replaced, says nothing about it.
      failure = null
      lookLater(of, FIRST_LOOK_MS, true)
    },
    async end() {
      book = null
      cancelLook()
      running?.cancel()
      await Promise.all([second.stop(), tail])
    },
    async make(of, reason) {
      const made = await inTurn(() => makeOne(of, reason, null))
      // A second folder may be slow: nobody waits for it.
      inTurn(() => tidy(of)).catch(failed)
      return made
    },
    makeAtClose: (of) =>
      inTurn(async () => {
        const last = await lastGood(of)
        const bytes = statSync(of.path, { throwIfNoEntry: false })?.size ?? 0
        if (bytes === 0 || bytes > CLOSE_BYTES) return
        const cancel = timers.after(CLOSE_MS, () => running?.cancel())
        await makeOne(of, 'close', last?.witness?.commit ?? null)
        cancel()
      }).catch(failed),
    async state(of, bookPath) {
      const path = backupsFolder(bookPath)
      const folder = of.kind === 'live' ? ports.secondFolder.get() : null
      const [backups, free, secondBackups, secondFree] = await Promise.all([
        allHere(of.kind, bookPath),
        roomIn(path).then((room) => room ?? roomIn(dirname(path))),
        folder ? second.list(of) : [],
        folder ? roomIn(folder.path) : null,
      ])
      return {
        here: { path, backups, free },
        second: folder && { folder, trouble: second.trouble(), backups: secondBackups, free: secondFree },
        running: done,
        failure,
      }
    },
    async find(name, of, bookPath) {
      const here = await allHere(of.kind, bookPath)
      const found = here.find((one) => one.name === name && !one.damaged)
      return found ?? (await second.list(of)).find((one) => one.name === name && !one.damaged) ?? null
    },
    follow() {
      const of = book
      if (of) inTurn(() => tidy(of)).catch(failed)
    },
  }
}
