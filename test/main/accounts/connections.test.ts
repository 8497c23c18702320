import { describe, expect, it } from 'vitest'
import { createConnections } from '../../../src/main/accounts/connections.ts'
import type { StoredAccount } from '../../../src/main/ledger/port/accounts.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import type { SecretKeeper } from '../../../src/main/vault/secret-keeper.ts'
import { refuse } from '../../../src/shared/contract/plain/envelope.ts'
import type { ErrorCode } from '../../../src/shared/contract/plain/error-codes.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { virtualTime } from '../../support/app/virtual-time.ts'
import {
  ask,
  got,
  never,
  type Reply,
  refused,
  type Seen,
  serve,
} from '../../support/shop/provider-clients.ts'

const KEYS = {
  daisy: { identifier: 'group-1', secretKey: 'secret-key-1' },
  oneshotpay: { userId: 'user-1', apiToken: 'token-1' },
  ocpay: { apiKey: 'key-1' },
  oxapay: { merchantKey: 'merchant-1' },
}
const check = { json: { success: true, data: { status: 'PENDING' } } }
const refusal = { status: 401, json: { success: false, error: { code: 'INVALID_ACCESS_TOKEN' } } }

const account = (id = 'account-1', provider: ProviderId = 'ocpay'): StoredAccount => ({
  id,
  provider,
  label: 'Shop',
  settings: {},
  createdAt: 0,
  paused: null,
  lastAnswerAt: null,
  keyChangedAt: null,
})

/** Real connections to one server; an answer may be held back until it is let go. */
async function room(
  answer: (seen: Seen, count: number) => Reply = () => check,
  trouble: ErrorCode | null = null,
  gapMs = 0,
) {
  const held: (() => void)[] = []
  let holds = false
  const server = await serve((seen, response, count) => {
    const reply = answer(seen, count)
    if (!holds) return reply
    held.push(() => {
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(reply.json))
    })
    return undefined
  })
  const time = virtualTime(0)
  const sentAt: number[] = []
  let keyTrouble = trouble
  const keys = {
    use: async (_: string, provider: ProviderId, use: (key: object) => Promise<unknown>) =>
      keyTrouble ? refuse(keyTrouble) : { ok: true, value: await use(KEYS[provider]) },
  } as unknown as SecretKeeper
  const connections = createConnections({
    provider: (id) => providers[id],
    baseUrl: () => server.url,
    fetch(request) {
      sentAt.push(time.clock.monotonic())
      return fetch(request)
    },
    keys,
    clock: time.clock,
    timers: time.timers,
    limits: () => ({ perMinute: 60, perSecond: 10, gapMs, concurrency: 2 }),
  })
  const until = async (fits: () => boolean) => {
    while (!fits()) await new Promise((done) => setTimeout(done, 2))
  }
  return {
    server,
    sentAt,
    time,
    connections,
    hold(is: boolean) {
      holds = is
    },
    letGo() {
      for (const one of held.splice(0)) one()
    },
    arrived: (count: number) => until(() => server.seen.length >= count),
    keyTrouble(code: ErrorCode | null) {
      keyTrouble = code
    },
    read: (ref = 'REF-1', who = account()) => connections.of(who).readLink(ref, never),
  }
}

