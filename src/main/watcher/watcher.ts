import { ok, type Result, refuse } from '../../shared/contract/envelope.ts'
import type { ProviderId } from '../../shared/contract/providers.ts'
import type { Clock, Timers } from '../../shared/time/clock.ts'
import type { Connections } from '../invoicing/connections.ts'
import type { Rests } from '../invoicing/rests.ts'
import type { Changed, DueLink, LedgerClient, StoredAccount } from '../ledger/ledger.ts'
import type { ProviderError } from '../providers/provider.ts'
import { type Answered, type AskPorts, askByList, askSingly, SINGLE_BATCH } from './ask.ts'
import { LONGEST_WAIT_MS, nextWait } from './pace.ts'

/** Asks the providers about open links, and commits what they say. */
export interface Watcher {
  start(): void
  /** Looks at the book again now, because something was made or changed. */
  nudge(): void
  /** The same after sleep, a lost network or a new key: accounts at rest are asked at once, but for a rest their provider named. */
  wake(): void
  /** Names the invoice on the screen, asked about most often; null when none. */
  view(invoiceId: string | null): Promise<void>
  /** Asks now about every live link of an invoice; fails with the reason when the provider does not answer. */
  checkNow(invoiceId: string): Promise<Result<null>>
  /** Stops asking; resolves when the question under way has been committed. */
  stop(): Promise<void>
}

export interface WatcherPorts {
  readonly ledger: LedgerClient
  readonly connections: Connections
  readonly clock: Clock
  readonly timers: Timers
  readonly rests: Rests
  readonly signal: AbortSignal
  /** Whether the provider ever tells the transaction of a transfer. */
  tellsHashes(provider: ProviderId): boolean
  changed(changes: readonly Changed[]): void
  /** Told after questions about invoices were answered or failed, so that "checked n s ago" stays true. */
  asked(invoiceIds: readonly string[], accountId: string): void
  keyRefused(accountId: string, error: ProviderError): Promise<void>
  failed(error: unknown): void
}

/** The longest sleep between two looks at the book, whatever the clock does meanwhile, ms. */
const LONGEST_SLEEP_MS = 15_000
/** The shortest one, so that a resting account's overdue links do not spin, ms. */
const SHORTEST_SLEEP_MS = 500
/** A defect of our own rests the account like a provider that is down. */
const DEFECT: ProviderError = {
  code: 'INTERNAL',
  effect: 'none',
  keyRefused: false,
  httpStatus: null,
  retryAfterMs: null,
  providerWords: null,
}
/** A wall clock that moved this much against the monotonic one was set, or the machine slept, ms. */
const CLOCK_JUMP_MS = 60_000
/** Links taken up in one look at the book. */
const BATCH = 500

