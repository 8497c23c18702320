import type { EventName } from '../../shared/contract/plain/app-events.ts'
import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import { type ErrorCode, KEYLESS_CODES } from '../../shared/contract/plain/error-codes.ts'
import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { AccountSettings } from '../../shared/contract/shapes/account.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { Comparison, Orphan } from '../../shared/contract/shapes/comparison.ts'
import type { Clock, Timers } from '../../shared/time/clock.ts'
import { type Accounts, createAccounts } from '../accounts/accounts.ts'
import { type Connections, createConnections } from '../accounts/connections.ts'
import { createCooldowns } from '../accounts/cooldowns.ts'
import { compareWithProvider, orphansSince } from '../books/tie-out/compare-list.ts'
import { takeInLink } from '../books/tie-out/take-in.ts'
import { type Catalogue, createCatalogue } from '../catalogue/items.ts'
import { createInvoicing, type Invoicing } from '../invoicing/invoicing.ts'
import { createReview, type Review } from '../invoicing/review.ts'
import { coolDownIfAsked } from '../invoicing/send.ts'
import { createStandingLinks, type StandingLinks } from '../invoicing/standing-links.ts'
import type { StoredAccount } from '../ledger/port/accounts.ts'
import type { RaisedException } from '../ledger/port/changes.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import type { Lists } from '../ledger/port/lists.ts'
import type { BookClosed } from '../ledger/port/standing.ts'
import type { StandingLink } from '../ledger/port/standing-links.ts'
import type { Provider, RateLimits } from '../providers/provider.ts'
import type { SecretKeeper } from '../vault/secret-keeper.ts'
import { createStandingWatch } from '../watcher/standing-watch.ts'
import { createWatcher, type Watcher } from '../watcher/watcher.ts'
import { createChanges } from './changes.ts'
import { checkStanding } from './check-standing.ts'
import { keepsCompared } from './compared.ts'
import { createSaleImports, type SaleImports } from './imports.ts'
import { createPeriods, type Periods } from './periods.ts'
import { createSelling, importsOnly, type Selling, sellingOnly, standingOnly } from './selling.ts'

/** One open book and everything that works on it; switching books ends one session and begins another. */
export interface Session {
  readonly kind: Book['kind']
  readonly path: string
  readonly ledger: LedgerClient
  /** What a person looks through, answered beside the ledger. */
  readonly lists: Omit<Lists, 'close'>
  readonly review: Review
  readonly periods: Periods
  readonly imports: SaleImports
  readonly keys: SecretKeeper
  readonly connections: Connections
  readonly accounts: Accounts
  readonly invoicing: Invoicing
  readonly catalogue: Catalogue
  readonly watcher: Watcher
  readonly standingLinks: StandingLinks
  /** Asks now about a standing link, and answers with it as it then stands; `lastError` says where nobody answered. Fails where nobody is asked. */
  checkStanding(id: string): Promise<Result<StandingLink>>
  /** Asks now about an invoice: for its lost links, and about its live ones; fails with the reason where nobody answers. */
  check(invoiceId: string): Promise<Result<null>>
  /** Compares an account's links made since an instant (epoch ms) with the provider's own list; what is news is asked about at once. */
  compare(accountId: string, since: number): Promise<Result<Comparison>>
  /**
   * The same for nobody who waits: an account that cools down is not asked, and what a failure means for it is noted.
   *
   * Gives what the provider has and the book does not; fails where the list could not be read.
   */
  orphans(
    accountId: string,
    since: number,
  ): Promise<Result<{ readonly orphans: readonly Orphan[]; readonly count: number }>>
  /**
   * Asks a provider about one of its links that the book does not have, and takes it in as it is told now; gives the number of its sale.
   *
   * A second time changes nothing. CONFLICT where the book knows the link as something else.
   *
   * @param restoredAt when the book was put back, epoch ms: no sale that was begun here since then is the link's
   */
  takeIn(accountId: string, ref: string, restoredAt: number): Promise<Result<string>>
  /** Why the account's key cannot be had, or its last question failed; null when it was answered, and when none was asked. */
  trouble(accountId: string): ErrorCode | null
  /** Why nothing may be written; null while everything may. Reading goes on either way. */
  closed(): BookClosed | null
  /** Lets nothing be written any more, for this reason, and asks no provider anything more. */
  halt(closed: BookClosed): Promise<void>
  readonly clock: Clock
  /** Aborts when the session ends. */
  readonly signal: AbortSignal
  provider(id: ProviderId): Provider
  /** Lets requests under way finish for a short while, then ends them; reading goes on. */
  endWork(): Promise<void>
  /** Ends its work, and closes the book. */
  close(): Promise<void>
}

