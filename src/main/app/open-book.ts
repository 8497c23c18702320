import { join } from 'node:path'
import type { EventName } from '../../shared/contract/plain/app-events.ts'
import { PROVIDER_IDS, type ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { Words } from '../../shared/words/words.ts'
import { actorNow, onItsOwn } from '../acting.ts'
import { type BookTrouble, isOpen } from '../ipc/handlers/book-problem.ts'
import { createLists } from '../ledger/lists/client.ts'
import type { BookProblem } from '../ledger/port/book.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import type { BookStanding } from '../ledger/port/standing.ts'
import { newId } from '../ledger/sqlite/ids.ts'
import { type LedgerClientOptions, openLedgerClient } from '../ledger/thread/client.ts'
import { createExceptionNotices, type Notification } from '../notices/exception-notices.ts'
import type { TillPeople } from '../people/people-port.ts'
import type { Practice } from '../practice/world/practice-port.ts'
import type { Provider, RateLimits } from '../providers/provider.ts'
import { providers } from '../providers/registry.ts'
import type { Selling } from '../session/selling.ts'
import { type Session, startSession } from '../session/session.ts'
import { createPracticeKeys } from '../vault/practice-keys.ts'
import type { SecretKeeper } from '../vault/secret-keeper.ts'
import { keptFolder } from './book-files.ts'
import { bookPath, findBook } from './book-place.ts'
import type { TillFacts } from './facts/till-facts.ts'
import type { HeldBooks } from './held-books.ts'
import type { HostPorts } from './host-ports.ts'
import { finishRestore, type Restored, readMark } from './restore.ts'
import type { AppSettings } from './settings.ts'

/** What passes by itself or outside the app, and is looked at again. */
export const PASSING: ReadonlySet<BookProblem> = new Set(['DISK_FULL', 'DISK_IO', 'READ_ONLY', 'LOCKED'])

/** From a book that cannot be opened for one of these, the way leads back to the one before. */
export const LEADS_BACK: ReadonlySet<BookProblem> = new Set([...PASSING, 'NO_ANSWER'])

/** How a book is to be opened. */
export interface HowToOpen {
  /** A person has said to go on with what lies there, whatever of it is missing. */
  readonly goOn?: boolean
  /** The stamp of the file and its journal that were just checked whole, as text. */
  readonly checkedFile?: string
}

/** A book that could be opened, and what is owed to it. */
export interface OpenedBook {
  readonly session: Session | BookTrouble
  readonly checkOwed: BookStanding['checkOwed']
}

export interface OpenBookPorts {
  readonly host: HostPorts
  readonly settings: AppSettings
  readonly practice: Practice
  /** The keys of the live book. */
  readonly keys: SecretKeeper
  words(): Words
  areAmountsHidden(): boolean
  emit(name: EventName, ids: readonly string[], commit?: number | null): void
  readonly held: HeldBooks
  readonly people: Pick<TillPeople, 'bookOpened' | 'person'>
  readonly facts: Pick<TillFacts, 'bookOpened'>
  readonly selling: Selling
  /** The book's thread has died, or hung and was ended. */
  lost(kind: Book['kind'], path: string): void
  /** The book has stopped its writing by itself. */
  stopped(kind: Book['kind'], reason: BookProblem): void
  /** A backup was put in the book's place, and what it lacked was taken over; with the time of its last sale, null where it has none. */
  restored(kind: Book['kind'], restored: Restored, lastSaleAt: number | null): void
  failed(error: unknown): void
}

/** The simulated providers bear more, so that a customer who is played by the merchant need not be waited for. */
const PRACTICE_LIMITS: RateLimits = { perMinute: 600, perSecond: 20, gapMs: 0, concurrency: 2 }

/** The code that a new book's till begins with. */
export const TILL_CODES = { live: 'CF', practice: 'PR' } as const

/** Makes the opener of books: the ledger in its thread, and the session that works on it. */
export function createBookOpener(ports: OpenBookPorts) {
  const { host, settings, practice, emit, failed } = ports
  const { clock, timers } = host
  const practiceKeys = createPracticeKeys(practice.credentials)
  const provider = (id: ProviderId): Provider => providers[id]

  /** Whether anything was ever done in a book is told by the book itself: settings can be lost. */
  async function begin(kind: Book['kind'], ledger: LedgerClient): Promise<void> {
    const isNew = (await ledger.accounts()).length === 0 && (await ledger.invoiceCount()) === 0
    if (kind === 'practice' && isNew) await seedPractice(ledger)
    if (kind === 'live' && !isNew) settings.setSetupDone()
  }

  /** Gives a new practice book an account at each simulated provider; it opens on the one that counts dollars and cents. */
  async function seedPractice(ledger: LedgerClient): Promise<void> {
    for (const id of ['oneshotpay', ...PROVIDER_IDS.filter((one) => one !== 'oneshotpay')] as const) {
      await ledger.addAccount({
        id: newId(clock.now()),
        provider: id,
        label: providers[id].name,
        settings: {},
        createdAt: clock.now(),
        keyFingerprint: '',
      })
    }
  }

  /** A press on a notification shows its invoice, unless the other book is open by now. */
  function pressed(kind: Book['kind'], { invoiceId }: Notification): void {
    if (settings.bookKind() === kind) emit('notification.opened', invoiceId === null ? [] : [invoiceId])
  }

  return async function openBook(kind: Book['kind'], how: HowToOpen = {}): Promise<OpenedBook> {
    const answers = await findBook(host, kind)
    const path = bookPath(host, kind)
    const isHeld = answers && !(await ports.held.isFree(path))
    if (!answers || isHeld) {
      const code = answers ? 'BOOK_STOPPED' : 'NO_ANSWER'
      return { session: { code, missing: null, kept: null, path }, checkOwed: null }
    }
    const mark = readMark(path)
    const actor = actorNow()
    const options: LedgerClientOptions = {
      workerUrl: host.workers.ledger,
      patience: host.patience,
      path,
      kind,
      tillCode: TILL_CODES[kind],
      zone: host.zone,
      expectedBookId: settings.knownBookId(kind),
      witnessPath: join(host.witnessDir, `${kind}.witness`),
      keptFolder: keptFolder(path),
      restoredFile: mark?.file ?? null,
      meantTill: mark?.till ?? null,
      actor,
      ...how,
      onLost(error, end) {
        failed(error)
        ports.held.hold(path, end)
        ports.lost(kind, path)
      },
      onStopped: (reason) => ports.stopped(kind, reason),
      onSilent(error, end) {
        failed(error)
        ports.held.hold(path, end)
      },
    }
    // What its thread says later is no answer to whoever opened it.
    const opened = await onItsOwn(() => openLedgerClient(options))
    if (!opened.ok) return { session: { ...opened.closed, path }, checkOwed: null }
    const { ledger, standing } = opened
    await ports.people.bookOpened(kind, ledger, standing.closed === null)
    if (standing.closed === null) {
      try {
        settings.setKnownBookId(kind, (await ledger.book()).id)
        await finishRestore(path, { ledger, restored: standing.restored }, clock.now(), async (restored) =>
          ports.restored(kind, restored, (await ledger.lastSale()).lastSale?.at ?? null),
        )
        await begin(kind, ledger)
        await ports.facts.bookOpened(kind, ledger)
      } catch (error) {
        await ledger.close().catch(failed)
        throw error
      }
    }
    const session = onItsOwn(() =>
      startSession({
        kind,
        path,
        ledger,
        lists: createLists({
          workerUrl: host.workers.lists,
          path,
          corrupt: () => ports.stopped(kind, 'CORRUPT'),
          failed,
        }),
        closed: standing.closed,
        selling: ports.selling,
        keys: kind === 'practice' ? practiceKeys : ports.keys,
        fetch: kind === 'practice' ? (request) => practice.fetch(request) : host.fetch,
        clock,
        timers,
        newId: () => newId(clock.now()),
        provider,
        baseUrl: (one, accountSettings) =>
          kind === 'practice'
            ? `https://practice.invalid/${one.id}`
            : (host.providerOrigins[one.id] ?? one.baseUrl(accountSettings)),
        providerTimeLimitMs: host.providerTimeLimitMs,
        providerLimits: (one) =>
          kind === 'practice' ? PRACTICE_LIMITS : (host.providerLimits ?? one.limits),
        emit,
        notify: createExceptionNotices({
          ledger,
          practice: kind === 'practice',
          words: ports.words,
          isLocked: () => !ports.people.person().rights.includes('look'),
          areAmountsHidden: ports.areAmountsHidden,
          notify: (one) => host.notify(one, () => pressed(kind, one)),
          failed,
        }),
        failed,
      }),
    )
    return { session, checkOwed: standing.checkOwed }
  }
}

/** Gives why the book may not be written; null when it may. */
export function closedOf(session: Session | BookTrouble) {
  return isOpen(session) ? session.closed() : session
}

/** Gives what others may know of a book. */
export function bookOf(book: Book): Book {
  return { kind: book.kind, tillCode: book.tillCode, zone: book.zone }
}
