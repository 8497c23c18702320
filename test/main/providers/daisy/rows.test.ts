import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daisy } from '../../../../src/main/providers/daisy/provider.ts'
import { rowTexts } from '../../../../src/main/providers/daisy/row-texts.ts'
import type { ProviderClient } from '../../../../src/main/providers/provider.ts'
import { moneyFrom } from '../../../../src/shared/money/money.ts'
import {
  got,
  never,
  portsFor,
  type Reply,
  refused,
  type Seen,
  serve,
  stillClock,
} from '../../../support/shop/provider-clients.ts'

const KEYS = { identifier: 'shop-42-abc', secretKey: 's3cr3t-of-the-shop' }
const DAI = '0x6B175474E89094C44Da98b954EedeAC495271d0F'
const OTHER = `0x${'12'.repeat(20)}`
const DAY = 24 * 3_600_000

describe('cutting the list into rows', () => {
  test('any list is cut where its own rows end, whatever stands in its texts and however it is written', () => {
    fc.assert(
      fc.property(fc.array(fc.json()), fc.constantFrom(undefined, 1, '\t'), (rows, space) => {
        const values = rows.map((row) => JSON.parse(row))
        const cut = rowTexts(JSON.stringify({ data: values }, null, space))
        expect(cut?.map((row) => JSON.parse(row))).toEqual(values)
      }),
    )
  })

  test('texts with quotes, brackets and backslashes at their ends do not end a row', () => {
    const rows = ['\\', '"', '\\"', '],[', '}{', '\\\\', ',', ''].map((detail) => ({
      detail,
      more: [detail],
    }))
    expect(rowTexts(JSON.stringify({ data: rows }))).toEqual(rows.map((row) => JSON.stringify(row)))
  })

  test.each([
    '',
    '[]',
    '{"data":null}',
    '{"data":[1],"more":2}',
    '{"more":2,"data":[1]}',
    '{"data":[1]',
    '{"data":[{"a":"b}]}',
    '{"data":[1]}x',
    '\u00a0{"data":[1]}',
  ])('%j has another shape', (text) => {
    expect(rowTexts(text)).toBeNull()
  })
})

const invoice = (identifier: string, more: object = {}) => ({
  identifier,
  state: 'UNPAID',
  amountPaid: '0',
  invoicedPrice: '12345678',
  tokenAddress: DAI,
  invoicedDetail: 'Two lamps',
  updatedAt: '2026-11-20T09:00:00.000Z',
  ...more,
})

async function connected(answer: (seen: Seen) => Reply) {
  const clock = stillClock()
  const server = await serve((seen) => answer(seen))
  return { server, clock, client: daisy.connect(portsFor(server.url, KEYS, {}, clock)) }
}

async function list(client: ProviderClient) {
  return got((await client.listLinks?.({ since: 0, refs: [] }, never)) ?? expect.fail())
}

const data = (rows: unknown): Reply => ({ json: { data: rows } })

