import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { Clock, Timers } from '../../shared/time/clock.ts'
import type { Connections } from '../accounts/connections.ts'
import type { Cooldowns } from '../accounts/cooldowns.ts'
import type { StoredAccount } from '../ledger/port/accounts.ts'
import type { InvoiceChange } from '../ledger/port/changes.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import type { LiveLink, ScheduledLink } from '../ledger/port/links.ts'
import { ownError } from '../providers/own-error.ts'
import type { Provider, ProviderError } from '../providers/provider.ts'
import { type AccountPoller, createAccountPoller } from './account-poller.ts'
import { chooseQuestion } from './choose-question.ts'
import { isAccountTrouble, type PollResult } from './commit-answers.ts'
import { isDone, LONGEST_WAIT_MS, nextWait, VIEWED_UNTIL_MS } from './intervals.ts'
import { createPollLoop } from './poll-loop.ts'
import { type AccountWatch, accountWatch } from './report.ts'
import { dueAt } from './round.ts'
import { createTrackedLinks, type TrackedLink } from './tracked-links.ts'

/** Asks the providers about open links, and commits what they say. */
export interface Watcher {
  start(): void
  /** Takes these invoices from the book anew, because something of them was made or changed; none for the whole book. */
  nudge(invoiceIds?: readonly string[]): void
  /** The same after sleep, a lost network or a new key: accounts that cool down are asked at once, unless their provider named the time. */
  wake(): void
  /** Names the invoice on the screen, asked about most often; null when none. */
  view(invoiceId: string | null): Promise<void>
  /** Asks now about every live link of an invoice; fails with the reason when the provider does not answer. */
  checkNow(invoiceId: string): Promise<Result<null>>
  /** What is done for each account just now. */
  state(): Promise<readonly AccountWatch[]>
  /** Stops asking; resolves when the question under way has been committed. */
  stop(): Promise<void>
}

export interface WatcherPorts {
  readonly ledger: LedgerClient
  readonly connections: Connections
  readonly clock: Clock
  readonly timers: Timers
  readonly cooldowns: Cooldowns
  readonly signal: AbortSignal
  provider(id: ProviderId): Pick<Provider, 'capabilities' | 'history'>
  changed(changes: readonly InvoiceChange[]): void
  /** Told after questions about invoices were answered or failed, so that "checked n sec ago" stays true. */
  asked(invoiceIds: readonly string[], accountId: string): void
  keyRefused(accountId: string, error: ProviderError): Promise<void>
  /** Why the account's key cannot be had just now; null when it can. Absent where keys are always there. */
  keyTrouble?(accountId: string): ErrorCode | null
  failed(error: unknown): void
}

/** A defect of our own cools the account down like a provider that is down. */
const DEFECT: ProviderError = ownError('INTERNAL')

/** A wall clock that gained so much on the monotonic one was set, and not only asleep for a night, ms. */
const SET_AHEAD_MS = 86_400_000

