import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type PracticeServer, servePractice } from '../../../src/main/practice/server.ts'
import type { PageQuery, ProviderClient } from '../../../src/main/providers/provider.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { AccountSettings } from '../../../src/shared/contract/shapes/account.ts'
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
} from '../../support/shop/provider-clients.ts'

const DAI = '0x6B175474E89094C44Da98b954EedeAC495271d0F'
const KEYS = { identifier: 'shop', secretKey: 's3cr3t-of-the-shop', merchantKey: 'K7AB12-CD34EF-GH56IJ' }

const query = (more: Partial<PageQuery> = {}): PageQuery => ({
  by: 'created',
  since: null,
  until: null,
  page: 1,
  size: 200,
  ...more,
})

async function connected(
  id: ProviderId,
  settings: AccountSettings,
  answer: (seen: Seen, count: number) => Reply,
) {
  const server = await serve((seen, _response, count) => answer(seen, count))
  return { server, client: providers[id].connect(portsFor(server.url, KEYS, settings)) }
}

async function readPage(client: ProviderClient, more: Partial<PageQuery> = {}) {
  return (await client.readPage?.(query(more), never)) ?? expect.fail()
}

const text = (json: unknown) => ({ text: JSON.stringify(json) })

const LEGACY = {
  wire: { dialect: 'legacy' },
  page: (refs: readonly string[], pages: number | null) => ({
    result: 100,
    data: refs.map((trackId) => ({ trackId, status: 'New', amount: '1', currency: 'EUR' })),
    ...(pages !== null && { meta: { pages } }),
  }),
  asked: (seen: Seen) => JSON.parse(seen.body),
}
const V1 = {
  wire: { dialect: 'v1' },
  page: (refs: readonly string[], last_page: number | null) => ({
    data: {
      list: refs.map((track_id) => ({ track_id, status: 'new', amount: 1, currency: 'EUR', order_id: '' })),
      ...(last_page !== null && { meta: { last_page } }),
    },
    status: 200,
  }),
  asked: (seen: Seen) => Object.fromEntries(new URL(seen.path, 'http://x').searchParams),
}

describe.each([LEGACY, V1])('one page of OxaPay, $wire', ({ wire, page, asked }) => {
  test('oxapay §2.5: one request names order, page and size, and a span only where there is one', async () => {
    const { server, client } = await connected('oxapay', wire, () => text(page(['7'], 9)))
    const read = got(await readPage(client, { page: 3, size: 50 }))
    expect(read).toMatchObject({ links: [{ ref: '7' }], last: false })
    expect(read.weight).toBe(JSON.stringify(page(['7'], 9)).length)
    expect(server.seen).toHaveLength(1)
    const sent = asked(server.seen[0] ?? expect.fail())
    expect(Object.keys(sent).sort()).toEqual(
      wire.dialect === 'v1'
        ? ['page', 'size', 'sort_by', 'sort_type']
        : ['merchant', 'orderBy', 'page', 'size', 'sortBy'],
    )
    expect([sent.sortBy ?? sent.sort_by, sent.orderBy ?? sent.sort_type]).toEqual(['create_date', 'desc'])
    expect([Number(sent.page), Number(sent.size)]).toEqual([3, 50])
  })

  test('oxapay §2.5: the feed of payments is sorted by their date', async () => {
    const { server, client } = await connected('oxapay', wire, () => text(page([], 1)))
    await readPage(client, { by: 'paid' })
    const sent = asked(server.seen[0] ?? expect.fail())
    expect([sent.sortBy ?? sent.sort_by, sent.orderBy ?? sent.sort_type]).toEqual(['pay_date', 'desc'])
  })

  test('oxapay §2.5: a span is widened to whole seconds, so that no link falls out', async () => {
    const { server, client } = await connected('oxapay', wire, () => text(page([], 1)))
    await readPage(client, { since: NOW + 999, until: NOW + 1001 })
    await readPage(client, { since: -5000, until: NOW })
    const spans = server.seen
      .map(asked)
      .map((sent) => [Number(sent.fromDate ?? sent.from_date), Number(sent.toDate ?? sent.to_date)])
    expect(spans).toEqual([
      [NOW / 1000, NOW / 1000 + 2],
      [0, NOW / 1000],
    ])
  })

  test.each([
    [1, ['1', '2'], 2, false],
    [2, ['1', '2'], 2, true],
    [1, ['1', '2'], null, false],
    [1, ['1'], null, true],
    [4, [], 9, true],
  ] as const)(
    'page %i of two rows a page with rows %j of %j pages: last is %j',
    async (number, refs, pages, last) => {
      const { client } = await connected('oxapay', wire, () => text(page(refs, pages)))
      expect(got(await readPage(client, { page: number, size: 2 })).last).toBe(last)
    },
  )

  test('a row that cannot be read is passed over; an answer that says nothing, or no, is a failure', async () => {
    const odd = await connected('oxapay', wire, () => text(page(['1', '../2', '3'], 1)))
    expect(got(await readPage(odd.client)).links.map((link) => link.ref)).toEqual(['1', '3'])
    const empty = await connected('oxapay', wire, () => ({ text: '<html>' }))
    expect(refused(await readPage(empty.client)).code).toBe('BAD_RESPONSE')
    const slow = await connected('oxapay', wire, () => ({ status: 429, headers: { 'retry-after': '7' } }))
    expect(refused(await readPage(slow.client))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 7000 })
    expect(slow.server.seen).toHaveLength(1)
  })
})

