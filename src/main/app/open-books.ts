import type { EventName } from '../../shared/contract/plain/app-events.ts'
import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { Words } from '../../shared/words/words.ts'
import { type BookTrouble, bookProblemOf, isOpen } from '../ipc/handlers/book-problem.ts'
import type { Gate } from '../ipc/router/gate.ts'
import type { BookProblem } from '../ledger/port/book.ts'
import type { CheckOutcome } from '../ledger/port/check.ts'
import { startCheck } from '../ledger/thread/check-client.ts'
import type { Practice } from '../practice/world/practice-port.ts'
import type { Session } from '../session/session.ts'
import type { SecretKeeper } from '../vault/secret-keeper.ts'
import { createBookCheck } from './book-check.ts'
import { canBeWritten, fileAt, keptPath, putAside, putCopyInPlace, putJournalAside } from './book-files.ts'
import type { HostPorts } from './host-ports.ts'
import { bookOf, bookPath, closedOf, createBookOpener, type HowToOpen } from './open-book.ts'
import type { AppSettings } from './settings.ts'

/** Which book is open, the way from one to the other, and the ways on where one may not be written. */
export interface OpenBooks {
  /** The open book, or why there is none. */
  current(): Session | BookTrouble
  /** How much of a whole check is done, from 0 to 1; null when none runs. */
  checkProgress(): number | null
  /** Opens that book; where it is open but may not be written, looks at its file again. */
  switchTo(kind: Book['kind']): Promise<Result<Book>>
  /** Goes on with the book as it is, whatever of it is missing; its next number lies above every one that was given. */
  goOn(): Promise<Result<Book>>
  /** Puts the copy that lacks nothing in the book's place; the file that lay there is put aside. */
  useKept(): Promise<Result<Book>>
  /** Puts what lies in the book's place aside, and begins a new book. */
  beginNew(): Promise<Result<Book>>
  close(): Promise<void>
}

export interface OpenBooksPorts {
  readonly host: HostPorts
  readonly settings: AppSettings
  readonly gate: Gate
  readonly practice: Practice
  /** The keys of the live book. */
  readonly keys: SecretKeeper
  words(): Words
  emit(name: EventName, ids: readonly string[], commit?: number | null): void
  /** Lets what still reads the book finish before it is closed. */
  beforeLeaving(): Promise<void>
  failed(error: unknown): void
}

/** A second death of the book's thread within this time waits for a person, ms. */
const LOST_AGAIN_MS = 60_000

/** A check that ends within this time is waited for: most books open without a word about it, ms. */
const SHORT_CHECK_MS = 1_500

/** A check that is owed begins so long after the opening, ms. */
const CHECK_AFTER_MS = { now: 2_000, soon: 60_000 } as const

/** A book that is closed for a while is looked at again after this time, ms. */
const LOOK_AGAIN_MS = 10_000

/** What passes by itself or outside the app: from a book that cannot be opened for it, the way leads back. */
const PASSING: ReadonlySet<BookProblem> = new Set(['DISK_FULL', 'DISK_IO', 'READ_ONLY', 'LOCKED'])