describe('the client of an account', () => {
  it('is one and the same until it is dropped; each asker has its own view of it', async () => {
    const { connections } = await room()
    const first = connections.of(account())
    expect(connections.of(account())).toBe(first)
    expect(connections.of(account(), 'person')).not.toBe(first)
    expect(connections.of(account(), 'person')).toBe(connections.of(account(), 'person'))
    expect(connections.of(account('account-2'))).not.toBe(first)
    connections.drop('account-2')
    expect(connections.of(account())).toBe(first)
    connections.drop('account-1')
    expect(connections.of(account())).not.toBe(first)
    const again = connections.of(account())
    connections.dropAll()
    expect(connections.of(account())).not.toBe(again)
  })

  it('keeps its limiter when it is dropped: a new key has no new budget', async () => {
    const { connections } = await room()
    const limiter = connections.limiter(account())
    connections.drop('account-1')
    connections.dropAll()
    expect(connections.limiter(account())).toBe(limiter)
    expect(connections.limiter(account('account-2'))).not.toBe(limiter)
  })

  it('offers lists and recovery where its provider does, and not elsewhere', async () => {
    const { connections } = await room()
    const offers = (provider: ProviderId) => {
      const client = connections.of(account(provider, provider))
      return [client.readPage, client.listLinks, client.findByMarker].map((one) => one !== undefined)
    }
    expect(offers('daisy')).toEqual([true, true, true])
    expect(offers('oxapay')).toEqual([true, true, true])
    expect(offers('ocpay')).toEqual([false, false, false])
    expect(offers('oneshotpay')).toEqual([false, false, false])
  })

  it.each([
    'createLink',
    'readLink',
    'readReceipts',
    'checkKey',
    'readPage',
    'listLinks',
    'findByMarker',
  ] as const)(
    'answers %s with the key’s trouble where the key cannot be had, and sends nothing',
    async (call) => {
      const { server, connections } = await room(() => check, 'VAULT_LOCKED')
      const client = connections.of(account('at-daisy', 'daisy'))
      const page = { by: 'created', since: null, until: null, page: 1, size: 10 } as const
      const calls = {
        createLink: () => client.createLink(ask('DAI', '1'), never),
        readLink: () => client.readLink('REF-1', never),
        readReceipts: () => client.readReceipts('REF-1', never),
        checkKey: () => client.checkKey(never),
        readPage: () => client.readPage?.(page, never),
        listLinks: () => client.listLinks?.({ since: 0, refs: [] }, never),
        findByMarker: () => client.findByMarker?.('INV-1', 0, never),
      }
      const answer = await calls[call]()
      expect(answer && refused(answer)).toEqual({
        code: 'VAULT_LOCKED',
        effect: 'none',
        keyRefused: false,
        httpStatus: null,
        retryAfterMs: null,
        providerWords: null,
      })
      expect(server.seen).toEqual([])
    },
  )

  it('is counted in its limiter, whatever it asks', async () => {
    const { connections, read } = await room()
    await read()
    await read()
    expect(connections.limiter(account()).callsLastMinute()).toBe(2)
    await connections.of(account()).createLink(ask('DZD', '500'), never)
    // A sale takes no question's place.
    expect(connections.limiter(account()).callsLastMinute()).toBe(2)
  })

  it('goes at half the pace when it is told that it asks too often, and for nothing else', async () => {
    const replies: Reply[] = [
      { status: 503, json: {} },
      { status: 429, json: {} },
    ]
    const { connections, read } = await room(() => replies.shift() ?? check)
    expect(refused(await read()).code).toBe('UNAVAILABLE')
    expect(connections.limiter(account()).slowedFor()).toBeNull()
    expect(refused(await read()).code).toBe('RATE_LIMITED')
    expect(connections.limiter(account()).slowedFor()).not.toBeNull()
  })
})

describe('a key that nobody has tried yet', () => {
  it('is tried by one request alone; the others wait for its answer', async () => {
    const { server, hold, letGo, arrived, read } = await room()
    hold(true)
    const answers = Promise.all([read('REF-1'), read('REF-2')])
    await arrived(1)
    await new Promise((done) => setTimeout(done, 30))
    expect(server.seen).toHaveLength(1)
    hold(false)
    letGo()
    for (const answer of await answers) expect(got(answer).reading).toBe('open')
    expect(server.seen).toHaveLength(2)
  })

  it('and is refused is tried by none of those that wait, nor ever again', async () => {
    const { server, hold, letGo, arrived, read } = await room(() => refusal)
    hold(true)
    const answers = Promise.all([read('REF-1'), read('REF-2'), read('REF-3')])
    await arrived(1)
    hold(false)
    letGo()
    const errors = (await answers).map(refused)
    expect(errors[0]).toMatchObject({ code: 'AUTH_REJECTED', keyRefused: true, httpStatus: 401 })
    for (const error of errors.slice(1)) {
      // It was told once; who only waited tells it no second time.
      expect(error).toMatchObject({
        code: 'AUTH_REJECTED',
        keyRefused: false,
        httpStatus: null,
        effect: 'none',
      })
    }
    expect(refused(await read()).code).toBe('AUTH_REJECTED')
    expect(server.seen).toHaveLength(1)
  })

  it('and whose first request fails otherwise is good enough to go on with, one beside another', async () => {
    const { server, hold, letGo, arrived, read } = await room((_, count) =>
      count === 1 ? { status: 503, json: {} } : check,
    )
    expect(refused(await read()).code).toBe('UNAVAILABLE')
    hold(true)
    const answers = Promise.all([read('REF-1'), read('REF-2')])
    await arrived(3)
    letGo()
    for (const answer of await answers) expect(answer.ok).toBe(true)
    expect(server.seen).toHaveLength(3)
  })

  it('stays untried where it could not be had', async () => {
    const { server, hold, letGo, arrived, keyTrouble, read } = await room(() => check, 'VAULT_LOCKED')
    expect(refused(await read()).code).toBe('VAULT_LOCKED')
    keyTrouble(null)
    hold(true)
    const answers = Promise.all([read('REF-1'), read('REF-2')])
    await arrived(1)
    await new Promise((done) => setTimeout(done, 30))
    expect(server.seen).toHaveLength(1)
    hold(false)
    letGo()
    for (const answer of await answers) expect(answer.ok).toBe(true)
  })
})

