import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type PracticeServer, servePractice } from '../../../src/main/practice/server.ts'
import type { Credentials, ProviderClient } from '../../../src/main/providers/provider.ts'
import { providerInfo, providers } from '../../../src/main/providers/registry.ts'
import { PROVIDER_IDS, type ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { providerInfo as infoSchema } from '../../../src/shared/contract/shapes/provider.ts'
import { moneyFrom } from '../../../src/shared/money/money.ts'
import { systemClock } from '../../../src/shared/time/clock.ts'
import { ask, got, never, portsFor, refused } from '../../support/shop/provider-clients.ts'

const MINUTE = 60_000
const ASKED = {
  daisy: ['DAI', '10.000000000000000001'],
  oneshotpay: ['USD', '12.50'],
  ocpay: ['DZD', '7400'],
  oxapay: ['USDT', '49.9'],
} as const
const WRONG: Record<ProviderId, Credentials> = {
  daisy: { secretKey: 'wrong' },
  oneshotpay: { apiToken: 'wrong' },
  ocpay: { apiKey: '00000000-0000-4000-8000-000000000000' },
  oxapay: { merchantKey: 'WRONG0-WRONG0-WRONG0' },
}

let server: PracticeServer

beforeEach(async () => {
  server = await servePractice({ port: 0 })
})

afterEach(() => server.close())

function connect(id: ProviderId, more: Credentials = {}, settings = {}): ProviderClient {
  const { baseUrl, ...credentials } = server.practice.introduction(server.url)[id]
  return providers[id].connect(portsFor(baseUrl, { ...credentials, ...more }, settings, systemClock))
}

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${server.url}/_control/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  expect(response.status, await response.text()).toBe(200)
}

/** Asks until the practice provider has settled what was paid. */
async function settled(
  client: ProviderClient,
  ref: string,
  known: Parameters<ProviderClient['readLink']>[2],
) {
  for (let step = 0; step < 10; step += 1) {
    const state = got(await client.readLink(ref, never, known))
    if (!['open', 'confirming'].includes(state.reading)) return state
    await control('clock', { advanceMs: 30_000 })
  }
  throw new Error('it never settled')
}

/** Every wire: OxaPay speaks two. */
const WIRES = [
  ['daisy', {}],
  ['oneshotpay', {}],
  ['ocpay', {}],
  ['oxapay', { dialect: 'legacy' }],
  ['oxapay', { dialect: 'v1' }],
] as const

describe.each(WIRES)('%s with %j against its simulation over real HTTP', (id, settings) => {
  const [currency, amount] = ASKED[id]
  const known = { asked: moneyFrom(currency, amount), createdAt: Date.now() }

  test('a link is made, read, paid exactly, and its receipt fetched', async () => {
    const client = connect(id, {}, settings)
    const link = got(await client.createLink(ask(currency, amount), never))
    if (link.echoed) expect(link.echoed).toEqual(known.asked)
    const lifetime = providers[id].capabilities.expiry.defaultMs
    if (lifetime === null) expect(link.expiresAt).toBeNull()
    else expect(Math.abs((link.expiresAt ?? 0) - Date.now() - lifetime)).toBeLessThan(MINUTE)

    const open = got(await client.readLink(link.ref, never, known))
    expect(open).toMatchObject({ ref: link.ref, reading: 'open', receipts: [] })

    await control('pay', { provider: id, ref: link.ref })
    const paid = await settled(client, link.ref, known)
    expect(paid.reading).toBe('paid')
    const receipts = got(await client.readReceipts(link.ref, never, known))
    expect(receipts).toHaveLength(1)
    expect(receipts[0]?.credited).toEqual(known.asked)
    // The same receipt told twice is the same to the last byte, so that the book sees no change.
    if (paid.receipts) expect(paid.receipts).toEqual(receipts)
  })

  test('the key is checked, and a wrong one is refused without an effect', async () => {
    expect(got(await connect(id, {}, settings).checkKey(never)).environment).toBeDefined()
    const wrong = connect(id, WRONG[id], settings)
    expect(refused(await wrong.checkKey(never))).toMatchObject({ code: 'AUTH_REJECTED', effect: 'none' })
    expect(refused(await wrong.createLink(ask(currency, amount), never))).toMatchObject({
      code: 'AUTH_REJECTED',
      effect: 'none',
    })
  })

  test('an unknown reference is not found', async () => {
    const refs = { daisy: 'nosuch', oneshotpay: crypto.randomUUID(), ocpay: 'OCPL-AAAAAA-AAAA', oxapay: '1' }
    expect(refused(await connect(id, {}, settings).readLink(refs[id], never)).code).toBe('LINK_NOT_FOUND')
  })

  test('a create whose answer is lost after the effect is possible, and is found again where there is a means', async () => {
    const client = connect(id, {}, settings)
    await control('fault', { provider: id, operation: 'create', kind: 'reset_after', times: 1 })
    const since = Date.now() - MINUTE
    expect(refused(await client.createLink(ask(currency, amount), never)).effect).toBe('possible')
    if (!client.findByMarker) return
    const found = got(await client.findByMarker('INV-7F3K', since, never))
    expect(found?.asked).toEqual(known.asked)
    expect(found?.url === null).toBe(id === 'oxapay')
    expect(got(await client.findByMarker('INV-0000', since, never))).toBeNull()
  })

  test('an expired link says so, where links expire', async () => {
    const client = connect(id, {}, settings)
    const link = got(await client.createLink(ask(currency, amount), never))
    if (link.expiresAt === null) return
    await control('expire', { provider: id, ref: link.ref })
    const state = got(await client.readLink(link.ref, never, known))
    expect(state).toMatchObject({ reading: 'expired', receipts: [] })
  })
})