/** Opens the book that was open last. */
export async function createOpenBooks(ports: OpenBooksPorts): Promise<OpenBooks> {
  const { host, settings, gate, emit, failed } = ports
  const { clock } = host
  const openBook = createBookOpener({
    ...ports,
    lost: (kind) => void inTurn(() => openAnew(kind)).catch(failed),
    stopped: (kind, reason) => void inTurn(() => lookAnew(kind, reason)).catch(failed),
  })
  const check = createBookCheck({
    timers: host.timers,
    run: (path, onProgress) => startCheck({ workerUrl: host.workers.check, path, onProgress }),
    changed: () => emit('book.checked', []),
  })
  let lastLostAt: number | null = null
  let tail: Promise<unknown> = Promise.resolve()
  let session: Session | BookTrouble = trouble('LOCKED', settings.bookKind())
  /** The file that was opened; null where none was. */
  let openFile: string | null = null

  /** One change of the open book after the other. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = tail.then(change)
    tail = turn.catch(() => undefined)
    return turn
  }

  function trouble(code: BookProblem, kind: Book['kind']): BookTrouble {
    return { code, missing: null, kept: null, path: bookPath(host, kind) }
  }

  /** Opens a book; where its file was touched, it is checked whole first, and may be read meanwhile. */
  async function open(kind: Book['kind'], how: HowToOpen = {}): Promise<void> {
    const opened = await openBook(kind, how).catch((error: unknown) => {
      failed(error)
      return { session: trouble(bookProblemOf(error), kind), checkOwed: null }
    })
    session = opened.session
    const path = bookPath(host, kind)
    openFile = isOpen(session) ? fileAt(path) : null
    const closed = closedOf(session)?.code
    if (closed !== 'BOOK_CHECKING') {
      if (closed && PASSING.has(closed)) lookLater(kind)
      if (opened.checkOwed) check.startLater(path, CHECK_AFTER_MS[opened.checkOwed], checked)
      return
    }
    const held = session
    const outcome = check.start(path)
    const waited = new Promise<null>((done) => host.timers.after(SHORT_CHECK_MS, () => done(null)))
    const soon = await Promise.race([outcome, waited])
    if (soon) return settle(held, kind, how, soon)
    const settled = outcome.then((late) => inTurn(() => settle(held, kind, how, late)))
    settled.then(() => emit('book.changed', [])).catch(failed)
  }

  /** What keeps a book closed for a while may have passed: it is looked at again, as long as nobody has chosen another. */
  function lookLater(kind: Book['kind']): void {
    const closed = session
    host.timers.after(LOOK_AGAIN_MS, () => {
      const again = async () => {
        if (session !== closed) return
        if (!canBeWritten(closed.path)) return lookLater(kind)
        await leaveThen(() => undefined, kind)
        if (closedOf(session) === null) emit('book.changed', [])
      }
      inTurn(again).catch(failed)
    })
  }

  /** What was held is opened for writing when it is sound, and stays closed when it is not. */
  async function settle(
    held: Session | BookTrouble,
    kind: Book['kind'],
    how: HowToOpen,
    outcome: CheckOutcome,
  ): Promise<void> {
    if (session !== held) return
    if (outcome.state === 'sound') {
      session = trouble('LOCKED', kind)
      if (isOpen(held)) await held.close().catch(failed)
      await open(kind, { ...how, checkedFile: outcome.file })
    } else {
      await stop(held, outcome)
    }
  }

  /** A check of a book that is in use has ended. */
  function checked(outcome: CheckOutcome): void {
    const of = session
    if (!isOpen(of)) return
    if (outcome.state === 'sound') of.ledger.noteChecked(clock.now()).catch(failed)
    else if (outcome.state === 'unknown') failed(new Error(outcome.reason))
    else
      stop(of, outcome)
        .then(() => emit('book.changed', []))
        .catch(failed)
  }

  async function stop(of: Session | BookTrouble, outcome: CheckOutcome): Promise<void> {
    failed(new Error(outcome.state === 'unsound' ? outcome.found : 'the book was not checked'))
    const code = outcome.state === 'unsound' ? 'CORRUPT' : 'DISK_IO'
    if (isOpen(of)) await of.halt({ code, missing: null, kept: null })
    else session = { ...of, code }
  }

  /** Leaves the open book, does something to its files, and opens one. */
  async function leaveThen(
    work: () => Promise<void> | void,
    kind: Book['kind'],
    how?: HowToOpen,
  ): Promise<void> {
    gate.close('book')
    try {
      await check.stop()
      await ports.beforeLeaving()
      const leaving = session
      session = trouble('LOCKED', kind)
      if (isOpen(leaving)) await leaving.close().catch(failed)
      await work()
      await open(kind, how)
    } finally {
      gate.open()
    }
  }

  async function answered(): Promise<Result<Book>> {
    emit('book.changed', [])
    if (!isOpen(session)) return refuse(session.code)
    return ok(bookOf(await session.ledger.book()))
  }

  async function switchTo(kind: Book['kind']): Promise<Result<Book>> {
    const leaving = session
    const before = settings.bookKind()
    if (isOpen(leaving) && kind === leaving.kind && leaving.closed() === null) {
      return ok(bookOf(await leaving.ledger.book()))
    }
    await leaveThen(() => undefined, kind)
    const refused = isOpen(session) ? null : session.code
    if (refused && PASSING.has(refused) && isOpen(leaving) && kind !== before) {
      await leaveThen(() => undefined, before)
      emit('book.changed', [])
      return refuse(refused)
    }
    settings.setBookKind(kind)
    return answered()
  }

  /** Opens the book again after its thread has died; a second death within a minute waits for the person. */
  async function openAnew(kind: Book['kind']): Promise<void> {
    const leaving = session
    if (!isOpen(leaving) || leaving.kind !== kind) return
    session = trouble('BOOK_STOPPED', kind)
    emit('book.changed', [])
    await leaving.close().catch(failed)
    const again = lastLostAt !== null && clock.monotonic() - lastLostAt < LOST_AGAIN_MS
    lastLostAt = clock.monotonic()
    if (again) return
    await leaveThen(() => undefined, kind)
    emit('book.changed', [])
  }

  /** The book has stopped its writing: what it holds is kept, and its file is looked at as if it were opened for the first time. */
  async function lookAnew(kind: Book['kind'], reason: BookProblem): Promise<void> {
    const leaving = session
    if (!isOpen(leaving) || leaving.kind !== kind || leaving.closed() !== null) return
    await leaving.halt({ code: reason, missing: null, kept: null })
    emit('book.changed', [])
    if (reason !== 'BOOK_REPLACED') return
    const copy = keptPath(leaving.path, clock.now())
    const kept = await leaving.ledger.keepCopy(copy).then(
      () => true,
      (error: unknown) => {
        failed(error)
        return false
      },
    )
    // Without its journal a file lacks what was written last: of a file that was only touched, it stays where it is.
    const isOwn = openFile !== null && openFile === fileAt(leaving.path)
    const dropJournal = () => {
      if (kept) putJournalAside(leaving.path, clock.now())
    }
    await leaveThen(isOwn ? () => undefined : dropJournal, kind)
    const closed = closedOf(session)?.code
    if (isOwn && closed && !PASSING.has(closed) && closed !== 'BOOK_CHECKING')
      await leaveThen(dropJournal, kind)
    emit('book.changed', [])
  }

  await open(settings.bookKind())

  return {
    current: () => session,
    checkProgress: check.progress,
    switchTo: (kind) => inTurn(() => switchTo(kind)),
    goOn: () =>
      inTurn(async () => {
        const kind = settings.bookKind()
        if (closedOf(session)?.code !== 'BOOK_BEHIND') return refuse('CONFLICT')
        await leaveThen(() => undefined, kind, { goOn: true })
        return answered()
      }),
    useKept: () =>
      inTurn(async () => {
        const kind = settings.bookKind()
        const kept = closedOf(session)?.kept ?? null
        if (kept === null) return refuse('CONFLICT')
        const path = bookPath(host, kind)
        await leaveThen(async () => {
          putAside(path, clock.now())
          await putCopyInPlace(kept, path)
        }, kind)
        return answered()
      }),
    beginNew: () =>
      inTurn(async () => {
        const kind = settings.bookKind()
        const code = closedOf(session)?.code
        if (code !== 'DATA_MISSING' && code !== 'CORRUPT' && code !== 'NOT_A_DATABASE')
          return refuse('CONFLICT')
        await leaveThen(() => void putAside(bookPath(host, kind), clock.now()), kind, { goOn: true })
        return answered()
      }),
    async close() {
      await check.stop()
      await tail
      const leaving = session
      session = trouble('BOOK_STOPPED', settings.bookKind())
      if (isOpen(leaving)) await leaving.close()
    },
  }
}
