import type { EventName } from '../../shared/contract/plain/app-events.ts'
import type { Result } from '../../shared/contract/plain/envelope.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { AskedBack, KeptAskedBack } from '../../shared/contract/shapes/books/book-news.ts'
import type { Timers } from '../../shared/time/clock.ts'
import { onItsOwn } from '../acting.ts'
import { readName } from '../backup/names.ts'
import type { StoredAccount } from '../ledger/port/accounts.ts'
import type { Session } from '../session/session.ts'
import type { Restored } from './restore.ts'
import type { AppSettings } from './settings.ts'

/** A list is read from so long before the backup: two clocks never agree, ms. */
const CLOCK_SLACK_MS = 600_000
/** The waits before a list that could not be read is tried again, ms; the last one goes on. */
const WAITS_MS = [30_000, 60_000, 120_000, 300_000, 600_000]

export interface AskBackPorts {
  readonly settings: Pick<AppSettings, 'askedBack' | 'setAskedBack' | 'knownBookId' | 'bookKind'>
  readonly timers: Timers
  emit(name: EventName, ids: readonly string[]): void
  failed(error: unknown): void
}

type OneAccount = AskedBack['accounts'][number]

/** Asks the providers' lists for the sales that a book was put back without; what is owed stays owed over restarts. */
export type AskBack = ReturnType<typeof createAskBack>

