import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import { bookCodeOf } from '../../shared/contract/plain/error-codes.ts'
import type { Clock, Timers } from '../../shared/time/clock.ts'
import type { Connections } from '../accounts/connections.ts'
import type { Cooldowns } from '../accounts/cooldowns.ts'
import { onItsOwn } from '../acting.ts'
import type { InvoiceChange } from '../ledger/port/changes.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import type { StandingLink, StandingLinkSeen } from '../ledger/port/standing-links.ts'
import type { LinkState, ProviderError } from '../providers/provider.ts'
import { isAccountTrouble, seenReceipt, UNTAKEN } from './commit-answers.ts'

/** Asks the providers about the links that stay, each at a slow pace, because they have no end. */
export interface StandingWatch {
  start(): void
  /** Asks at once about those whose time has come. */
  nudge(): void
  /** Asks now about one, whether or not its time has come; fails where nobody is asked. That nobody answered stands on the link. */
  checkNow(id: string): Promise<Result<null>>
  /** Stops asking; resolves when the question under way has been committed. */
  stop(): Promise<void>
}

export interface StandingWatchPorts {
  readonly ledger: LedgerClient
  readonly connections: Connections
  readonly clock: Clock
  readonly timers: Timers
  readonly cooldowns: Cooldowns
  readonly signal: AbortSignal
  /** Told of the sales that an answer made. */
  changed(changes: readonly InvoiceChange[]): void
  /** Told after a standing link was asked about. */
  changedStanding(id: string): void
  keyRefused(accountId: string, error: ProviderError): Promise<void>
  /** Another computer turns payments into sales: nobody is asked here. */
  isHeld(): boolean
  failed(error: unknown): void
}

/** How long a link is left alone after an answer that told of a payment, ms: where one came, the next may follow. */
export const BUSY_INTERVAL_MS = 30_000
/** The same after one that told nothing, ms. */
export const QUIET_INTERVAL_MS = 60_000
/** How often it is looked whose time has come, ms. */
const LOOK_MS = 15_000

/** Builds the watching of the links that stay; every question is counted in its account's rate limiter. */
export function createStandingWatch(ports: StandingWatchPorts): StandingWatch {
  const { ledger, clock, cooldowns } = ports
  const stopping = new AbortController()
  const signal = AbortSignal.any([ports.signal, stopping.signal])
  let round: Promise<void> | null = null
  let again = false
  let cancel: () => void = () => undefined

  /** The last question about each link: an older answer that came in later would make a payment look unseen. */
  const asking = new Map<string, Promise<unknown>>()

  function ask(link: StandingLink, asker?: 'person'): Promise<Result<null>> {
    const before = asking.get(link.id) ?? Promise.resolve()
    const mine = before.catch(() => undefined).then(() => askOnce(link, asker))
    asking.set(link.id, mine)
    return mine.finally(() => asking.get(link.id) === mine && asking.delete(link.id))
  }

  async function askOnce(link: StandingLink, asker?: 'person'): Promise<Result<null>> {
    const account = await ledger.account(link.accountId)
    if (!account) return refuse('ACCOUNT_FORGOTTEN')
    if (account.paused) return refuse('ACCOUNT_PAUSED', { account: account.label })
    if (link.ref === null) return refuse('NOTHING_TO_CHECK')
    const answer = await ports.connections.of(account, asker).readLink(link.ref, signal)
    if (signal.aborted) return refuse('CANCELLED')
    if (ports.isHeld()) return refuse('MOVED')
    if (answer.ok) await take(link, answer.value)
    else await noteFailure(link, answer.error)
    ports.changedStanding(link.id)
    return ok(null)
  }

  async function take(link: StandingLink, state: LinkState): Promise<void> {
    cooldowns.answered(link.accountId)
    const at = clock.now()
    const receipt = state.receipts?.[0] ?? null
    const ended = state.reading === 'expired' || state.reading === 'failed'
    const moved = (state.payments?.count ?? 0) > link.payments || state.payments?.isPending === true
    await record(link, {
      id: link.id,
      reading: state.reading,
      rawStatus: state.rawStatus,
      rawAnswer: state.rawAnswer,
      count: state.payments?.count ?? null,
      isPending: state.payments?.isPending ?? false,
      receipt: receipt && seenReceipt(receipt, ports),
      nextCheckAt: ended ? null : at + (moved ? BUSY_INTERVAL_MS : QUIET_INTERVAL_MS),
      at,
    })
  }

  /** Writes an answer; one that the book cannot take is the trouble of its link alone, and holds up no other. */
  async function record(link: StandingLink, seen: StandingLinkSeen): Promise<void> {
    try {
      const { changes } = await ledger.recordStandingSeen(seen)
      ports.changed(changes)
    } catch (error) {
      if (signal.aborted || bookCodeOf(error) !== null) throw error
      ports.failed(error)
      await noteFailure(link, UNTAKEN)
    }
  }

  async function noteFailure(link: StandingLink, error: ProviderError): Promise<void> {
    await ledger.recordStandingUnanswered(link.id, error.code, clock.now() + QUIET_INTERVAL_MS)
    if (!isAccountTrouble(error)) return
    cooldowns.begin(link.accountId, error)
    if (error.keyRefused) await ports.keyRefused(link.accountId, error)
  }

  /** Asks about each whose time has come, one after another. */
  async function goRound(): Promise<void> {
    if (ports.isHeld()) return
    for (const link of await ledger.dueStandingLinks(clock.now())) {
      if (signal.aborted) return
      if (!cooldowns.of(link.accountId)) await ask(link)
    }
  }

  function look(): void {
    if (signal.aborted) return
    if (round) {
      again = true
      return
    }
    cancel()
    round = onItsOwn(goRound)
      .catch((error) => {
        if (!signal.aborted) ports.failed(error)
      })
      .finally(() => {
        round = null
        if (signal.aborted) return
        if (again) {
          again = false
          look()
        } else cancel = ports.timers.after(LOOK_MS, look)
      })
  }

  return {
    start: look,
    nudge: look,
    async checkNow(id) {
      if (ports.isHeld()) return refuse('MOVED')
      const link = await ledger.standingLink(id)
      return link ? ask(link, 'person') : refuse('NOT_FOUND')
    },
    async stop() {
      stopping.abort()
      cancel()
      await round
    },
  }
}