describe('a list asked for again', () => {
  test('given the same answer, then its rows are not read a second time', async () => {
    const { server, client } = await connected(() => data([invoice('a'), invoice('b')]))
    const [before, after] = [await list(client), await list(client)]
    expect(after.map((state) => state.ref)).toEqual(['a', 'b'])
    after.forEach((state, index) => {
      expect(state).toBe(before[index])
    })
    expect(server.seen).toHaveLength(2)
  })

  test('given a new row and one that changed, then only those are read, and rows that left are gone', async () => {
    let rows = [invoice('a'), invoice('b'), invoice('c')]
    const { client } = await connected(() => data(rows))
    const before = await list(client)
    rows = [invoice('d'), invoice('a'), invoice('b', { state: 'PAID', amountPaid: '12345678' })]
    const after = await list(client)
    expect(after.map((state) => [state.ref, state.reading])).toEqual([
      ['d', 'open'],
      ['a', 'open'],
      ['b', 'paid'],
    ])
    expect(after[1]).toBe(before[0])
  })

  test('given a row that changed without a change of its length, then it is read', async () => {
    let row = invoice('a', { amountPaid: '1' })
    const { client } = await connected(() => data([row]))
    expect((await list(client))[0]?.received?.units).toBe(1n)
    row = invoice('a', { amountPaid: '2' })
    expect((await list(client))[0]?.received?.units).toBe(2n)
  })

  test.each([
    { paidAt: '2026-11-20T10:00:00Z' },
    { invoicedDetail: 'x [ref:A-1]' },
    { shareURL: 'https://a.example/' },
  ])('a row that differs in %j alone is read anew, and so is its record', async (more) => {
    let row = invoice('a')
    const { client } = await connected(() => data([row]))
    await list(client)
    row = invoice('a', more)
    const [state] = await list(client)
    expect(JSON.parse(state?.rawAnswer ?? '')).toEqual(row)
  })

  test('a secret echoed in a row is masked in every record of it', async () => {
    const { client } = await connected(() => data([invoice('a', { invoicedDetail: KEYS.secretKey })]))
    const [before, after] = [await list(client), await list(client)]
    // Its text is not kept either, so it is read anew.
    expect(after[0]).not.toBe(before[0])
    for (const states of [before, after]) {
      expect(states[0]?.rawAnswer).toContain('•••')
      expect(JSON.stringify(states[0], (_key, value) => String(value))).not.toContain(KEYS.secretKey)
      expect(states[0]?.rawAnswer).not.toContain(KEYS.secretKey)
    }
  })

  test('daisy §2.5: given the list of tokens could not be had, when it can, then the same row is told', async () => {
    let tokens: Reply = { status: 503 }
    const rows = data([invoice('known'), invoice('other', { tokenAddress: OTHER })])
    const { client, clock } = await connected((seen) => (seen.path === '/otp/tokens' ? tokens : rows))
    expect((await list(client)).map((state) => state.ref)).toEqual(['known'])
    tokens = data([])
    expect((await list(client))[1]?.asked).toEqual(moneyFrom('0x12121212', '0.000000000012345678'))
    tokens = data([{ symbol: 'GRT', address: OTHER, decimals: 6 }])
    clock.set(clock.now() + DAY)
    expect((await list(client))[1]?.asked).toEqual(moneyFrom('GRT', '12.345678'))
  })

  test('given an answer cut short after a whole one, then it is unreadable, and the next whole one is read', async () => {
    const whole = JSON.stringify({ data: [invoice('a'), invoice('b')] })
    const texts = [whole, whole.slice(0, -2), whole.replace('"b"', 'b'), whole]
    const { client } = await connected(() => ({ text: texts.shift() ?? '' }))
    expect(await list(client)).toHaveLength(2)
    for (let odd = 0; odd < 2; odd += 1) {
      const answer = (await client.listLinks?.({ since: 0, refs: [] }, never)) ?? expect.fail()
      expect(refused(answer).code).toBe('BAD_RESPONSE')
    }
    expect(await list(client)).toHaveLength(2)
  })

  test('an envelope with more in it than the list is read all the same', async () => {
    const { client } = await connected(() => ({ json: { meta: { total: 1 }, data: [invoice('a'), 7] } }))
    expect((await list(client)).map((state) => state.ref)).toEqual(['a'])
  })

  test('given a long list, when the caller gives up while its rows are read, then the answer is CANCELLED', async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => invoice(`q-${index}`))
    const server = await serve(() => data(rows))
    const stop = new AbortController()
    const client = daisy.connect({
      ...portsFor(server.url, KEYS),
      async fetch(request) {
        const body = await (await fetch(request)).text()
        // The body is at hand, so the next turn comes while its rows are read.
        setImmediate(() => stop.abort())
        return new Response(body)
      },
    })
    const given = (await client.listLinks?.({ since: 0, refs: [] }, stop.signal)) ?? expect.fail()
    expect(refused(given).code).toBe('CANCELLED')
    expect(await list(client)).toHaveLength(2_000)
  })

  test('given a list of a day after the book was opened, then others get a turn after every few of its rows', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => invoice(`q-${index}`))
    const server = await serve(() => data(rows))
    let turns = 0
    let isRead = false
    const count = () => {
      turns += 1
      if (!isRead) setImmediate(count)
    }
    const client = daisy.connect({
      ...portsFor(server.url, KEYS),
      async fetch(request) {
        const body = await (await fetch(request)).text()
        turns = 0
        setImmediate(count)
        return new Response(body)
      },
    })
    expect(await list(client)).toHaveLength(500)
    isRead = true
    expect(turns).toBeGreaterThan(rows.length / 25)
  })
})