export interface SessionPorts {
  readonly kind: Book['kind']
  readonly path: string
  readonly ledger: LedgerClient
  readonly lists: Lists
  /** Why the book is open for reading only; absent or null when it is not. */
  readonly closed?: BookClosed | null
  /** Whether this till sells; absent where it always does. */
  readonly selling?: Selling
  readonly keys: SecretKeeper
  readonly fetch: (request: Request) => Promise<Response>
  readonly clock: Clock
  readonly timers: Timers
  readonly newId: () => string
  provider(id: ProviderId): Provider
  baseUrl(provider: Provider, settings: AccountSettings): string
  /** What a provider bears, where it is not the provider's own declaration. */
  providerLimits?(provider: Provider): RateLimits
  /** The time limit of every exchange with a provider, ms; absent for each provider's own. */
  readonly providerTimeLimitMs?: number | undefined
  /** Tells the window what changed; `commit` is the book's last one among it. */
  emit(name: EventName, ids: readonly string[], commit?: number | null): void
  /** Tells the desktop of exceptions that a write has raised, each once. */
  notify(raised: readonly RaisedException[]): void
  failed(error: unknown): void
}

/** How long a closing session waits for a create's answer before it leaves the sale `unknown`, ms. */
const GRACE_MS = 2_000

/** Starts the work on an open book: recovery of what a crash left, then the watcher. */
export function startSession(ports: SessionPorts): Session {
  const { ledger, keys, clock, timers } = ports
  const selling = ports.selling ?? createSelling(() => false)
  const ending = new AbortController()
  const cooldowns = createCooldowns(clock)
  const common = { ledger, clock, timers, cooldowns, signal: ending.signal, failed: ports.failed }
  const connections = createConnections({
    ...ports,
    timeLimitMs: ports.providerTimeLimitMs,
    ...(ports.providerLimits && { limits: ports.providerLimits }),
  })

  const changes = createChanges({
    emit: ports.emit,
    notify: ports.notify,
    watch: (invoiceIds) => watcher.nudge(invoiceIds),
    wake() {
      watcher.wake()
      standingWatch.nudge()
      invoicing.recovery.wake()
    },
  })

  const accounts = createAccounts({
    ...common,
    keys,
    connections,
    newId: ports.newId,
    provider: ports.provider,
    changed: changes.accountChanged,
    found: changes.answered,
  })

  const invoicing = createInvoicing({
    ...common,
    keys,
    connections,
    provider: ports.provider,
    changed: changes.written,
    asked: changes.accountChecked,
    keyRefused: accounts.keyRefused,
  })

  const watcher: Watcher = createWatcher({
    ...common,
    connections,
    changed: changes.answered,
    provider: ports.provider,
    asked: changes.checked,
    keyTrouble: keys.trouble,
    keyRefused: accounts.keyRefused,
  })

  const standingWatch = createStandingWatch({
    ...common,
    connections,
    changed: changes.answered,
    changedStanding: changes.standingChanged,
    keyRefused: accounts.keyRefused,
    isHeld: selling.isOver,
  })

  const standingLinks = createStandingLinks({
    ...{ ...common, keys, connections, provider: ports.provider },
    keyRefused: accounts.keyRefused,
    asked: changes.accountChecked,
    changedStanding: changes.standingChanged,
  })

  const catalogue = createCatalogue({ ledger, clock, changed: changes.itemsChanged })

  let closed = ports.closed ?? null
  if (!closed) {
    invoicing.recovery.start().catch(ports.failed)
    watcher.start()
    ledger.loseStandingLinks().then(standingWatch.start).catch(ports.failed)
  }

  async function endWork(): Promise<void> {
    const looked = invoicing.recovery.stop()
    await Promise.race([
      invoicing.whenIdle(),
      new Promise<void>((done) => {
        timers.after(GRACE_MS, done)
      }),
    ])
    ending.abort()
    await Promise.all([looked, invoicing.whenIdle(), watcher.stop(), standingWatch.stop()])
  }

  const comparing = {
    ledger,
    clock,
    signal: ending.signal,
    due: (invoiceIds: readonly string[]) => watcher.nudge(invoiceIds),
  }
  const keeping = { ...comparing, differs: keepsCompared({ ledger, clock, changes }) }

  /** The account, where its provider may be asked for its list. */
  async function listed(accountId: string): Promise<Result<StoredAccount>> {
    const account = await ledger.account(accountId)
    if (!account) return refuse('NOT_FOUND')
    return account.paused ? refuse('ACCOUNT_PAUSED', { account: account.label }) : ok(account)
  }

  return {
    kind: ports.kind,
    path: ports.path,
    ledger,
    lists: ports.lists,
    review: createReview({ ledger, clock, changes }),
    periods: createPeriods({ ledger, clock, changed: changes.periodsChanged }),
    imports: importsOnly(createSaleImports({ ledger, clock, changed: changes.imported }), selling),
    keys,
    connections,
    accounts,
    invoicing: sellingOnly(invoicing, selling),
    catalogue,
    watcher,
    standingLinks: standingOnly(standingLinks, selling),
    checkStanding: (id) => checkStanding(id, standingWatch, ledger),
    trouble(accountId) {
      const asked = cooldowns.trouble(accountId)
      // Of its key the keeper knows more than the last question does, and nothing was asked without it.
      return keys.trouble(accountId) ?? (asked !== null && KEYLESS_CODES.has(asked) ? null : asked)
    },
    clock,
    signal: ending.signal,
    provider: ports.provider,
    async check(invoiceId) {
      const looked = await invoicing.recovery.lookNow(invoiceId)
      const checked = await watcher.checkNow(invoiceId)
      return checked.ok || checked.error.code === 'NOTHING_TO_CHECK' ? looked : checked
    },
    async compare(accountId, since) {
      const account = await listed(accountId)
      if (!account.ok) return account
      return compareWithProvider(account.value, connections.of(account.value), since, keeping)
    },
    async orphans(accountId, since) {
      const account = await listed(accountId)
      if (!account.ok) return account
      const cooldown = cooldowns.of(accountId)
      if (cooldown) return refuse(cooldown.code)
      return orphansSince(account.value, connections.of(account.value), since, {
        ...comparing,
        unanswered(error) {
          coolDownIfAsked(accountId, error, { cooldowns })
          if (error.keyRefused) accounts.keyRefused(accountId, error).catch(ports.failed)
        },
      })
    },
    async takeIn(accountId, ref, restoredAt) {
      const account = await listed(accountId)
      if (!account.ok) return account
      const client = connections.of(account.value, 'person')
      const taken = await takeInLink(account.value, client, { ref, restoredAt }, comparing)
      if (!taken.ok) return taken
      changes.written([taken.value.change])
      changes.anyException()
      return ok(taken.value.number)
    },
    closed: () => closed,
    async halt(reason) {
      closed = reason
      await ledger.stop(reason.code)
      await endWork()
    },
    endWork,
    async close() {
      await endWork()
      // The ledger's connection is to be the last one, which leaves everything in one file.
      await ports.lists.close()
      await ledger.close()
    },
  }
}