describe('what only some providers know', () => {
  test.each(WIRES.filter(([id]) => id === 'daisy' || id === 'oxapay'))(
    '%s with %j lists what was made, as single questions tell it',
    async (id, settings) => {
      const [currency, amount] = ASKED[id]
      const client = connect(id, {}, settings)
      const first = got(await client.createLink(ask(currency, amount, { marker: 'A-1' }), never))
      const second = got(await client.createLink(ask(currency, amount, { marker: 'A-2' }), never))
      await control('pay', { provider: id, ref: first.ref })
      const query = { since: Date.now() - MINUTE, refs: [first.ref, second.ref] }
      const listed = got((await client.listLinks?.(query, never)) ?? expect.fail())
      expect(listed.map((state) => state.ref).sort()).toEqual([first.ref, second.ref].sort())
      for (const state of listed) {
        const single = got(await client.readLink(state.ref, never))
        const { reading, rawStatus, asked, received, createdAt } = single
        expect(state).toMatchObject({ reading, rawStatus, asked, received, createdAt })
      }
    },
  )

  test('daisy §2.3, §3.1: two transfers, one short and one over, are two receipts', async () => {
    const client = connect('daisy', {}, { token: 'USDC' })
    const { ref } = got(await client.createLink(ask('USDC', '10'), never))
    await control('pay', { provider: 'daisy', ref, amount: '4' })
    expect(got(await client.readLink(ref, never))).toMatchObject({
      reading: 'underpaid',
      received: moneyFrom('USDC', '4'),
    })
    await control('pay', { provider: 'daisy', ref, amount: '6.5' })
    expect(got(await client.readLink(ref, never)).reading).toBe('overpaid')
    const receipts = got(await client.readReceipts(ref, never))
    const amounts = receipts.map((receipt) => receipt.amount)
    expect(amounts).toEqual(expect.arrayContaining([moneyFrom('USDC', '4'), moneyFrom('USDC', '6.5')]))
    expect(new Set(receipts.map((receipt) => receipt.receiptId)).size).toBe(2)
  })

  test('1shotpay §3.5: a token that has run out is exchanged anew, and the question asked again', async () => {
    const client = connect('oneshotpay')
    const { ref } = got(await client.createLink(ask('USD', '1'), never))
    await control('clock', { advanceMs: 48 * 60 * MINUTE })
    expect(got(await client.readLink(ref, never)).reading).toBe('expired')
  })

  test('oxapay §3.1: more than asked in one currency is overpaid', async () => {
    const client = connect('oxapay')
    const { ref } = got(await client.createLink(ask('USDT', '49.9'), never))
    await control('pay', { provider: 'oxapay', ref, amount: '60' })
    const state = await settled(client, ref, undefined)
    expect(state).toMatchObject({ reading: 'overpaid', received: moneyFrom('USDT', '60') })
  })
})

test("the registry tells the screens of each provider once, in the contract's shape", () => {
  const infos = providerInfo()
  expect(infos.map((info) => info.id)).toEqual([...PROVIDER_IDS])
  for (const info of infos) {
    expect(infoSchema.parse(info)).toEqual(info)
    expect(info.credentials.some((field) => field.secret)).toBe(true)
    expect(providers[info.id].baseUrl({})).toMatch(/^https:/)
    expect('list' in info.capabilities && info.capabilities.list).toBe(info.capabilities.recovery !== 'none')
  }
})
