import { describe, expect, test } from 'vitest'
import { providers } from '../../../src/main/providers/registry.ts'
import { ask, NOW, never, portsFor, type Reply, refused, serve } from '../../support/shop/provider-clients.ts'

const HOUR = 3_600_000
const KEYS = {
  identifier: 'shop',
  secretKey: 's3cret',
  userId: '01890a5d-ac96-774b-bcce-b302099a8057',
  apiToken: 'tok_9f',
  apiKey: '3f0c',
  merchantKey: 'K7AB12',
}
const TOKEN = { access_token: 'a.b.c', token_type: 'Bearer', expires_in: 3600 }
const REFUSALS = {
  daisy: { status: 400, json: { message: 'no' } },
  oneshotpay: { status: 400, json: { message: 'no' } },
  ocpay: { status: 400, json: { success: false, error: { code: 'ERR_VALIDATION', message: 'no' } } },
  legacy: { json: { result: 101, message: 'no' } },
  v1: { status: 400, json: { status: 400, message: 'no', error: {} } },
} as const

const WIRES = [
  ['daisy', 'daisy', ask('DAI', '10')],
  ['oneshotpay', 'oneshotpay', ask('USD', '12.50')],
  ['ocpay', 'ocpay', ask('DZD', '7400')],
  ['oxapay', 'legacy', ask('USD', '10')],
  ['oxapay', 'v1', ask('USD', '10')],
] as const

describe.each(WIRES)('a request that %s (%s) refuses', (id, wire, request) => {
  const code = async (ahead: number | null) => {
    const date = ahead === null ? undefined : { Date: new Date(NOW + ahead).toUTCString() }
    const reply: Reply = { ...REFUSALS[wire], ...(date && { headers: date }) }
    const server = await serve((seen) => (seen.path.endsWith('/token') ? { json: TOKEN } : reply))
    const settings = id === 'oxapay' ? { dialect: wire } : {}
    const client = providers[id].connect(portsFor(server.url, KEYS, settings))
    return refused(await client.createLink(request, never))
  }

  test('names the clock that is an hour behind, beside the provider’s own words and time', async () => {
    expect(await code(HOUR)).toMatchObject({
      code: 'CLOCK_BEHIND',
      effect: 'none',
      keyRefused: false,
      providerWords: `no (Date: ${new Date(NOW + HOUR).toUTCString()})`,
    })
  })

  test('names the clock that is ahead', async () => {
    expect((await code(-HOUR)).code).toBe('CLOCK_AHEAD')
  })

  test('says nothing of a clock that is near enough, or of none', async () => {
    for (const ahead of [0, 240_000, -240_000, null]) expect((await code(ahead)).code).toBe('REQUEST_REFUSED')
  })
})
