import type { EventName } from '../../shared/contract/plain/app-events.ts'
import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { BackupRow, BackupsView, RestorePreview } from '../../shared/contract/shapes/books/backup.ts'
import type { MovingView } from '../../shared/contract/shapes/books/moving.ts'
import type { SalvageReport } from '../../shared/contract/shapes/books/salvage.ts'
import type { Words } from '../../shared/words/words.ts'
import { type BackupBook, backupsFolder, createBackups } from '../backup/backups.ts'
import { type Backup, backupAt, isOfAnother } from '../backup/folder.ts'
import { isOwnPlace } from '../export/target/own-files.ts'
import { type BookTrouble, isOpen } from '../ipc/handlers/book-problem.ts'
import type { BackupWitness } from '../ledger/port/copies/backups.ts'
import type { NewerSales } from '../ledger/port/copies/restored.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import { startCopy } from '../ledger/thread/copies-client.ts'
import type { Session } from '../session/session.ts'
import { keptFolder, keptIn } from './book-files.ts'
import { createBookNews } from './book-news.ts'
import { bookPath } from './book-place.ts'
import type { HostPorts } from './host-ports.ts'
import { TILL_CODES } from './open-book.ts'
import { prepareRestore, type ReadyToPlace, type Restored, type RestorePorts } from './restore.ts'
import { prepareSalvage, type Salvaged } from './salvage.ts'
import type { AppSettings } from './settings.ts'

export interface BookBackupsPorts {
  readonly host: HostPorts
  readonly settings: AppSettings
  words(): Words
  emit(name: EventName, ids: readonly string[]): void
  /** The open book, or why there is none. */
  current(): Session | BookTrouble
  /** A whole check of the open book is owed. */
  isOwed(): boolean
  failed(error: unknown): void
}

/** The backups of whichever book is open. */
export type BookBackups = ReturnType<typeof createBookBackups>

