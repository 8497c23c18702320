import { describe, expect, it } from 'vitest'
import { createAccounts } from '../../../src/main/accounts/accounts.ts'
import { createConnections } from '../../../src/main/accounts/connections.ts'
import { createCooldowns } from '../../../src/main/accounts/cooldowns.ts'
import type { Ledger } from '../../../src/main/ledger/port/ledger.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import { createPracticeKeys } from '../../../src/main/vault/practice-keys.ts'
import type { SecretKeeper } from '../../../src/main/vault/secret-keeper.ts'
import { ok, refuse } from '../../../src/shared/contract/plain/envelope.ts'
import type { AccountSettings } from '../../../src/shared/contract/shapes/account.ts'
import { virtualTime } from '../../support/app/virtual-time.ts'
import { inThisThread } from '../../support/books/in-this-thread.ts'
import { openSale, START, testBook } from '../../support/books/open-book.ts'
import { ask, never, type Reply, serve } from '../../support/shop/provider-clients.ts'

const KEY = { apiKey: 'key-number-1' }
const OTHER = { apiKey: 'key-number-2' }
const NOBODY = { apiKey: '' }
const good = {
  json: {
    success: true,
    data: { username: 'amina', apiKey: { isEnabled: true, type: 'PRODUCTION', scope: null } },
  },
}

/** Keeps keys as the vault does for a session. */
function inMemory(): SecretKeeper {
  const kept = new Map<string, Readonly<Record<string, string>>>()
  return {
    ownKeys: false,
    whyNot: () => null,
    async put(id, _provider, credentials) {
      kept.set(id, credentials)
      return ok(null)
    },
    async use(id, _provider, use) {
      const found = kept.get(id)
      return found ? ok(await use(found)) : refuse('NO_KEY')
    },
    has: (id) => kept.has(id),
    trouble: () => null,
    async forget(id) {
      kept.delete(id)
      return ok(null)
    },
  }
}

/** The use cases of accounts over a real book, with a provider that answers as it is told. */
async function room(kept: SecretKeeper = inMemory()) {
  const { ledger } = await testBook()
  let reply: Reply = good
  const server = await serve(() => reply)
  const { clock, timers } = virtualTime(START)
  const trouble = { put: false, forget: false }
  const keys: SecretKeeper = {
    ...kept,
    whyNot: (...args) => (trouble.put ? 'VAULT_LOCKED' : kept.whyNot(...args)),
    put: (...args) => (trouble.put ? Promise.resolve(refuse('VAULT_LOCKED')) : kept.put(...args)),
    forget: (id) => (trouble.forget ? Promise.resolve(refuse('VAULT_LOCKED')) : kept.forget(id)),
  }
  const connections = createConnections({
    provider: (id) => providers[id],
    baseUrl: () => server.url,
    fetch,
    keys,
    clock,
    timers,
    limits: () => ({ perMinute: 60, perSecond: 10, gapMs: 0, concurrency: 2 }),
  })
  const cooldowns = createCooldowns(clock)
  const changed: string[] = []
  let made = 0
  const failing = new Set<keyof Ledger>()
  const book = inThisThread(ledger)
  const accounts = createAccounts({
    ledger: new Proxy(book, {
      get(client, method: keyof Ledger) {
        if (failing.has(method)) return () => Promise.reject(new Error('the disk is full'))
        return client[method]
      },
    }),
    keys,
    connections,
    clock,
    cooldowns,
    newId() {
      made += 1
      return `account-${made}`
    },
    signal: never,
    provider: (id) => providers[id],
    changed: (id) => changed.push(id),
    found: () => undefined,
  })
  const add = async (settings: AccountSettings = {}) => {
    const added = await accounts.add('ocpay', 'Till', KEY, settings)
    if (!added.ok) throw new Error(added.error.code)
    changed.length = 0
    return added.value
  }
  const stored = (id: string) => {
    const account = ledger.account(id)
    if (!account) throw new Error('there is no such account')
    return account
  }
  return {
    ledger,
    server,
    accounts,
    add,
    stored,
    keys,
    kept,
    connections,
    cooldowns,
    changed,
    trouble,
    failing,
    clientOf: (id: string) => connections.of(stored(id)),
    keyOf: async (id: string) => kept.use(id, 'ocpay', async (key) => key.apiKey),
    answer(with_: Reply) {
      reply = with_
    },
  }
}