describe('the one page of Daisy', () => {
  const row = (identifier: string, createdAt: number | null) => ({
    identifier,
    amountPaid: '0',
    invoicedPrice: '1',
    tokenAddress: DAI,
    createdAt: createdAt === null ? null : new Date(createdAt).toISOString(),
  })
  const body = {
    data: [row('c', NOW), row('b', NOW - 1), { nonsense: 1 }, row('a', NOW - 2), row('x', null)],
  }

  test('daisy §3.2: it is the whole list, whatever the size, in one request', async () => {
    const { server, client } = await connected('daisy', {}, () => text(body))
    const read = got(await readPage(client, { size: 1 }))
    expect(read.links.map((link) => link.ref)).toEqual(['c', 'b', 'a', 'x'])
    expect(read).toMatchObject({ last: true, weight: JSON.stringify(body).length })
    expect(server.seen.map((seen) => seen.path)).toEqual(['/otp/invoices/'])
  })

  test('its span includes both ends, and a link whose age nobody knows', async () => {
    const { client } = await connected('daisy', {}, () => text(body))
    const refs = async (more: Partial<PageQuery>) =>
      got(await readPage(client, more)).links.map((link) => link.ref)
    expect(await refs({ since: NOW - 1 })).toEqual(['c', 'b', 'x'])
    expect(await refs({ until: NOW - 1 })).toEqual(['b', 'a', 'x'])
    expect(await refs({ by: 'paid', since: NOW - 1, until: NOW - 1 })).toEqual(['b', 'x'])
  })

  test('further pages are empty without a request', async () => {
    const { server, client } = await connected('daisy', {}, () => text(body))
    expect(got(await readPage(client, { page: 2 }))).toEqual({ links: [], last: true, weight: 0 })
    expect(server.seen).toEqual([])
  })
})

test.each(['daisy', 'oxapay'] as const)(
  '%s: a page that cannot be is a mistake of the caller',
  async (id) => {
    const { server, client } = await connected(id, {}, () => ({ status: 500 }))
    for (const odd of [{ page: 0 }, { page: 1.5 }, { size: 0 }, { size: 201 }]) {
      await expect(readPage(client, odd)).rejects.toThrow(/page/)
    }
    expect(server.seen).toEqual([])
  },
)

describe('pages of the practice providers, over real HTTP', () => {
  let server: PracticeServer
  let now: number
  beforeEach(async () => {
    now = NOW
    server = await servePractice({ port: 0, now: () => now })
  })
  afterEach(() => server.close())

  function connect(id: ProviderId, settings: AccountSettings): ProviderClient {
    const { baseUrl, ...credentials } = server.practice.introduction(server.url)[id]
    return providers[id].connect(portsFor(baseUrl, credentials, settings))
  }

  async function sell(client: ProviderClient, currency: string): Promise<string> {
    const link = got(await client.createLink(ask(currency, '5'), never))
    now += 60_000
    return link.ref
  }

  const lists = (id: ProviderId) =>
    server.practice.log().requests.filter((one) => one.provider === id && one.operation === 'list')

  test.each([{ dialect: 'legacy' }, { dialect: 'v1' }])(
    'given four sales of OxaPay, %j, when the first is paid last, then the feed begins with it',
    async (settings) => {
      const client = connect('oxapay', settings)
      const refs: string[] = []
      for (let sale = 0; sale < 4; sale += 1) refs.push(await sell(client, 'USDT'))
      const [first = '', second = '', third = '', fourth = ''] = refs
      for (const ref of [third, first]) {
        server.practice.pay({ provider: 'oxapay', ref })
        now += 60_000
      }
      const feed = got(await readPage(client, { by: 'paid' }))
      expect(feed.links.map((link) => link.ref)).toEqual([first, third, fourth, second])
      expect(feed.links.map((link) => link.reading)).toEqual(['paid', 'paid', 'open', 'open'])
      expect(feed.links.map((link) => link.receipts?.[0]?.paidAt)).toEqual([
        NOW + 5 * 60_000,
        NOW + 4 * 60_000,
        undefined,
        undefined,
      ])
      expect(feed.last).toBe(true)

      const page = got(await readPage(client, { size: 3 }))
      expect(page.links.map((link) => link.ref)).toEqual([fourth, third, second])
      expect(page.last).toBe(false)
      const rest = got(await readPage(client, { size: 3, page: 2 }))
      expect(rest).toMatchObject({ links: [{ ref: first }], last: true })

      const span = { since: NOW + 60_000, until: NOW + 2 * 60_000 }
      const middle = got(await readPage(client, { by: 'paid', ...span }))
      expect(middle.links.map((link) => link.ref)).toEqual([third, second])
      expect(lists('oxapay')).toHaveLength(4)
    },
  )

  test('given three sales of Daisy, when one is paid, then its one page says so as a single question does', async () => {
    const client = connect('daisy', {})
    const refs = [await sell(client, 'DAI'), await sell(client, 'DAI'), await sell(client, 'DAI')]
    expect(got(await readPage(client)).links.map((link) => link.reading)).toEqual(['open', 'open', 'open'])
    server.practice.pay({ provider: 'daisy', ref: refs[1] ?? '' })
    const page = got(await readPage(client, { by: 'paid' }))
    expect(page.links.map((link) => link.ref).sort()).toEqual([...refs].sort())
    for (const state of page.links) {
      const { reading, received } = got(await client.readLink(state.ref, never))
      expect(state).toMatchObject({ reading, received })
    }
    expect(page.links.find((link) => link.ref === refs[1])?.reading).toBe('paid')
    expect(lists('daisy')).toHaveLength(2)
  })
})