/** Joins the backups to the open book, its settings and its windows. */
export function createBookBackups(ports: BookBackupsPorts) {
  const { host, settings, emit, failed } = ports
  const changed = () => emit('backups.changed', [])
  const thread = { workerUrl: host.workers.copies, patience: host.patience }
  const quiet = () => undefined
  const news = createBookNews({
    settings,
    changed() {
      changed()
      emit('settings.changed', [])
    },
  })
  let restoring: number | null = null
  let known: BackupBook | null = null

  const backups = createBackups({
    clock: host.clock,
    timers: host.timers,
    make: (order, onProgress) => startCopy({ ...thread, job: 'make', order, onProgress }),
    carry: (order) => startCopy({ ...thread, job: 'carry', order, onProgress: quiet }),
    secondFolder: { get: settings.secondFolder, set: settings.setSecondFolder },
    tellAway({ path }) {
      const { t } = ports.words()
      const body = t('backups.away.text', { path })
      host.notify({ title: t('backups.away.title'), body, invoiceId: null }, quiet)
    },
    changed,
    failed,
  })

  const restorePorts: RestorePorts = {
    clock: host.clock,
    layOut: (order, onProgress) => startCopy({ ...thread, job: 'layOut', order, onProgress }),
    backUp: () => backups.make(closedBook(settings.bookKind()), 'restore'),
    progress(done) {
      if (isFurther(restoring, done)) changed()
      restoring = done
    },
  }

  function place() {
    const kind = settings.bookKind()
    return { of: { kind, bookId: settings.knownBookId(kind) }, path: bookPath(host, kind) }
  }

  async function bookOf(session: Session): Promise<BackupBook> {
    const { id, zone } = await session.ledger.book()
    return { kind: session.kind, path: session.path, id, zone, isOwed: ports.isOwed }
  }

  /** The book that lies there, also where it cannot be opened. */
  function closedBook(kind: Book['kind']): BackupBook {
    const path = bookPath(host, kind)
    if (known?.path === path) return known
    return { kind, path, id: settings.knownBookId(kind) ?? '', zone: host.zone, isOwed: () => true }
  }

  async function prepare(kind: Book['kind'], name: string): Promise<Result<ReadyToPlace>> {
    const { of, path } = place()
    const backup = await backups.find(name, of, path)
    return backup ? lay(kind, path, backup) : refuse('NOT_FOUND')
  }

  /** The same with any file of a book, or of a backup. */
  async function prepareFile(kind: Book['kind'], path: string): Promise<Result<ReadyToPlace>> {
    const file = await backupAt(path)
    return file ? lay(kind, place().path, file) : refuse('FOLDER_GONE')
  }

  /** The same with a backup that was found elsewhere, within a file of another computer. */
  function prepareBackup(kind: Book['kind'], backup: Backup): Promise<Result<ReadyToPlace>> {
    return lay(kind, place().path, backup)
  }

  async function lay(kind: Book['kind'], path: string, backup: Backup): Promise<Result<ReadyToPlace>> {
    restoring = 0
    changed()
    try {
      const prepared = await prepareRestore({ kind, path }, backup, restorePorts)
      return 'refused' in prepared ? refuse(prepared.refused) : ok(prepared.ready)
    } finally {
      restoring = null
      changed()
    }
  }

  /** Salvages the damaged book that lies there. */
  async function salvage(kind: Book['kind']): Promise<Result<Salvaged>> {
    restoring = 0
    changed()
    try {
      return await prepareSalvage(
        { kind, path: place().path },
        { ...restorePorts, host, settings, tillCode: TILL_CODES[kind] },
      )
    } finally {
      restoring = null
      changed()
    }
  }

  /** Asks the open book what it holds beyond a backup; null where that cannot be told, or where it is one of another book. */
  async function beyond<T>(
    backup: Backup,
    ask: (ledger: LedgerClient, older: BackupWitness) => Promise<T>,
  ): Promise<T | null> {
    const session = ports.current()
    const { witness } = backup
    // An empty state tells nothing of which book it is one of, so that each book would be newer.
    if (isOfAnother(backup, place().of.bookId)) return null
    return witness && isOpen(session) ? ask(session.ledger, witness).catch(() => null) : null
  }

  async function rowOf(backup: Backup, here: boolean, away: boolean): Promise<BackupRow> {
    const { name, madeAt, reason, witness, bytes, damaged } = backup
    return {
      name,
      madeAt,
      reason,
      sales: witness?.invoices ?? null,
      lastSale: witness?.lastSale ?? null,
      newer: await beyond(backup, (ledger, older) => ledger.countNewer(older)),
      bytes,
      here,
      away,
      damaged,
      another: isOfAnother(backup, place().of.bookId),
    }
  }

  const port = {
    async view(): Promise<BackupsView> {
      const { of, path } = place()
      const keptPath = keptFolder(path)
      const [state, kept] = await Promise.all([backups.state(of, path), keptIn(keptPath)])
      const away = new Map((state.second?.backups ?? []).map((one) => [one.name, one]))
      const here = new Set(state.here.backups.map(({ name }) => name))
      const elsewhere = [...away.values()].filter(({ name }) => !here.has(name))
      const listed = [...state.here.backups, ...elsewhere]
        .toSorted((a, b) => b.madeAt - a.madeAt)
        .slice(0, MOST_ROWS)
      const rows = await Promise.all(listed.map((one) => rowOf(one, here.has(one.name), away.has(one.name))))
      return {
        rows,
        making: state.running,
        restoring,
        failure: state.failure,
        here: {
          path: state.here.path,
          count: state.here.backups.length,
          bytes: bytesOf(state.here.backups),
          free: state.here.free,
        },
        kept: { path: keptPath, ...kept },
        second: state.second && {
          path: state.second.folder.path,
          lastAt: state.second.folder.lastAt,
          awaySince: state.second.folder.awaySince,
          trouble: state.second.trouble?.code ?? null,
          needed: state.second.trouble?.needed ?? null,
          count: state.second.backups.length,
          bytes: bytesOf(state.second.backups),
          free: state.second.free,
        },
        salvaged: news.of(of.kind).salvaged,
        restored: news.of(of.kind).restored,
      }
    },
    async preview(name: string): Promise<Result<RestorePreview>> {
      const { of, path } = place()
      const backup = await backups.find(name, of, path)
      if (!backup) return refuse('NOT_FOUND')
      const session = ports.current()
      const newer = await beyond(backup, (ledger, older) => ledger.newerThan(older))
      const now = isOpen(session) ? await session.ledger.lastSale().catch(() => null) : null
      return ok({
        row: await rowOf(backup, true, false),
        now: now && { sales: now.invoices, lastSale: now.lastSale },
        newer: newer && toldOf(newer),
      })
    },
    async make(): Promise<Result<null>> {
      const session = ports.current()
      if (!isOpen(session)) return refuse(session.code)
      const made = await backups.make(await bookOf(session), 'hand')
      return made.ok ? ok(null) : refuse(made.code)
    },
    async chooseFolder(): Promise<Result<null>> {
      const path = await host.folderDialog()
      if (path === null) return ok(null)
      const own = { bookPath: place().path, ownFolders: [host.appDir, host.dataDir] }
      if (isOwnPlace(own, path, '', null)) return refuse('OWN_FILE')
      settings.setSecondFolder({ path, lastAt: null, awaySince: null, told: false })
      backups.follow()
      changed()
      return ok(null)
    },
    async leaveFolder(): Promise<Result<null>> {
      settings.setSecondFolder(null)
      changed()
      return ok(null)
    },
    unread: () => news.unread(settings.bookKind()),
    read: () => news.read(settings.bookKind()),
    showFolder(): void {
      host.showInFolder(backupsFolder(place().path))
    },
  }

  return {
    port,
    prepare,
    prepareFile,
    prepareBackup,
    makeNow: async (session: Session) => backups.make(await bookOf(session), 'hand'),
    salvage,
    /** A new book was begun in its place. */
    noteBegun: () => news.forget(settings.bookKind()),
    /** What was saved of the damaged book lies in its place now. */
    noteSalvaged(report: SalvageReport, kind = settings.bookKind()): void {
      news.tell(kind, { salvaged: { at: host.clock.now(), kind, report } })
    },
    noteRestored(kind: Book['kind'], one: Restored): void {
      news.tell(kind, { restored: { ...one, kind, lostNumbers: [...one.lostNumbers] } })
    },
    /** What was put there came in a file from another computer. */
    noteOpened(opened: NonNullable<MovingView['opened']>, kind = settings.bookKind()): void {
      news.tell(kind, { restored: news.of(kind).restored, opened })
    },
    opened: () => news.of(settings.bookKind()).opened,
    async begin(session: Session): Promise<void> {
      known = await bookOf(session)
      backups.begin(known)
    },
    end: backups.end,
    /** Makes a backup of a book that was just closed, unless it may not be written. */
    async makeAtClose(left: Session): Promise<void> {
      if (host.backUpAtClose && left.closed() === null && known?.path === left.path)
        await backups.makeAtClose(known)
    },
  }
}

/** What is said of it before a restore: sales, and what no provider knows. */
function toldOf({ acts: _, ...newer }: NewerSales): RestorePreview['newer'] {
  return { ...newer, askable: [...newer.askable], lostNumbers: [...newer.lostNumbers] }
}

/** Says whether a hundredth more is done: a window need not be told oftener. */
function isFurther(before: number | null, done: number | null): boolean {
  return Math.floor((before ?? 0) * 100) !== Math.floor((done ?? 0) * 100)
}

/** A longer list is cut; what is older can be seen in the folder. */
const MOST_ROWS = 500

function bytesOf(backups: readonly Backup[]): number {
  return backups.reduce((sum, { bytes }) => sum + bytes, 0)
}