describe('adding an account', () => {
  it('keeps its key, writes it down, and tells', async () => {
    const { accounts, changed, stored, keyOf } = await room()
    const added = await accounts.add('ocpay', 'Till', KEY, { feeMode: 'NO_FEE' })
    expect(added).toEqual({ ok: true, value: stored('account-1') })
    expect(stored('account-1')).toMatchObject({
      provider: 'ocpay',
      label: 'Till',
      settings: { feeMode: 'NO_FEE' },
      createdAt: START,
      paused: null,
      keyChangedAt: null,
    })
    expect(await keyOf('account-1')).toEqual({ ok: true, value: KEY.apiKey })
    expect(changed).toEqual(['account-1'])
  })

  it.each([
    [{}, 'without its key'],
    [{ apiKey: '' }, 'with an empty key'],
    [{ apiKey: '  ' }, 'with a key of spaces'],
    [{ ...KEY, more: 'x' }, 'with more than its key'],
  ] as const)('%j is refused: %s', async (credentials, _) => {
    const { accounts, ledger, changed, keyOf } = await room()
    const refused = { ok: false, error: { code: 'INVALID_INPUT', params: { field: 'credentials' } } }
    expect(await accounts.add('ocpay', 'Till', credentials, {})).toEqual(refused)
    expect([ledger.account('account-1'), changed]).toEqual([null, []])
    expect(await keyOf('account-1')).toMatchObject({ error: { code: 'NO_KEY' } })
  })

  it('whose key cannot be kept writes nothing', async () => {
    const { accounts, ledger, trouble, changed } = await room()
    trouble.put = true
    expect(await accounts.add('ocpay', 'Till', KEY, {})).toEqual({
      ok: false,
      error: { code: 'VAULT_LOCKED' },
    })
    expect([ledger.account('account-1'), changed]).toEqual([null, []])
  })

  it('that cannot be written down leaves no key behind', async () => {
    const { accounts, failing, keyOf, changed } = await room()
    failing.add('addAccount')
    await expect(accounts.add('ocpay', 'Till', KEY, {})).rejects.toThrow('the disk is full')
    expect(await keyOf('account-1')).toEqual({ ok: false, error: { code: 'NO_KEY' } })
    expect(changed).toEqual([])
  })
})

describe('a setting', () => {
  const fits = async (provider: 'ocpay' | 'oxapay' | 'daisy', settings: AccountSettings) => {
    const { accounts } = await room()
    const credentials = Object.fromEntries(
      providers[provider].credentials.map(({ name }) => [name, 'abcdefgh']),
    )
    const added = await accounts.add(provider, 'Till', credentials, settings)
    return added.ok || added.error.params?.field
  }
  it.each([
    ['ocpay', { feeMode: 'CUSTOMER_FEE' }, true],
    ['ocpay', { feeMode: 'FREE' }, 'feeMode'],
    ['ocpay', { feeMode: 7 }, 'feeMode'],
    ['ocpay', { feeMode: null }, true],
    ['ocpay', { nonsense: 1 }, 'nonsense'],
    ['ocpay', { successMessage: 'x'.repeat(500) }, true],
    ['ocpay', { successMessage: 'x'.repeat(501) }, 'successMessage'],
    ['ocpay', { successMessage: 7 }, 'successMessage'],
    ['ocpay', { redirectUrl: 'https://shop.example/' }, true],
    ['ocpay', { redirectUrl: 'javascript:alert(1)' }, 'redirectUrl'],
    ['ocpay', { feeMode: 'NO_FEE', redirectUrl: 'no address' }, 'redirectUrl'],
    ['oxapay', { lifeTime: 16 }, true],
    ['oxapay', { lifeTime: 15 }, 'lifeTime'],
    ['oxapay', { lifeTime: 2879 }, true],
    ['oxapay', { lifeTime: 2880 }, 'lifeTime'],
    ['oxapay', { lifeTime: '60' }, 'lifeTime'],
    ['oxapay', { mixedPayment: true }, true],
    ['oxapay', { mixedPayment: 'yes' }, 'mixedPayment'],
  ] as const)('of %s as %.40j fits: %j', async (provider, settings, answer) => {
    expect(await fits(provider, settings)).toBe(answer)
  })
})

