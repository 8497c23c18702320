import { setTimeout } from 'node:timers/promises'
import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import { type BookTrouble, bookProblemOf, isOpen } from '../ipc/handlers/book-problem.ts'
import type { BookProblem } from '../ledger/port/book.ts'
import type { CheckOutcome } from '../ledger/port/copies/check.ts'
import { problemOf } from '../ledger/sqlite/errors.ts'
import { startCheck } from '../ledger/thread/check-client.ts'
import { isJobStuck } from '../ledger/thread/run-job.ts'
import { createSelling } from '../session/selling.ts'
import type { Session } from '../session/session.ts'
import { createAskBack } from './ask-back.ts'
import { createBookBackups } from './book-backups.ts'
import { createBookCheck, problemFound, tellUnchecked } from './book-check.ts'
import { canBeWritten } from './book-files.ts'
import { bookPath, findBook } from './book-place.ts'
import { createHeldBooks } from './held-books.ts'
import { createLeaveBook } from './leave-book.ts'
import { createLostBook } from './lost-book.ts'
import { createMove } from './moving/create-move.ts'
import { bookOf, closedOf, createBookOpener, type HowToOpen, LEADS_BACK, PASSING } from './open-book.ts'
import type { OpenBooks, OpenBooksPorts } from './open-books-port.ts'
import { createWaysOn } from './ways-on.ts'

type Kind = Book['kind']

/** A check that ends within this time is waited for: most books open without a word about it, ms. */
const SHORT_CHECK_MS = 1_500

/** The first book is waited for so long before there is a window, by the time of its disk, ms. */
const FIRST_OPENING_MS = 5_000

/** A check that is owed begins so long after the opening, ms. */
const CHECK_AFTER_MS = { now: 2_000, soon: 60_000 } as const

/** A book that is closed for a while is looked at again after this time, ms. */
const LOOK_AGAIN_MS = 10_000