describe('a key that was replaced while a request with the old one was under way', () => {
  it('is not refused with it: the late refusal says nothing of the new key', async () => {
    const { server, hold, letGo, arrived, connections, read } = await room((_, count) =>
      count === 1 ? refusal : check,
    )
    hold(true)
    const late = read()
    await arrived(1)
    connections.drop('account-1')
    hold(false)
    const fresh = await read('REF-2')
    expect(got(fresh).reading).toBe('open')
    letGo()
    expect(refused(await late)).toMatchObject({ code: 'AUTH_REJECTED', keyRefused: false, httpStatus: 401 })
    expect((await read('REF-3')).ok).toBe(true)
    expect(server.seen).toHaveLength(3)
  })

  it('and was forgotten for good is refused by nobody either', async () => {
    const { hold, letGo, arrived, connections, read } = await room(() => refusal)
    hold(true)
    const late = read()
    await arrived(1)
    connections.dropAll()
    letGo()
    expect(refused(await late).keyRefused).toBe(false)
  })
})

describe('keys that are locked away', () => {
  /** Requests that hold their key and wait for a turn that comes in ten seconds. */
  async function waitingForTurns() {
    const made = await room(() => check, null, 10_000)
    await made.read()
    const client = made.connections.of(account(), 'person')
    const tests = [client.checkKey(never), client.checkKey(never), made.read('REF-2')]
    await made.time.runUntil(1_000)
    return { ...made, tests }
  }

  it('send no request after the lock, though three wait for their turn', async () => {
    const { server, time, connections, tests } = await waitingForTurns()
    connections.dropAll()
    await time.runUntil(60_000)
    for (const answer of await Promise.all(tests)) {
      expect(refused(answer)).toMatchObject({ code: 'VAULT_LOCKED', effect: 'none', keyRefused: false })
    }
    expect(server.seen).toHaveLength(1)
  })

  it('send no request with a key that was forgotten or replaced meanwhile either', async () => {
    const { server, time, connections, tests } = await waitingForTurns()
    connections.drop('account-1')
    await time.runUntil(60_000)
    for (const answer of await Promise.all(tests)) {
      expect(refused(answer)).toMatchObject({ code: 'CANCELLED', effect: 'none' })
    }
    expect(server.seen).toHaveLength(1)
  })

  it.each([
    ['a question', 'readLink'],
    ['a sale', 'createLink'],
  ] as const)('send nothing with a token that was made before the lock: %s', async (_, call) => {
    const { server, hold, letGo, arrived, connections } = await room(() => ({
      json: { access_token: 'token-2', token_type: 'Bearer', expires_in: 3_600 },
    }))
    const client = connections.of(account('account-1', 'oneshotpay'))
    hold(true)
    const answer =
      call === 'readLink' ? client.readLink('REF-1', never) : client.createLink(ask('USD', '1'), never)
    await arrived(1)
    connections.dropAll()
    hold(false)
    letGo()
    expect(refused(await answer)).toMatchObject({ code: 'VAULT_LOCKED', effect: 'none' })
    expect(server.seen).toHaveLength(1)
    expect(refused(await client.checkKey(never)).code).toBe('VAULT_LOCKED')
    expect(server.seen).toHaveLength(1)
  })

  it('let a sale that has begun go on with the key it began with, where that is only replaced', async () => {
    const { server, hold, letGo, arrived, connections } = await room((_, count) =>
      count === 1
        ? { json: { access_token: 'token-2', token_type: 'Bearer', expires_in: 3_600 } }
        : { status: 500, json: {} },
    )
    hold(true)
    const sale = connections.of(account('account-1', 'oneshotpay')).createLink(ask('USD', '1'), never)
    await arrived(1)
    connections.drop('account-1')
    hold(false)
    letGo()
    expect(refused(await sale).code).toBe('UNAVAILABLE')
    expect(server.seen).toHaveLength(2)
  })
})

describe('who asks', () => {
  it('a sale goes at once though every place is taken, and a person before those that wait', async () => {
    const { server, time, hold, letGo, arrived, connections, read } = await room()
    await read()
    hold(true)
    const hanging = [read('REF-1'), read('REF-2')]
    await arrived(3)
    const waiting = read('REF-3')
    const sale = connections.of(account()).createLink(ask('DZD', '500'), never)
    await arrived(4)
    await time.runUntil(10_000)
    expect(server.seen).toHaveLength(4)
    const person = connections.of(account(), 'person').readLink('REF-4', never)
    await arrived(5)
    expect(server.seen.map((one) => one.path.split('/').at(-1))).toEqual([
      'REF-1',
      'REF-1',
      'REF-2',
      'createLink',
      'REF-4',
    ])
    hold(false)
    letGo()
    await Promise.all([...hanging, sale, person])
    expect((await waiting).ok).toBe(true)
  })

  it('a question keeps its distance from the sale that went before it', async () => {
    const { sentAt, time, connections, read } = await room(() => check, null, 500)
    await connections.of(account()).createLink(ask('DZD', '500'), never)
    let answered = false
    const question = read().finally(() => {
      answered = true
    })
    for (let at = 100; !answered; at += 100) {
      await time.runUntil(at)
      await new Promise((done) => setTimeout(done, 5))
    }
    expect((await question).ok).toBe(true)
    expect(sentAt).toHaveLength(2)
    expect((sentAt[1] ?? 0) - (sentAt[0] ?? 0)).toBeGreaterThanOrEqual(500)
  })
})