describe('changing an account', () => {
  it('writes it, connects anew, and tells', async () => {
    const { accounts, add, stored, changed, clientOf } = await room()
    const { id } = await add()
    const before = clientOf(id)
    const updated = await accounts.update(id, 'Counter', { feeMode: 'CUSTOMER_FEE' })
    expect(updated).toEqual({ ok: true, value: stored(id) })
    expect(stored(id)).toMatchObject({ label: 'Counter', settings: { feeMode: 'CUSTOMER_FEE' } })
    expect(clientOf(id)).not.toBe(before)
    expect(changed).toEqual([id])
  })

  it('holds for whoever read the account before, and waited for a turn since', async () => {
    const { accounts, add, stored, connections, server, answer } = await room()
    const { id } = await add({ feeMode: 'NO_FEE' })
    const waiting = stored(id)
    await accounts.update(id, 'Till', { feeMode: 'CUSTOMER_FEE' })
    answer({ status: 400, json: {} })
    await connections.of(waiting).createLink(ask('DZD', '500'), never)
    await connections.of(stored(id)).createLink(ask('DZD', '500'), never)
    expect(server.seen.map(({ body }) => /NO_FEE|CUSTOMER_FEE/.exec(body)?.[0])).toEqual([
      'CUSTOMER_FEE',
      'CUSTOMER_FEE',
    ])
  })

  it.each(['replaceKey', 'forget'] as const)('is not undone by a %s that began beside it', async (beside) => {
    const { accounts, add, ledger, failing } = await room()
    const { id } = await add({ feeMode: 'NO_FEE' })
    if (beside === 'forget') failing.add('forgetAccount')
    const [updated] = await Promise.allSettled([
      accounts.update(id, 'Counter', { feeMode: 'CUSTOMER_FEE' }),
      beside === 'forget' ? accounts.forget(id) : accounts.replaceKey(id, OTHER),
    ])
    expect(updated).toMatchObject({ value: { ok: true, value: { label: 'Counter' } } })
    expect(ledger.account(id)).toMatchObject({ label: 'Counter', settings: { feeMode: 'CUSTOMER_FEE' } })
  })

  it('that is not there, or to what does not fit, changes nothing', async () => {
    const { accounts, add, stored, changed, clientOf } = await room()
    const { id } = await add()
    const before = clientOf(id)
    expect(await accounts.update('nobody', 'x', {})).toEqual({ ok: false, error: { code: 'NOT_FOUND' } })
    expect(await accounts.update(id, 'x', { feeMode: 'FREE' })).toEqual({
      ok: false,
      error: { code: 'INVALID_INPUT', params: { field: 'feeMode' } },
    })
    expect([stored(id).label, changed]).toEqual(['Till', []])
    expect(clientOf(id)).toBe(before)
  })

  it('in a setting that its links depend on is refused once it has links', async () => {
    const { accounts, ledger, stored } = await room()
    const credentials = { merchantKey: 'merchant-key' }
    const added = await accounts.add('oxapay', 'Till', credentials, { dialect: 'legacy' })
    const { id } = added.ok ? added.value : stored('')
    expect(await accounts.update(id, 'Till', { dialect: 'v1' })).toMatchObject({ ok: true })
    openSale(ledger, { accountId: id })
    const fixed = (settings: AccountSettings) => accounts.update(id, 'Till', settings)
    const refused = { ok: false, error: { code: 'SETTING_FIXED', params: { field: 'dialect' } } }
    expect(await fixed({ dialect: 'legacy' })).toEqual(refused)
    // What is not set counts as what it is at first.
    expect(await fixed({})).toEqual(refused)
    expect(await fixed({ dialect: 'v1', lifeTime: 60 })).toMatchObject({ ok: true })
    expect(await fixed({ dialect: 'v1', sandbox: false })).toMatchObject({ ok: true })
    expect(await fixed({ dialect: 'v1', sandbox: true })).toMatchObject({
      error: { params: { field: 'sandbox' } },
    })
  })
})

