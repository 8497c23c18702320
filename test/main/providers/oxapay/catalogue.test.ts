import { describe, expect, test } from 'vitest'
import { oxapay } from '../../../../src/main/providers/oxapay/provider.ts'
import {
  ask,
  got,
  NOW,
  never,
  portsFor,
  type Reply,
  refused,
  type Seen,
  serve,
  stillClock,
} from '../../../support/shop/provider-clients.ts'

const KEY = 'K7AB12-CD34EF-GH56IJ'
const HOUR = 3_600_000
const OFFERED = oxapay.currenciesOf({}).map((one) => one.currency)

const entries = (symbols: readonly string[], more: object = {}) =>
  Object.fromEntries(symbols.map((symbol) => [symbol, { symbol, name: symbol, status: true, ...more }]))

interface Lists {
  readonly coins: Reply | object
  readonly fiats: Reply | object
}

/** Serves the key check, both public lists and a create in one dialect. */
async function connected(dialect: 'legacy' | 'v1', lists: Lists) {
  const wrap = (data: unknown): Reply =>
    dialect === 'v1' ? { json: { data, status: 200 } } : { json: { result: 100, data } }
  const replyOf = (list: Reply | object): Reply => ('status' in list ? (list as Reply) : wrap(list))
  const answer = (seen: Seen): Reply => {
    if (/currencies$/.test(seen.path) && !/accepted/.test(seen.path)) return replyOf(lists.coins)
    if (/fiats$/.test(seen.path)) return replyOf(lists.fiats)
    if (/request$/.test(seen.path)) {
      return { json: { result: 100, trackId: '1', payLink: 'https://pay.oxapay.com/1/1' } }
    }
    if (/invoice$/.test(seen.path)) return wrap({ track_id: '1', payment_url: 'https://pay.oxapay.com/1/1' })
    return dialect === 'v1' ? wrap({ list: [] }) : { json: { result: 100, allowed: [] } }
  }
  const clock = stillClock()
  const server = await serve((seen) => answer(seen))
  const client = oxapay.connect(portsFor(server.url, { merchantKey: KEY }, { dialect }, clock))
  const listsAsked = () => server.seen.filter((seen) => /(\/api|common)\//.test(seen.path))
  return { server, client, clock, listsAsked }
}

describe.each(['legacy', 'v1'] as const)('the currency lists over %s', (dialect) => {
  const fiats = entries(OFFERED.slice(0, 9))
  const coins = entries(OFFERED.slice(9))

  test('oxapay §2, §2.6: they are asked for at the check, without the key, and kept for a day', async () => {
    const { client, clock, listsAsked } = await connected(dialect, { coins, fiats })
    expect(got(await client.checkKey(never)).warnings).toEqual([])
    const paths =
      dialect === 'v1' ? ['/v1/common/currencies', '/v1/common/fiats'] : ['/api/currencies', '/api/fiats']
    expect(
      listsAsked()
        .map((seen) => seen.path)
        .toSorted(),
    ).toEqual(paths)
    for (const seen of listsAsked()) expect(JSON.stringify(seen)).not.toContain(KEY)
    clock.set(NOW + 24 * HOUR - 1)
    await client.checkKey(never)
    expect(listsAsked()).toHaveLength(2)
    clock.set(NOW + 24 * HOUR)
    await client.checkKey(never)
    expect(listsAsked()).toHaveLength(4)
  })

  test.each([
    ['is not listed', entries(OFFERED.slice(10))],
    ['is switched off', { ...coins, ...entries(['USDT'], { status: false }) }],
  ])(
    'given a currency that %s, then the check warns, and a sale in it is refused before anything is sent',
    async (_how, odd) => {
      const { server, client } = await connected(dialect, { coins: odd, fiats })
      expect(got(await client.checkKey(never)).warnings).toEqual(['currency_not_listed'])
      const before = server.seen.length
      expect(refused(await client.createLink(ask('USDT', '10'), never))).toMatchObject({
        code: 'CURRENCY_NOT_OFFERED',
        effect: 'none',
      })
      expect(server.seen).toHaveLength(before)
      expect(got(await client.createLink(ask('EUR', '10'), never)).ref).toBe('1')
    },
  )

  test.each([
    ['cannot be had', { coins: { status: 503 }, fiats }],
    ['are refused', { coins, fiats: { status: 404 } }],
    ['are empty', { coins: {}, fiats: {} }],
  ])('given lists that %s, then nothing is said and nothing is refused', async (_how, lists) => {
    const { client } = await connected(dialect, lists)
    expect(got(await client.checkKey(never)).warnings).toEqual([])
    expect(got(await client.createLink(ask('USDT', '10'), never)).ref).toBe('1')
  })

  test('a sale never waits for the lists', async () => {
    const { client, listsAsked } = await connected(dialect, { coins, fiats })
    await client.createLink(ask('USDT', '10'), never)
    expect(listsAsked()).toEqual([])
  })
})
