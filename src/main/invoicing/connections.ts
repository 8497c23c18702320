import type { ErrorCode } from '../../shared/contract/error-codes.ts'
import type { Clock } from '../../shared/time/clock.ts'
import type { StoredAccount } from '../ledger/ledger.ts'
import type { Provider, ProviderClient, ProviderResult } from '../providers/provider.ts'
import type { SecretKeeper } from '../vault/secret-keeper.ts'

/** Hands out one provider client per account, and drops it when the account's key or settings change. */
export interface Connections {
  /** The account's client; its calls answer VAULT_* or NO_KEY as errors without effect when the key cannot be had. */
  of(account: StoredAccount): ProviderClient
  /** Forgets the client (and any token it holds) of an account. */
  drop(accountId: string): void
}

export interface ConnectionPorts {
  provider(id: StoredAccount['provider']): Provider
  baseUrl(provider: Provider): string
  readonly fetch: (request: Request) => Promise<Response>
  readonly keys: SecretKeeper
  readonly clock: Clock
}

class KeyUnavailable extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode) {
    super(`the key cannot be had: ${code}`)
    this.code = code
  }
}

/** Builds the connections of one book. */
export function createConnections(ports: ConnectionPorts): Connections {
  const clients = new Map<string, ProviderClient>()
  return {
    of(account) {
      const known = clients.get(account.id)
      if (known) return known
      const client = connect(account, ports)
      clients.set(account.id, client)
      return client
    },
    drop(accountId) {
      clients.delete(accountId)
    },
  }
}

function connect(account: StoredAccount, ports: ConnectionPorts): ProviderClient {
  const provider = ports.provider(account.provider)
  const client = provider.connect({
    baseUrl: ports.baseUrl(provider),
    fetch: ports.fetch,
    clock: ports.clock,
    settings: account.settings,
    async useCredentials(use) {
      const used = await ports.keys.use(account.id, account.provider, use)
      if (!used.ok) throw new KeyUnavailable(used.error.code)
      return used.value
    },
  })
  const { listLinks, findByMarker } = client
  return {
    createLink: (request, signal) => keyed(client.createLink(request, signal)),
    readLink: (ref, signal, known) => keyed(client.readLink(ref, signal, known)),
    readReceipts: (ref, signal, known) => keyed(client.readReceipts(ref, signal, known)),
    checkKey: (signal) => keyed(client.checkKey(signal)),
    ...(listLinks && { listLinks: (query, signal) => keyed(listLinks.call(client, query, signal)) }),
    ...(findByMarker && {
      findByMarker: (marker, since, signal) => keyed(findByMarker.call(client, marker, since, signal)),
    }),
  }
}

/** A key that cannot be had is an answer like any other: nothing was sent. */
async function keyed<T>(call: Promise<ProviderResult<T>>): Promise<ProviderResult<T>> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof KeyUnavailable)) throw error
    return {
      ok: false,
      error: {
        code: error.code,
        effect: 'none',
        keyRefused: false,
        httpStatus: null,
        retryAfterMs: null,
        providerWords: null,
      },
    }
  }
}