describe('trying a key before it counts', () => {
  it('that works keeps nothing; kept right after, it counts as answered', async () => {
    const { accounts, ledger, keys, server, stored } = await room()
    expect(await accounts.tryKey(null, 'ocpay', KEY, {})).toMatchObject({
      ok: true,
      value: { name: 'amina' },
    })
    expect(ledger.accounts()).toHaveLength(1)
    const added = await accounts.add('ocpay', 'Till', KEY, {})
    expect(added).toMatchObject({ ok: true, value: { lastAnswerAt: START } })
    const id = added.ok ? added.value.id : ''
    expect(keys.has(id)).toBe(true)
    expect(server.seen).toHaveLength(1)

    await accounts.tryKey(id, 'ocpay', OTHER, {})
    expect(await accounts.replaceKey(id, OTHER)).toMatchObject({ ok: true, value: { lastAnswerAt: START } })
    // One that was not tried has had no answer, whatever was heard of the one before.
    expect(await accounts.replaceKey(id, KEY)).toMatchObject({ ok: true, value: { lastAnswerAt: null } })
    expect(stored(id).lastAnswerAt).toBeNull()
  })

  it('that is refused leaves the one that is there, pauses nothing, and is told', async () => {
    const { accounts, add, answer, kept, stored, changed } = await room()
    const { id } = await add()
    await accounts.test(id)
    changed.length = 0
    const before = stored(id)
    answer({ status: 401, json: { success: false, error: { code: 'INVALID_ACCESS_TOKEN' } } })
    expect(await accounts.tryKey(id, 'ocpay', OTHER, {})).toMatchObject({ error: { code: 'AUTH_REJECTED' } })
    expect(await accounts.tryKey(null, 'ocpay', OTHER, {})).toMatchObject({
      error: { code: 'AUTH_REJECTED' },
    })
    expect(stored(id)).toEqual(before)
    expect(changed).toEqual([])
    expect(await kept.use(id, 'ocpay', async (credentials) => credentials)).toEqual({ ok: true, value: KEY })
  })

  it('asks nobody where it could not be kept, or is none', async () => {
    const { accounts, server, trouble } = await room()
    expect(await accounts.tryKey(null, 'ocpay', NOBODY, {})).toMatchObject({
      error: { code: 'INVALID_INPUT' },
    })
    trouble.put = true
    expect(await accounts.tryKey(null, 'ocpay', KEY, {})).toMatchObject({ error: { code: 'VAULT_LOCKED' } })
    expect(server.seen).toEqual([])
  })
})

describe('a key in the practice book, which has keys of its own', () => {
  const own = createPracticeKeys({ ocpay: KEY, daisy: {}, oneshotpay: {}, oxapay: {} })

  it('is taken when none is typed or its own is', async () => {
    const { accounts, server } = await room(own)
    expect(await accounts.tryKey(null, 'ocpay', {}, {})).toMatchObject({ value: { environment: 'practice' } })
    expect(server.seen).toEqual([])
    const added = await accounts.add('ocpay', 'Till', {}, {})
    const id = added.ok ? added.value.id : ''
    expect(await own.use(id, 'ocpay', async (credentials) => credentials)).toEqual({ ok: true, value: KEY })
    expect((await accounts.replaceKey(id, KEY)).ok).toBe(true)
  })

  it('that is a real one is sent to nobody and not taken, and that is said', async () => {
    const { accounts, server, ledger } = await room(own)
    const refusal = { error: { code: 'PRACTICE_KEYS' } }
    expect(await accounts.tryKey(null, 'ocpay', OTHER, {})).toMatchObject(refusal)
    expect(await accounts.add('ocpay', 'Till', OTHER, {})).toMatchObject(refusal)
    expect(ledger.accounts()).toHaveLength(1)
    const added = await accounts.add('ocpay', 'Till', KEY, {})
    expect(await accounts.replaceKey(added.ok ? added.value.id : '', OTHER)).toMatchObject(refusal)
    expect(server.seen).toEqual([])
  })
})

describe('replacing a key', () => {
  it('keeps the new one, connects anew, notes when, and tells', async () => {
    const { accounts, add, stored, changed, clientOf, keyOf } = await room()
    const { id } = await add()
    const before = clientOf(id)
    const replaced = await accounts.replaceKey(id, OTHER)
    expect(replaced).toEqual({ ok: true, value: stored(id) })
    expect(stored(id).keyChangedAt).toBe(START)
    expect(await keyOf(id)).toEqual({ ok: true, value: OTHER.apiKey })
    expect(clientOf(id)).not.toBe(before)
    expect(changed).toEqual([id])
  })

  it('by the same one is no change of key', async () => {
    const { accounts, add, stored } = await room()
    const { id } = await add()
    expect(await accounts.replaceKey(id, KEY)).toMatchObject({ ok: true })
    expect(stored(id).keyChangedAt).toBeNull()
  })

  it('that is not there, not whole, or cannot be kept changes nothing', async () => {
    const { accounts, add, trouble, changed, clientOf, keyOf, stored } = await room()
    const { id } = await add()
    const before = clientOf(id)
    expect(await accounts.replaceKey('nobody', OTHER)).toMatchObject({ error: { code: 'NOT_FOUND' } })
    expect(await accounts.replaceKey(id, NOBODY)).toMatchObject({ error: { code: 'INVALID_INPUT' } })
    trouble.put = true
    expect(await accounts.replaceKey(id, OTHER)).toMatchObject({ error: { code: 'VAULT_LOCKED' } })
    expect(await keyOf(id)).toEqual({ ok: true, value: KEY.apiKey })
    expect([clientOf(id) === before, changed, stored(id).keyChangedAt]).toEqual([true, [], null])
  })
})