/** Builds the watcher of one book. */
export function createWatcher(ports: WatcherPorts): Watcher {
  const { ledger, clock, rests } = ports
  const failures = new Map<string, number>()
  const accountsBusy = new Map<string, Promise<unknown>>()
  let viewed: string | null = null
  /** What the wall clock was ahead of the monotonic one when last looked at; null before the first look. */
  let drifted: number | null = null
  let cancelTimer: () => void = () => undefined
  let round: Promise<void> = Promise.resolve()
  let running = false
  let again = false
  let stopped = false

  function nextCheck(link: DueLink, failed: number): number | null {
    const hashMissing = link.hashMissing && ports.tellsHashes(link.provider)
    const isViewed = viewed === link.invoiceId
    const wait = nextWait({
      link: { ...link, hashMissing },
      now: clock.now(),
      viewed: isViewed,
      failures: failed,
    })
    return wait === null ? null : clock.now() + wait
  }

  const askPorts: AskPorts = {
    ledger,
    clock,
    signal: ports.signal,
    afterAnswer(link, state) {
      failures.delete(link.linkId)
      return nextCheck({ ...link, reading: state.reading }, 0)
    },
    // The account's rest already spares a provider in trouble: no sale is asked more seldom for it afterwards.
    afterFailure(link, own) {
      const count = (failures.get(link.linkId) ?? 0) + (own ? 1 : 0)
      if (own) failures.set(link.linkId, count)
      return nextCheck(link, count)
    },
  }

  /** Brings back next checks that a clock running ahead has left in the future; no wait of ours exceeds a day. */
  async function healClock(): Promise<void> {
    const drift = clock.now() - clock.monotonic()
    const jumped = drifted === null || Math.abs(drift - drifted) > CLOCK_JUMP_MS
    drifted = drift
    if (jumped) await ledger.pullNextChecks(clock.now() + LONGEST_WAIT_MS, clock.now())
  }

  function nudge(): void {
    if (stopped) return
    again = true
    cancelTimer()
    if (!running) round = runRounds()
  }

  async function runRounds(): Promise<void> {
    running = true
    while (again && !stopped) {
      again = false
      try {
        await oneRound()
        const wait = await untilNext()
        if (!again && !stopped) cancelTimer = ports.timers.after(wait, nudge)
      } catch (error) {
        ports.failed(error)
        if (!stopped) cancelTimer = ports.timers.after(LONGEST_SLEEP_MS, nudge)
      }
    }
    running = false
  }

  async function untilNext(): Promise<number> {
    const next = await ledger.nextCheckAt()
    if (next === null) return LONGEST_SLEEP_MS
    return Math.min(Math.max(next - clock.now(), SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS)
  }

  /** Starts what is due and does not wait for it: a provider that is slow holds up nobody else. */
  async function oneRound(): Promise<void> {
    await healClock()
    const due = await ledger.dueLinks(clock.now(), BATCH)
    for (const [accountId, links] of Map.groupBy(due, (link) => link.accountId)) {
      if (rests.isResting(accountId) || accountsBusy.has(accountId)) continue
      askAccount(accountId, links)
        .catch((error) => {
          rests.begin(accountId, DEFECT)
          ports.failed(error)
        })
        .finally(nudge)
    }
  }

  async function askAccount(accountId: string, due: readonly DueLink[]): Promise<void> {
    const first = due.toSorted(
      (a, b) => Number(b.invoiceId === viewed) - Number(a.invoiceId === viewed) || b.createdAt - a.createdAt,
    )
    let links: readonly DueLink[] = []
    await exclusively(accountId, (account) => {
      const client = ports.connections.of(account)
      links = client.listLinks ? first : first.slice(0, SINGLE_BATCH)
      return askByList(links, client, askPorts)
    })
    if (links.length > 0) ports.asked([...new Set(links.map((link) => link.invoiceId))], accountId)
  }

  /** One question at a time for each account: providers see a calm client, and answers keep their order. */
  async function exclusively(
    accountId: string,
    ask: (account: StoredAccount) => Promise<Answered>,
  ): Promise<Answered | null> {
    const before = accountsBusy.get(accountId) ?? Promise.resolve()
    const mine = before.then(async () => {
      const account = await ledger.account(accountId)
      if (!account || account.paused || stopped) return null
      const answered = await ask(account)
      if (answered.changes.length > 0) ports.changed(answered.changes)
      if (answered.trouble) await rest(accountId, answered.trouble)
      return answered
    })
    const settled = mine
      .catch(() => undefined)
      .then(() => {
        if (accountsBusy.get(accountId) === settled) accountsBusy.delete(accountId)
      })
    accountsBusy.set(accountId, settled)
    return mine
  }

  async function rest(accountId: string, trouble: ProviderError): Promise<void> {
    rests.begin(accountId, trouble)
    if (trouble.keyRefused) await ports.keyRefused(accountId, trouble)
  }

  return {
    start: nudge,
    nudge,
    wake() {
      rests.wake()
      failures.clear()
      nudge()
    },

    async view(invoiceId) {
      viewed = invoiceId
      if (invoiceId === null) return
      for (const link of await ledger.liveLinksOf(invoiceId)) {
        const next = nextCheck(link, 0)
        if (next !== null && link.nextCheckAt > next) await ledger.setNextCheck(link.linkId, next)
      }
      nudge()
    },

    async checkNow(invoiceId) {
      const links = await ledger.liveLinksOf(invoiceId)
      const accountId = links[0]?.accountId
      if (accountId === undefined) return refuse('NOTHING_TO_CHECK')
      const account = await ledger.account(accountId)
      if (!account) return refuse('ACCOUNT_FORGOTTEN')
      if (account.paused) return refuse('ACCOUNT_PAUSED', { account: account.label })
      const rest = rests.named(accountId)
      if (rest) return refuse(rest.code, { seconds: Math.ceil(rest.leftMs / 1000) })
      const answered = await exclusively(accountId, (one) =>
        askSingly(links, ports.connections.of(one), askPorts),
      )
      ports.asked([invoiceId], accountId)
      nudge()
      return answered?.failure ? refuse(answered.failure.code) : ok(null)
    },

    async stop() {
      stopped = true
      cancelTimer()
      await Promise.allSettled([round, ...accountsBusy.values()])
    },
  }
}