export function createAskBack({ settings, timers, emit, failed }: AskBackPorts) {
  let session: Session | null = null
  let looking = false
  let again = false
  let tries = 0
  /** The links that were taken in while a list is read, by provider: it may have been compared before that. */
  const takenMeanwhile = new Set<string>()
  let cancel: () => void = () => undefined

  function keep(kind: Book['kind'], kept: KeptAskedBack | null): Result<null> {
    const result = settings.setAskedBack(kind, kept)
    emit('backups.changed', [])
    emit('settings.changed', [])
    return result
  }

  /** Notes what is now known of an account; nothing where a person has put all of it away meanwhile. */
  function note(kind: Book['kind'], account: OneAccount): void {
    const kept = settings.askedBack(kind)
    if (!kept) return
    const { accounts } = kept.told
    const known = accounts.find(({ id }) => id === account.id)
    if (known?.state === account.state && known.trouble === account.trouble) return
    const told = known
      ? accounts.map((one) => (one === known ? account : one))
      : [...accounts, account].slice(0, MOST_ACCOUNTS)
    keep(kind, {
      ...kept,
      unread: kept.unread || account.foundCount > 0,
      told: { ...kept.told, accounts: told },
    })
  }

  async function lookAt(account: StoredAccount, of: Session, since: number): Promise<void> {
    const { id, label, provider } = account
    const told = { id, label, provider, trouble: null, found: [], foundCount: 0 }
    if (!of.provider(provider).capabilities.list) return note(of.kind, { ...told, state: 'listless' })
    takenMeanwhile.clear()
    const answer = await of.orphans(id, since - CLOCK_SLACK_MS)
    if (of.signal.aborted) return
    if (!answer.ok) {
      // What an earlier reading counted, beyond what it told of, is still there.
      const foundCount = settings.askedBack(of.kind)?.told.accounts.find((one) => one.id === id)?.foundCount
      return note(of.kind, {
        ...told,
        state: 'owed',
        trouble: answer.error.code,
        foundCount: foundCount ?? 0,
      })
    }
    const { count } = answer.value
    const orphans = answer.value.orphans.filter(({ ref }) => !takenMeanwhile.has(`${provider} ${ref}`))
    const foundCount = count - (answer.value.orphans.length - orphans.length)
    const room = roomFor(id, settings.askedBack(of.kind))
    note(of.kind, { ...told, state: 'read', found: orphans.slice(0, room), foundCount })
  }

  /** Asks about each account that is still owed, one after the other; gives whether one of them stays so. */
  async function lookOnce(of: Session): Promise<boolean> {
    const kept = settings.askedBack(of.kind)
    if (!kept) return false
    const accounts = await of.ledger.accounts()
    dropGone(of.kind, accounts)
    const settled = new Set(kept.told.accounts.flatMap(({ id, state }) => (state === 'owed' ? [] : [id])))
    for (const account of accounts) {
      if (of.signal.aborted) return false
      if (!settled.has(account.id)) await lookAt(account, of, kept.told.since)
    }
    return settings.askedBack(of.kind)?.told.accounts.some(({ state }) => state === 'owed') ?? false
  }

  /** An account that was forgotten has no key any more, so that nobody can be asked. */
  function dropGone(kind: Book['kind'], accounts: readonly StoredAccount[]): void {
    const kept = settings.askedBack(kind)
    const left = kept?.told.accounts.filter(
      ({ id, state }) => state === 'read' || accounts.some((one) => one.id === id),
    )
    if (kept && left && left.length < kept.told.accounts.length)
      keep(kind, { ...kept, told: { ...kept.told, accounts: left } })
  }

  async function look(of: Session): Promise<void> {
    if (looking) {
      again = true
      return
    }
    looking = true
    cancel()
    try {
      do {
        again = false
        const isOwed = await lookOnce(of)
        if (isOwed && session === of) wait(of)
      } while (again && session === of)
    } catch (error) {
      if (!of.signal.aborted) failed(error)
      if (session === of) wait(of)
    } finally {
      looking = false
    }
    // Another book was opened while this one was still asked about.
    if (session !== null && session !== of) await look(session)
  }

  function wait(of: Session): void {
    const ms = WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 0
    tries += 1
    cancel()
    cancel = timers.after(ms, () => void look(of))
  }

  function nudge(): void {
    if (session === null) return
    tries = 0
    const of = session
    void onItsOwn(() => look(of))
  }

  return {
    /** A backup lies in a book's place: whatever could not be taken over from there is asked back. */
    owe(
      kind: Book['kind'],
      { backup, madeAt, at, read, replaced }: Restored,
      lastSaleAt: number | null,
    ): void {
      if (read && replaced === 'this') return
      // The simulated providers of this computer know nothing of what was practised on another one.
      if (kind === 'practice' && replaced === 'another') return
      const bookId = settings.knownBookId(kind)
      if (bookId === null) return
      // A file that is not named as the app names them may be dated by who copied it.
      const made = readName(backup) ? madeAt : Math.min(madeAt, lastSaleAt ?? madeAt)
      const since = Math.min(made, settings.askedBack(kind)?.told.since ?? made)
      keep(kind, { bookId, at, unread: false, told: { since, accounts: [] } })
    },
    /** Asks for what is owed to the open book. */
    begin(of: Session): void {
      session = of
      tries = 0
      void onItsOwn(() => look(of))
    },
    /** Asks again at once: a key came, the network is back, an account was added. */
    nudge,
    end(): void {
      session = null
      cancel()
    },
    port: {
      view: (): AskedBack | null => settings.askedBack(settings.bookKind())?.told ?? null,
      /** When the open book was put back, epoch ms; null where nothing is asked back for it. */
      at: (): number | null => settings.askedBack(settings.bookKind())?.at ?? null,
      /** A link of an account is in the book now. Where that was the last one told of, its list is read once more for those beyond. */
      taken(accountId: string, ref: string): void {
        const kind = settings.bookKind()
        const kept = settings.askedBack(kind)
        if (!kept) return
        // Two accounts with one key have one list.
        const provider = kept.told.accounts.find(({ id }) => id === accountId)?.provider
        takenMeanwhile.add(`${provider} ${ref}`)
        const accounts = kept.told.accounts.map((one) => {
          const found = one.provider === provider ? one.found.filter((link) => link.ref !== ref) : one.found
          const foundCount = one.foundCount - one.found.length + found.length
          const isBeyond = one.found.length > 0 && found.length === 0 && foundCount > 0
          return { ...one, found, foundCount, ...(isBeyond && { state: 'owed' as const, trouble: null }) }
        })
        const isLeft = accounts.some(({ foundCount }) => foundCount > 0)
        keep(kind, { ...kept, unread: kept.unread && isLeft, told: { ...kept.told, accounts } })
        if (accounts.some((one) => one.id === accountId && one.state === 'owed')) nudge()
      },
      /** A person has dealt with it; what is still owed is not asked any more. NOT_KEPT where it comes again after a restart. */
      putAway: (): Result<null> => keep(settings.bookKind(), null),
    },
  }
}

/** So many links are told of, and one of each account: the settings' file is read up to a megabyte. */
const MOST_TOLD = 300

function roomFor(id: string, kept: KeptAskedBack | null): number {
  const others = (kept?.told.accounts ?? []).filter((one) => one.id !== id)
  return Math.max(1, MOST_TOLD - others.reduce((sum, { found }) => sum + found.length, 0))
}

/** So many accounts are told of, as many as a book's preview tells of. */
const MOST_ACCOUNTS = 500