/** Opens the book that was open last. */
export async function createOpenBooks(ports: OpenBooksPorts): Promise<OpenBooks> {
  const { host, settings, gate, emit, failed } = ports
  const held = createHeldBooks({
    timers: host.timers,
    freed: (path) => void inTurn(() => lostBook.freed(path)).catch(failed),
  })
  const selling = createSelling(() => settings.moved(settings.bookKind()) !== null)
  const openBook = createBookOpener({
    ...ports,
    emit(name, ids, commit) {
      emit(name, ids, commit)
      if (name === 'accounts.changed') askBack.nudge()
    },
    restored(kind, one, lastSaleAt) {
      backups.noteRestored(kind, one)
      askBack.owe(kind, one, lastSaleAt)
    },
    held,
    selling,
    lost: (kind) => void inTurn(() => lostBook.lost(kind)).catch(failed),
    stopped: (kind, reason) => void inTurn(() => lookAnew(kind, reason)).catch(failed),
  })
  const askBack = createAskBack({ settings, timers: host.timers, emit, failed })
  const backups = createBookBackups({ ...ports, current: () => session, isOwed: () => owed })
  const check = createBookCheck({
    timers: host.timers,
    run: (path, onProgress) =>
      startCheck({ workerUrl: host.workers.check, patience: host.patience, path, onProgress }),
    changed: () => emit('book.checked', []),
    silent: () => tellUnchecked(ports),
  })
  const { keep, leave, dropJournal } = createLeaveBook({ clock: host.clock, failed })
  /** A whole check of the open book is owed. */
  let owed = false
  const lostBook = createLostBook({
    clock: host.clock,
    current: () => session,
    stop(kind) {
      session = trouble('BOOK_STOPPED', kind)
    },
    open: (kind) => leaveThen(() => undefined, kind),
    emit,
    failed,
  })
  let tail: Promise<unknown> = Promise.resolve()
  let session: Session | BookTrouble = trouble('NO_ANSWER', settings.bookKind())

  /** One change of the open book after the other. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = tail.then(change)
    tail = turn.catch(() => undefined)
    return turn
  }

  const late = (ms: number) => new Promise<null>((done) => host.timers.after(ms, () => done(null)))

  function trouble(code: BookProblem, kind: Kind): BookTrouble {
    return { code, missing: null, kept: null, path: bookPath(host, kind) }
  }

  /** Opens a book; where its file was touched, it is checked whole first, and may be read meanwhile. */
  async function open(kind: Kind, how: HowToOpen = {}): Promise<void> {
    const opened = await openBook(kind, how).catch((error: unknown) => {
      failed(error)
      return { session: trouble(bookProblemOf(error), kind), checkOwed: null }
    })
    session = opened.session
    owed = opened.checkOwed !== null
    const closed = closedOf(session)?.code
    if (closed !== 'BOOK_CHECKING') {
      if (closed && PASSING.has(closed)) lookLater(kind)
      if (opened.checkOwed) checkLater(session, CHECK_AFTER_MS[opened.checkOwed])
      if (closed || !isOpen(session)) return
      askBack.begin(session)
      return backups.begin(session)
    }
    const held = session
    const outcome = check.start(bookPath(host, kind))
    const soon = await Promise.race([outcome, late(SHORT_CHECK_MS)])
    if (soon) return settle(held, kind, how, soon)
    const settled = outcome.then((late) => inTurn(() => settle(held, kind, how, late)))
    settled.then(() => emit('book.changed', [])).catch(failed)
  }

  /** A book that takes long is opened while the window says so: the other one can be chosen then. */
  async function openFirst(kind: Kind): Promise<void> {
    const opened = inTurn(() => open(kind))
    if ((await Promise.race([opened, setTimeout(FIRST_OPENING_MS, null, { ref: false })])) !== null) return
    opened.then(() => emit('book.changed', [])).catch(failed)
  }

  /** What keeps a book closed for a while may have passed: it is looked at again, as long as nobody has chosen another. */
  function lookLater(kind: Kind): void {
    const closed = session
    const again = async () => {
      if (session !== closed) return
      if (!(await findBook(host, kind)) || !canBeWritten(closed.path)) return lookLater(kind)
      await leaveThen(() => undefined, kind)
      if (closedOf(session) === null) emit('book.changed', [])
    }
    host.timers.after(LOOK_AGAIN_MS, () => void inTurn(again).catch(failed))
  }

  /** What was held is opened for writing when it is sound, and stays closed when it is not. */
  async function settle(
    held: typeof session,
    kind: Kind,
    how: HowToOpen,
    outcome: CheckOutcome,
  ): Promise<void> {
    if (session !== held) return
    if (outcome.state !== 'sound') return stop(held, outcome)
    session = trouble('LOCKED', kind)
    if (isOpen(held)) await held.close().catch(failed)
    await open(kind, { ...how, checkedFile: outcome.file })
  }

  /** Checks a book that is in use, after a while. */
  function checkLater(of: Session | BookTrouble, afterMs: number): void {
    check.startLater(of.path, afterMs, (outcome) => {
      if (session === of && isOpen(of)) checked(of, outcome).catch(failed)
    })
  }

  async function checked(of: Session, outcome: CheckOutcome): Promise<void> {
    if (outcome.state === 'unknown') throw new Error(outcome.reason)
    if (outcome.state === 'sound') {
      owed = false
      return of.ledger.noteChecked(host.clock.now())
    }
    await stop(of, outcome)
    emit('book.changed', [])
  }

  async function stop(of: Session | BookTrouble, outcome: CheckOutcome): Promise<void> {
    failed(new Error(outcome.state === 'unsound' ? outcome.found : 'the book was not checked'))
    const code = problemFound(outcome)
    const kept = closedOf(of)?.kept ?? null
    if (isOpen(of)) await of.halt({ code, missing: null, kept })
    else session = { ...of, code }
  }

  /** Leaves the open book, does something to its files, and opens one. */
  async function leaveThen(work: () => Promise<void> | void, kind: Kind, how?: HowToOpen): Promise<void> {
    gate.close('book')
    try {
      await check.stop()
      askBack.end()
      await Promise.all([ports.beforeLeaving(), backups.end()])
      const leaving = session
      session = trouble('LOCKED', kind)
      if (isOpen(leaving)) await leave(leaving)
      try {
        await work()
      } catch (error) {
        // What lies there is as it was.
        await open(kind)
        throw error
      }
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

  /** Goes a person's way on; where the disk does not take it, what lies there is opened as it was. */
  async function wayOn(work: (path: string) => Promise<void> | void, how?: HowToOpen): Promise<Result<Book>> {
    const kind = settings.bookKind()
    try {
      await leaveThen(() => work(bookPath(host, kind)), kind, how)
    } catch (error) {
      const problem = problemOf(error)
      if (!problem) throw error
      failed(error)
      emit('book.changed', [])
      return refuse(problem)
    }
    return answered()
  }

  async function switchTo(kind: Kind): Promise<Result<Book>> {
    const leaving = session
    const before = settings.bookKind()
    if (isOpen(leaving) && kind === leaving.kind && leaving.closed() === null)
      return ok(bookOf(await leaving.ledger.book()))
    await leaveThen(() => undefined, kind)
    const refused = isOpen(session) ? null : session.code
    if (refused && LEADS_BACK.has(refused) && isOpen(leaving) && kind !== before) {
      await leaveThen(() => undefined, before)
      emit('book.changed', [])
      return refuse(refused)
    }
    settings.setBookKind(kind)
    return answered()
  }

  /** The book has stopped its writing: what it holds is kept, and its file is looked at as if it were opened for the first time. */
  async function lookAnew(kind: Kind, reason: BookProblem): Promise<void> {
    const leaving = session
    if (!isOpen(leaving) || leaving.kind !== kind || leaving.closed() !== null) return
    await leaving.halt({ code: reason, missing: null, kept: null })
    emit('book.changed', [])
    if (reason !== 'BOOK_REPLACED') return
    await leaveOnceKept(leaving)
  }

  /** A copy that does not fit on the disk is tried again; until then what is open is read, and nothing of it is lost. */
  async function leaveOnceKept(leaving: Session): Promise<void> {
    if (session !== leaving) return
    if (await keep(leaving)) {
      await leaveThen(() => undefined, leaving.kind)
      const closed = closedOf(session)?.code
      // The two together are not sound, so the journal is that of another file after all.
      if (closed && !PASSING.has(closed) && closed !== 'BOOK_CHECKING')
        await leaveThen(() => dropJournal(leaving), leaving.kind)
      emit('book.changed', [])
    } else {
      host.timers.after(LOOK_AGAIN_MS, () => void inTurn(() => leaveOnceKept(leaving)).catch(failed))
    }
  }

  const { put, ...waysOn } = createWaysOn({
    ...{ host, inTurn, wayOn, backups, facts: ports.facts, willBePut: ports.people.bookWillBePut },
    closed: () => closedOf(session),
    kind: settings.bookKind,
  })
  const { moving, openFile, openFound } = createMove({
    ...{ ports, selling, backups, inTurn, put },
    current: () => session,
  })

  await openFirst(settings.bookKind())

  return {
    current: () => session,
    checkProgress: check.progress,
    switchTo: (kind) => inTurn(() => switchTo(kind)),
    ...waysOn,
    openFile,
    openFound,
    moving,
    backups: backups.port,
    askedBack: askBack.port,
    wake: askBack.nudge,
    async close() {
      askBack.end()
      await Promise.all([check.stop(), backups.end()])
      await tail
      const leaving = session
      session = trouble('BOOK_STOPPED', settings.bookKind())
      if (isOpen(leaving)) await leave(leaving).then(() => backups.makeAtClose(leaving))
      if ((await held.isStuck()) || isJobStuck()) throw new Error('a lost thread of a book does not end')
    },
  }
}