export function createWatcher(ports: WatcherPorts): Watcher {
  const { ledger, clock, cooldowns, connections } = ports
  const stopping = new AbortController()
  const signal = AbortSignal.any([ports.signal, stopping.signal])
  const tracked = createTrackedLinks(clock)
  const pollers = new Map<string, AccountPoller>()
  let viewed: string | null = null
  /** Sales that have just left the screen: their next answer comes as soon as it would have come there. */
  const leaving = new Set<string>()

  const pollLoop = createPollLoop({
    clock,
    timers: ports.timers,
    signal,
    ledger,
    tracked,
    heal: () => ledger.pullNextChecks(clock.now() + LONGEST_WAIT_MS, clock.now()),
    pullForward() {
      for (const accountId of tracked.accounts()) {
        for (const link of tracked.links(accountId)) {
          const next = nextCheck(link, 0)
          if (next !== null && link.nextCheckAt > next) link.nextCheckAt = clock.now()
        }
      }
    },
    concurrency: async (accountId) => {
      const account = await ledger.account(accountId)
      return account ? connections.limiter(account).limits.concurrency : 1
    },
    askNext,
    failed: ports.failed,
  })

  /**
   * When a link was made, or its payer last did something.
   *
   * A wall clock set ahead while the app runs makes no sale older: else it would wait for days.
   */
  function madeAt(link: ScheduledLink): number {
    const trackedLink = tracked.get(link)
    if (!trackedLink) return link.createdAt
    if (trackedLink.movedAt !== null && !isDone(link)) return trackedLink.movedAt
    const made = clock.now() - trackedLink.metAge - (clock.monotonic() - trackedLink.metAt)
    return made - link.createdAt > SET_AHEAD_MS ? made : link.createdAt
  }

  function nextCheck(link: ScheduledLink, failures: number, reading = link.reading): number | null {
    const tellsHashes = ports.provider(link.provider).capabilities.receipts !== 'synthetic'
    const wait = nextWait({
      link: { ...link, createdAt: madeAt(link), reading, hashMissing: link.hashMissing && tellsHashes },
      now: clock.now(),
      viewed: viewed === link.invoiceId,
      fed: pollers.get(link.accountId)?.turns.fed() ?? false,
      failures,
    })
    return wait === null ? null : clock.now() + wait
  }

  function pollerOf(account: Pick<StoredAccount, 'id' | 'provider'>): AccountPoller {
    const known = pollers.get(account.id)
    if (known) return known
    const poller = createAccountPoller({
      accountId: account.id,
      history: ports.provider(account.provider).history,
      tracked,
      limiter: connections.limiter(account),
      onScreen: () => onScreen(account.id),
      ledger,
      clock,
      signal: ports.signal,
      afterAnswer: (link, state) => nextCheck(link, 0, state.reading),
      // The account's cooldown already spares a provider in trouble: what went unanswered stays due.
      afterFailure(link, own) {
        if (!own) return clock.now()
        const trackedLink = tracked.get(link)
        const failures = (trackedLink?.failures ?? 0) + 1
        if (trackedLink) Object.assign(trackedLink, { failures, isFailing: true })
        return nextCheck(link, failures)
      },
      committed,
      failed: ports.failed,
    })
    pollers.set(account.id, poller)
    return poller
  }

  /** Takes the links as they were committed; what a new status means for the next question is set at once. */
  async function committed(
    changes: readonly InvoiceChange[],
    links: readonly Pick<LiveLink, 'invoiceId'>[],
  ): Promise<void> {
    const invoiceIds = [...new Set(links.map((link) => link.invoiceId))]
    const moved = new Set(changes.filter((one) => one.changed).map((one) => one.invoiceId))
    const found = await ledger.scheduledLinksOf(invoiceIds)
    noteMoved(changes, found)
    // What is due again at once, because its answer is from before a sleep, stays due.
    const later = found.filter((link) => moved.has(link.invoiceId) && link.nextCheckAt > clock.now())
    const set = later.map((link) => ({ linkId: link.linkId, nextCheckAt: nextCheck(link, 0) }))
    if (set.length > 0) await ledger.setNextChecks(set)
    const anew = new Map(set.map((one) => [one.linkId, one.nextCheckAt ?? Number.MAX_SAFE_INTEGER]))
    tracked.refresh(
      invoiceIds,
      found.map((link) => ({ ...link, nextCheckAt: anew.get(link.linkId) ?? link.nextCheckAt })),
    )
    if (changes.length > 0) ports.changed(changes)
  }

  /** A payer who has opened the link or chosen a coin is about to pay: the link is asked about as if it were new. */
  function noteMoved(changes: readonly InvoiceChange[], links: readonly ScheduledLink[]): void {
    const moved = changes.filter((one) => one.changed && one.before === 'open' && one.after === 'open')
    const ids = new Set(moved.map((one) => one.invoiceId))
    for (const link of links) {
      const trackedLink = ids.has(link.invoiceId) ? tracked.get(link) : null
      if (trackedLink && trackedLink.digest !== null) trackedLink.movedAt = clock.now()
    }
  }

  /** Asks the account's next question when its turn has come; gives how long nothing more is to be asked, ms. */
  async function askNext(accountId: string): Promise<number> {
    const cooldown = cooldowns.of(accountId)
    if (cooldown) return cooldown.leftMs
    const account = await ledger.account(accountId)
    if (!account || account.paused) return Number.POSITIVE_INFINITY
    const poller = pollerOf(account)
    const idle = untilDue(accountId, poller)
    if (idle > 0) return idle
    await connections.limiter(account).whenFree(signal)
    if (signal.aborted || cooldowns.of(accountId)) return 0
    const question = chooseQuestion({ ...poller.facts(), now: clock.now(), isViewed })
    if (!question) return untilDue(accountId, poller)
    try {
      const client = connections.of(account)
      const about = question.links.map((link) => link.invoiceId)
      await conclude(account.id, await poller.ask(question, client), about)
    } catch (error) {
      cooldowns.begin(accountId, DEFECT)
      ports.failed(error)
    }
    return 0
  }

  async function conclude(accountId: string, answered: PollResult, about: readonly string[]): Promise<void> {
    const trouble = answered.failure && isAccountTrouble(answered.failure) ? answered.failure : null
    if (trouble && !signal.aborted) {
      cooldowns.begin(accountId, trouble)
      if (trouble.keyRefused) await ports.keyRefused(accountId, trouble)
    }
    if (answered.failure === null) cooldowns.answered(accountId)
    const ids = new Set(answered.links.map((link) => link.invoiceId))
    for (const id of ids) leaving.delete(id)
    if (viewed !== null && about.includes(viewed)) ids.add(viewed)
    ports.asked([...ids], accountId)
  }

  function isViewed(invoiceId: string): boolean {
    return invoiceId === viewed || leaving.has(invoiceId)
  }

  function untilDue(accountId: string, poller: AccountPoller): number {
    const now = clock.now()
    const round = poller.turns.round()
    const viewedWait = poller.turns.viewedWait()
    const othersWait = poller.turns.othersWait()
    let least = poller.turns.feedWait() ?? Number.POSITIVE_INFINITY
    for (const link of tracked.links(accountId)) {
      if (least <= 0) return 0
      if (link.asking) continue
      const left = dueAt(link, round, now) - now
      least = Math.min(least, Math.max(left, isViewed(link.invoiceId) ? viewedWait : othersWait))
    }
    return least
  }

  /** The account's link on the screen, while it is young enough to be asked about more often for that. */
  function onScreen(accountId: string): TrackedLink | null {
    const links = viewed === null ? [] : tracked.ofInvoice(viewed)
    const isYoung = (link: TrackedLink) => clock.now() - link.createdAt < VIEWED_UNTIL_MS
    return links.find((link) => link.accountId === accountId && !isDone(link) && isYoung(link)) ?? null
  }

  return {
    start: pollLoop.start,
    nudge: pollLoop.nudge,
    wake() {
      cooldowns.wake()
      for (const accountId of tracked.accounts()) {
        for (const link of tracked.links(accountId)) link.failures = 0
      }
      pollLoop.nudge()
    },

    async view(invoiceId) {
      if (viewed !== null && viewed !== invoiceId) leaving.add(viewed)
      viewed = invoiceId
      if (invoiceId === null) return
      const links = await ledger.scheduledLinksOf([invoiceId])
      const sooner = links.flatMap((link) => {
        const next = nextCheck(link, 0)
        return next !== null && link.nextCheckAt > next ? [{ linkId: link.linkId, nextCheckAt: next }] : []
      })
      if (sooner.length > 0) await ledger.setNextChecks(sooner)
      pollLoop.nudge([invoiceId])
    },

    async checkNow(invoiceId) {
      const links = await ledger.liveLinksOf(invoiceId)
      const accountId = links[0]?.accountId
      if (accountId === undefined) return refuse('NOTHING_TO_CHECK')
      const account = await ledger.account(accountId)
      if (!account) return refuse('ACCOUNT_FORGOTTEN')
      if (account.paused) return refuse('ACCOUNT_PAUSED', { account: account.label })
      const cooldown = cooldowns.named(accountId)
      if (cooldown) return refuse(cooldown.code, { seconds: Math.ceil(cooldown.leftMs / 1000) })
      const answered = await pollerOf(account).askEach(links, connections.of(account, 'person'))
      await conclude(accountId, answered, [invoiceId])
      pollLoop.nudge([invoiceId])
      return answered.failure ? refuse(answered.failure.code) : ok(null)
    },

    async state() {
      const accounts = await ledger.accounts()
      return accounts.map((account) =>
        accountWatch(account, {
          now: clock.now(),
          cooldown: cooldowns.of(account.id),
          key: ports.keyTrouble?.(account.id) ?? null,
          limiter: connections.limiter(account),
          links: tracked.links(account.id),
          feed: pollerOf(account).feed,
        }),
      )
    },

    async stop() {
      stopping.abort()
      await pollLoop.whenIdle()
    },
  }
}