describe('testing a key', () => {
  it('that works ends a pause and a trouble, and tells', async () => {
    const { accounts, add, ledger, cooldowns, changed, stored } = await room()
    const { id } = await add()
    ledger.pauseAccount(id, 'AUTH_REJECTED', START)
    cooldowns.failed(id, 'UNREACHABLE')
    expect(await accounts.test(id)).toMatchObject({ ok: true, value: { environment: 'live', name: 'amina' } })
    expect([stored(id).paused, cooldowns.trouble(id), changed]).toEqual([null, null, [id]])
  })

  it.each([
    [401, 'AUTH_REJECTED'],
    [403, 'FORBIDDEN'],
  ] as const)(
    'that is refused with %i pauses its account as %s, forgets its client, and tells',
    async (status, code) => {
      const { accounts, add, answer, changed, stored, clientOf } = await room()
      const { id } = await add()
      const before = clientOf(id)
      answer({ status, json: { success: false } })
      expect(await accounts.test(id)).toEqual({ ok: false, error: { code, params: {} } })
      expect(stored(id).paused).toEqual({ reason: code, at: START })
      expect(changed).toEqual([id])
      expect(clientOf(id)).not.toBe(before)
    },
  )

  it('that fails otherwise changes nothing, and tells for how long', async () => {
    const { accounts, add, answer, changed, stored, ledger } = await room()
    const { id } = await add()
    ledger.pauseAccount(id, 'AUTH_REJECTED', START)
    answer({ status: 503, json: {} })
    expect(await accounts.test(id)).toEqual({ ok: false, error: { code: 'UNAVAILABLE', params: {} } })
    answer({ status: 429, json: {}, headers: { 'retry-after': '90' } })
    expect(await accounts.test(id)).toEqual({
      ok: false,
      error: { code: 'RATE_LIMITED', params: { seconds: 90 } },
    })
    expect(stored(id).paused).not.toBeNull()
    expect(changed).toEqual([])
  })

  it('that is not there, or whose account is not, asks nobody', async () => {
    const { accounts, add, kept, server } = await room()
    const { id } = await add()
    expect(await accounts.test('nobody')).toEqual({ ok: false, error: { code: 'NOT_FOUND' } })
    await kept.forget(id)
    expect(await accounts.test(id)).toEqual({
      ok: false,
      error: { code: 'NO_KEY', params: { account: 'Till' } },
    })
    expect(server.seen).toEqual([])
  })
})

describe('a refused key', () => {
  it.each([
    ['FORBIDDEN', 'FORBIDDEN'],
    ['AUTH_REJECTED', 'AUTH_REJECTED'],
    ['REQUEST_REFUSED', 'AUTH_REJECTED'],
  ] as const)('by %s pauses its account as %s, once', async (code, reason) => {
    const { accounts, add, stored, changed, clientOf } = await room()
    const { id } = await add()
    const before = clientOf(id)
    const words = {
      effect: 'none',
      keyRefused: true,
      httpStatus: 401,
      retryAfterMs: null,
      providerWords: null,
    } as const
    await accounts.keyRefused(id, { code, ...words })
    expect(stored(id).paused).toEqual({ reason, at: START })
    expect([changed, clientOf(id) === before]).toEqual([[id], false])
  })
})

describe('forgetting an account', () => {
  it('forgets its key and its client with whatever token it holds, and tells', async () => {
    const { accounts, add, ledger, changed, connections, keyOf, stored } = await room()
    const { id } = await add()
    const account = stored(id)
    const before = connections.of(account)
    expect(await accounts.forget(id)).toEqual({ ok: true, value: null })
    expect(ledger.account(id)).toBeNull()
    expect(await keyOf(id)).toEqual({ ok: false, error: { code: 'NO_KEY' } })
    expect(connections.of(account)).not.toBe(before)
    expect(changed).toEqual([id])
  })

  it('that is not there, or whose key cannot be forgotten, changes nothing', async () => {
    const { accounts, add, trouble, changed, stored, clientOf } = await room()
    const { id } = await add()
    const before = clientOf(id)
    expect(await accounts.forget('nobody')).toEqual({ ok: false, error: { code: 'NOT_FOUND' } })
    trouble.forget = true
    expect(await accounts.forget(id)).toEqual({ ok: false, error: { code: 'VAULT_LOCKED' } })
    expect([stored(id).id, clientOf(id) === before, changed]).toEqual([id, true, []])
  })
})
