import { AsyncLocalStorage } from 'node:async_hooks'
import { ok } from '../../shared/contract/plain/envelope.ts'
import { type ErrorCode, KEYLESS_CODES } from '../../shared/contract/plain/error-codes.ts'
import type { AccountSettings, KeyCheck } from '../../shared/contract/shapes/account.ts'
import type { Clock, Timers } from '../../shared/time/clock.ts'
import type { StoredAccount } from '../ledger/port/accounts.ts'
import { ownError } from '../providers/own-error.ts'
import type {
  Credentials,
  Provider,
  ProviderClient,
  ProviderError,
  ProviderResult,
  RateLimits,
} from '../providers/provider.ts'
import type { SecretKeeper } from '../vault/secret-keeper.ts'
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'

/** Hands out one provider client per account, and drops it when the account's key or settings change. */
export interface Connections {
  /**
   * The account's client; its calls answer VAULT_* or NO_KEY as errors without effect when the key cannot be had.
   *
   * What a person waits for goes before all other questions, and does not wait for one that hangs.
   */
  of(account: StoredAccount, asker?: 'person'): ProviderClient
  /** What the account may send; every request of its client is counted in it, and only a sale does not wait for it. */
  limiter(account: Pick<StoredAccount, 'id' | 'provider'>): RateLimiter
  /** Forgets the client (and any token it holds) of an account; a question that waits for its turn is CANCELLED. */
  drop(accountId: string): void
  /** The same where the account's settings have changed: its next client has these, also for who read the account before that and waited. */
  renew(account: Pick<StoredAccount, 'id' | 'settings'>): void
  /** The keys are locked: forgets all clients and their tokens. Nothing is sent any more with what they held: VAULT_LOCKED. */
  dropAll(): void
}

/** Tries keys before they count. */
export interface KeyTrials {
  /**
   * Asks once with credentials that are not kept: whether they work. For an account that is there, within what it may send.
   *
   * @param accountId null for an account that is still to be made
   */
  tryKey(
    account: Pick<StoredAccount, 'provider' | 'settings'>,
    accountId: string | null,
    credentials: Credentials,
    signal: AbortSignal,
  ): Promise<ProviderResult<KeyCheck>>
}

export interface ConnectionPorts {
  provider(id: StoredAccount['provider']): Provider
  /** Where an account's requests and key go; practice and development name other places. */
  baseUrl(provider: Provider, settings: AccountSettings): string
  readonly fetch: (request: Request) => Promise<Response>
  readonly keys: Pick<SecretKeeper, 'use'>
  readonly clock: Clock
  readonly timers: Timers
  /** Other limits than the providers' own, where they are known better. */
  limits?(provider: Provider): RateLimits
  /** The time limit of every exchange, ms; absent for each provider's own. */
  readonly timeLimitMs?: number | undefined
}

class KeyUnavailable extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode) {
    super(`the key cannot be had: ${code}`)
    this.code = code
  }
}

/**
 * Builds the connections of one book's accounts.
 *
 * A client holds its key while a request waits for its turn, so that the end of the client is the end of that wait as well.
 */
export function createConnections(ports: ConnectionPorts): Connections & KeyTrials {
  const clients = new Map<string, Clients>()
  const limiters = new Map<string, RateLimiter>()
  const trials = new Set<AbortController>()
  const renewed = new Map<string, AccountSettings>()

  function limiterOf(account: Pick<StoredAccount, 'id' | 'provider'>): RateLimiter {
    const known = limiters.get(account.id)
    if (known) return known
    const made = newLimiter(account.provider)
    limiters.set(account.id, made)
    return made
  }

  function newLimiter(id: StoredAccount['provider']): RateLimiter {
    const provider = ports.provider(id)
    return createRateLimiter(ports.limits?.(provider) ?? provider.limits, ports.clock, ports.timers)
  }

  function drop(accountId: string): void {
    clients.get(accountId)?.over.abort(new KeyUnavailable('CANCELLED'))
    clients.delete(accountId)
  }

  return {
    limiter: limiterOf,
    of(account, asker) {
      const which = asker ?? 'watcher'
      const known = clients.get(account.id)
      if (known) return known[which]
      const over = new AbortController()
      const settings = renewed.get(account.id) ?? account.settings
      const made: Clients = {
        ...connect({ ...account, settings }, ports, limiterOf(account), over.signal),
        over,
      }
      clients.set(account.id, made)
      return made[which]
    },
    async tryKey(account, accountId, credentials, signal) {
      const { provider } = account
      const limiter = accountId === null ? newLimiter(provider) : limiterOf({ id: accountId, provider })
      const over = new AbortController()
      trials.add(over)
      const keys: ConnectionPorts['keys'] = { use: async (_id, _provider, use) => ok(await use(credentials)) }
      const trial = connect({ ...account, id: accountId ?? '' }, { ...ports, keys }, limiter, over.signal)
      return trial.person.checkKey(signal).finally(() => trials.delete(over))
    },
    drop,
    renew({ id, settings }) {
      renewed.set(id, settings)
      drop(id)
    },
    dropAll() {
      for (const over of [...trials, ...[...clients.values()].map((client) => client.over)]) {
        over.abort(new KeyUnavailable('VAULT_LOCKED'))
      }
      clients.clear()
    },
  }
}

