import { join } from 'node:path'
import type { EventName } from '../../shared/contract/plain/app-events.ts'
import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import { PROVIDER_IDS, type ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { Words } from '../../shared/words/words.ts'
import { type BookTrouble, isOpen } from '../ipc/handlers/book-problem.ts'
import type { Gate } from '../ipc/router/gate.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import { newId } from '../ledger/sqlite/ids.ts'
import { openLedgerClient } from '../ledger/thread/client.ts'
import { createExceptionNotices, type Notification } from '../notices/exception-notices.ts'
import type { Practice } from '../practice/world/practice-port.ts'
import type { Provider, RateLimits } from '../providers/provider.ts'
import { providers } from '../providers/registry.ts'
import { type Session, startSession } from '../session/session.ts'
import { createPracticeKeys } from '../vault/practice-keys.ts'
import type { SecretKeeper } from '../vault/secret-keeper.ts'
import type { HostPorts } from './host-ports.ts'
import type { AppSettings } from './settings.ts'

/** Which book is open, and the way from one to the other. */
export interface OpenBooks {
  /** The open book, or why there is none. */
  current(): Session | BookTrouble
  switchTo(kind: Book['kind']): Promise<Result<Book>>
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

/** The simulated providers bear more, so that a customer who is played by the merchant need not be waited for. */
const PRACTICE_LIMITS: RateLimits = { perMinute: 600, perSecond: 20, gapMs: 0, concurrency: 2 }

const TILL_CODES = { live: 'CF', practice: 'PR' } as const

/** A second death of the book's thread within this time waits for a person, ms. */
const LOST_AGAIN_MS = 60_000

/** Opens the book that was open last. */
export async function createOpenBooks(ports: OpenBooksPorts): Promise<OpenBooks> {
  const { host, settings, gate, practice, emit, failed } = ports
  const { clock, timers } = host
  const practiceKeys = createPracticeKeys(practice.credentials)
  const provider = (id: ProviderId): Provider => providers[id]
  let lastLostAt: number | null = null

  async function open(kind: Book['kind']): Promise<Session | BookTrouble> {
    const path = join(host.dataDir, `${kind}.sqlite`)
    const opened = await openLedgerClient({
      workerUrl: host.workers.ledger,
      path,
      kind,
      tillCode: TILL_CODES[kind],
      zone: host.zone,
      expectedBookId: settings.knownBookId(kind),
      onLost: (error) => {
        failed(error)
        openAnew(kind, path).catch(failed)
      },
    })
    if (!opened.ok) return { code: opened.problem, path }
    const { ledger } = opened
    settings.setKnownBookId(kind, (await ledger.book()).id)
    if (kind === 'practice' && !settings.practiceSeeded()) await seedPractice(ledger)
    return startSession({
      kind,
      path,
      ledger,
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
      providerLimits: (one) => (kind === 'practice' ? PRACTICE_LIMITS : (host.providerLimits ?? one.limits)),
      emit,
      notify: createExceptionNotices({
        ledger,
        practice: kind === 'practice',
        words: ports.words,
        notify: (one) => host.notify(one, () => pressed(kind, one)),
        failed,
      }),
      failed,
    })
  }

  /** Gives a new practice book an account at each simulated provider. */
  async function seedPractice(ledger: LedgerClient): Promise<void> {
    for (const id of PROVIDER_IDS) {
      await ledger.addAccount({
        id: newId(clock.now()),
        provider: id,
        label: providers[id].name,
        settings: {},
        createdAt: clock.now(),
        keyFingerprint: '',
      })
    }
    settings.setPracticeSeeded()
  }

  /** A press on a notification shows its invoice, unless the other book is open by now. */
  function pressed(kind: Book['kind'], { invoiceId }: Notification): void {
    if (settings.bookKind() === kind) emit('notification.opened', invoiceId === null ? [] : [invoiceId])
  }

  let session = await open(settings.bookKind())

  async function switchTo(kind: Book['kind']): Promise<Result<Book>> {
    if (isOpen(session) && kind === session.kind) return ok(bookOf(await session.ledger.book()))
    gate.close('book')
    try {
      await ports.beforeLeaving()
      const leaving = session
      session = { code: 'LOCKED', path: host.dataDir }
      if (isOpen(leaving)) await leaving.close()
      settings.setBookKind(kind)
      session = await open(kind)
    } finally {
      gate.open()
    }
    emit('book.changed', [])
    if (!isOpen(session)) return refuse(session.code)
    return ok(bookOf(await session.ledger.book()))
  }

  /** Opens the book again after its thread has died; a second death within a minute waits for the person. */
  async function openAnew(kind: Book['kind'], path: string): Promise<void> {
    const leaving = session
    if (!isOpen(leaving) || leaving.kind !== kind) return
    session = { code: 'BOOK_STOPPED', path }
    emit('book.changed', [])
    await leaving.close().catch(failed)
    const again = lastLostAt !== null && clock.monotonic() - lastLostAt < LOST_AGAIN_MS
    lastLostAt = clock.monotonic()
    if (!again) await switchTo(kind)
  }

  return {
    current: () => session,
    switchTo,
    async close() {
      if (isOpen(session)) await session.close()
    },
  }
}

function bookOf(book: Book): Book {
  return { kind: book.kind, tillCode: book.tillCode, zone: book.zone }
}