/** One client of an account, as each of its askers has it; `over` ends it. */
interface Clients {
  readonly watcher: ProviderClient
  readonly person: ProviderClient
  readonly over: AbortController
}

function connect(
  account: Pick<StoredAccount, 'id' | 'provider' | 'settings'>,
  ports: ConnectionPorts,
  limiter: RateLimiter,
  over: AbortSignal,
): Omit<Clients, 'over'> {
  const provider = ports.provider(account.provider)
  /** Whom the request under way is for; nothing for the watcher. */
  const asking = new AsyncLocalStorage<'sale' | 'person'>()

  /** A sale never waits for a question: every request that making its link takes goes at once. */
  async function acquire(caller: AbortSignal): Promise<() => void> {
    const asker = asking.getStore()
    if (asker !== 'sale') {
      over.throwIfAborted()
      return limiter.acquire(AbortSignal.any([caller, over]), asker === 'person')
    }
    // A sale that has begun goes on with the key it began with, unless that is locked away.
    if (isLocked(over)) over.throwIfAborted()
    limiter.countOnly()
    return () => undefined
  }

  const client = provider.connect({
    baseUrl: ports.baseUrl(provider, account.settings),
    fetch: ports.fetch,
    acquire,
    clock: ports.clock,
    settings: account.settings,
    ...(ports.timeLimitMs !== undefined && { timeLimitMs: ports.timeLimitMs }),
    async useCredentials(use) {
      const used = await ports.keys.use(account.id, account.provider, use)
      if (!used.ok) throw new KeyUnavailable(used.error.code)
      return used.value
    },
  })
  const { listLinks, findByMarker, readPage } = client
  const careful = createCaution(() => !over.aborted)
  async function ask<T>(call: () => Promise<ProviderResult<T>>): Promise<ProviderResult<T>> {
    const result = await careful(call)
    if (!result.ok && result.error.code === 'RATE_LIMITED') limiter.slow()
    return result
  }
  /** The client's calls, each with whatever tells whom it is for. */
  function view(told: <T>(call: () => Promise<T>) => Promise<T>): ProviderClient {
    const put = <T>(call: () => Promise<ProviderResult<T>>) => ask(() => told(call))
    return {
      createLink: (request, signal) =>
        ask(() => asking.run('sale', () => client.createLink(request, signal))),
      readLink: (ref, signal, known) => put(() => client.readLink(ref, signal, known)),
      readReceipts: (ref, signal, known) => put(() => client.readReceipts(ref, signal, known)),
      checkKey: (signal) => put(() => client.checkKey(signal)),
      ...(readPage && { readPage: (query, signal) => put(() => readPage.call(client, query, signal)) }),
      ...(listLinks && { listLinks: (query, signal) => put(() => listLinks.call(client, query, signal)) }),
      ...(findByMarker && {
        findByMarker: (marker, since, signal) => put(() => findByMarker.call(client, marker, since, signal)),
      }),
    }
  }
  return { watcher: view((call) => call()), person: view((call) => asking.run('person', call)) }
}

function isLocked(over: AbortSignal): boolean {
  return over.reason instanceof KeyUnavailable && over.reason.code === 'VAULT_LOCKED'
}

/**
 * Lets the first request with a key go alone, and none after a refusal.
 *
 * A provider may lock out a caller after a few wrong keys (ocpay §3.3), so several sales at once must not all try it.
 */
function createCaution(isCurrent: () => boolean) {
  let heard = false
  let refused: ProviderError | null = null
  let first: Promise<unknown> | null = null

  async function tried<T>(call: () => Promise<ProviderResult<T>>): Promise<ProviderResult<T>> {
    const result = await keyed(call)
    if (result.ok || !KEYLESS_CODES.has(result.error.code)) heard = true
    if (result.ok || !result.error.keyRefused) return result
    refused = result.error
    // A key that was replaced meanwhile was refused: that says nothing of the new one.
    return isCurrent() ? result : { ok: false, error: { ...result.error, keyRefused: false } }
  }

  return async function ask<T>(call: () => Promise<ProviderResult<T>>): Promise<ProviderResult<T>> {
    while (!heard && first) await first
    if (refused) {
      const error = {
        ...refused,
        effect: 'none',
        keyRefused: false,
        httpStatus: null,
        retryAfterMs: null,
      } as const
      return { ok: false, error }
    }
    if (heard) return tried(call)
    const alone = tried(call)
    first = alone
      .catch(() => undefined)
      .finally(() => {
        first = null
      })
    return alone
  }
}

/** A key that cannot be had is an answer like any other: nothing was sent. */
async function keyed<T>(call: () => Promise<ProviderResult<T>>): Promise<ProviderResult<T>> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof KeyUnavailable)) throw error
    return {
      ok: false,
      error: ownError(error.code),
    }
  }
}
