import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPractice } from '../../../src/main/practice/practice.ts'
import { encodeWire, parseWire } from '../../../src/main/providers/http/wire-json.ts'
import type { LinkState, ProviderClient, ReceiptState } from '../../../src/main/providers/provider.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import { isStorable } from '../../../src/shared/money/scale.ts'
import { ask, got, NOW, never, portsFor, serve, stillClock } from '../../support/shop/provider-clients.ts'

const WIRES = [
  ['daisy', {}, ['DAI', '10']],
  ['oneshotpay', {}, ['USD', '12.50']],
  ['ocpay', {}, ['DZD', '7400']],
  ['oxapay', { dialect: 'legacy' }, ['USDT', '49.9']],
  ['oxapay', { dialect: 'v1' }, ['USDT', '49.9']],
] as const

/** What may stand where a value was: JSON text. */
const ODD = [
  'null',
  'true',
  '{}',
  '[]',
  '""',
  '"   "',
  '"S"',
  '"MY COIN"',
  '"\\ud800"',
  '"a\\u0000b"',
  '-1',
  '"-0.5"',
  '1e-7',
  '1e38',
  '1e4000',
  '"1,234.56"',
  '"1 000"',
  '49.89999999999999',
  '"19.989999999999998"',
  '99999999999999999999999999',
  '999999999999',
  '"9999-12-31T23:59:59Z"',
  '"0xABCDEF"',
  `"${'x'.repeat(30_000)}"`,
  `"${'9'.repeat(300)}"`,
  `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  '{"__proto__":{"id":7},"toString":1}',
]

/** Replaces the value at the nth place of an answer. */
function withOdd(text: string, place: number, odd: string): string {
  let count = 0
  const mark = 'ODD-ODD-ODD'
  const walk = (value: unknown): unknown => {
    count += 1
    if (count - 1 === place) return mark
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null || 'source' in value) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)]))
  }
  return encodeWire(walk(parseWire(text))).replace(`"${mark}"`, () => odd)
}

const isKept = (text: string | null, longest: number) => text === null || text.length <= longest

/** What a client says must be such that a book can take it, and show it again. */
function expectStorable(state: LinkState): void {
  expect(isKept(state.rawStatus, 400) && isKept(state.rawAnswer, 20_000) && isKept(state.ref, 300)).toBe(true)
  for (const amount of [state.asked, state.received, state.tolerance ?? null]) {
    expect(amount === null || isStorable(amount)).toBe(true)
  }
  for (const at of [state.expiresAt, state.createdAt, state.begunAt ?? null]) {
    expect(at === null || !Number.isNaN(new Date(at).getTime())).toBe(true)
  }
  expectReceipts(state.receipts ?? [])
}

function expectReceipts(receipts: readonly ReceiptState[]): void {
  for (const one of receipts) {
    expect(isKept(one.receiptId, 300) && isKept(one.txHash, 200) && isKept(one.payer, 200)).toBe(true)
    expect(isStorable(one.amount) && (one.credited === null || isStorable(one.credited))).toBe(true)
  }
}

async function callAll(
  client: ProviderClient,
  ref: string,
  known: { asked: ReturnType<typeof ask>['asked'] },
) {
  const about = { asked: known.asked, createdAt: NOW }
  const read = await client.readLink(ref, never, about)
  if (read.ok) expectStorable(read.value)
  const receipts = await client.readReceipts(ref, never, about)
  if (receipts.ok) expectReceipts(receipts.value)
  const listed = await client.listLinks?.({ since: NOW, refs: [ref] }, never)
  if (listed?.ok) for (const state of listed.value) expectStorable(state)
  const page = { by: 'paid', since: null, until: null, page: 1, size: 20 } as const
  const paged = await client.readPage?.(page, never)
  if (paged?.ok) for (const state of paged.value.links) expectStorable(state)
  const found = await client.findByMarker?.('INV-7F3K', NOW, never)
  if (found?.ok && found.value) expectStorable(found.value)
  const checked = await client.checkKey(never)
  return [read, receipts, listed, paged, found, checked]
}

describe.each(WIRES)('whatever %s answers (%j)', (id, settings, [currency, amount]) => {
  /** A real HTTP server that answers as the practice provider does, until `change` has its way. */
  async function shop() {
    const practice = createPractice({ now: () => NOW })
    let change: ((text: string) => string) | null = null
    const server = await serve((seen, response) => {
      const headers = Object.entries(seen.headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as [string, string]] : [],
      )
      const request = new Request(`http://practice.localhost${seen.path}`, {
        method: seen.method,
        headers,
        ...(seen.body !== '' && { body: seen.body }),
      })
      void practice.fetch(request).then(async (answer) => {
        const text = await answer.text()
        response.writeHead(answer.status, { 'content-type': 'application/json' })
        response.end(change && !seen.path.endsWith('/token') ? change(text) : text)
      })
      return undefined
    })
    const { baseUrl, ...credentials } = practice.introduction(server.url)[id]
    const client = () => providers[id].connect(portsFor(baseUrl, credentials, settings, stillClock()))
    const request = ask(currency, amount)
    const { ref } = got(await client().createLink(request, never))
    practice.pay({ provider: id, ref })
    return { client, ref, request, set: (to: typeof change) => (change = to) }
  }

  test('is told as a value, and as one that a book can take', async () => {
    const { client, ref, request, set } = await shop()
    expect((await client().readLink(ref, never)).ok).toBe(true)
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.constantFrom(...ODD), async (place, odd) => {
        set((text) => withOdd(text, place, odd))
        for (const answer of await callAll(client(), ref, request)) {
          expect(answer === undefined || typeof answer.ok === 'boolean').toBe(true)
        }
        const made = await client().createLink(request, never)
        if (!made.ok) expect(made.error.code).toMatch(/^[A-Z_]+$/)
      }),
      { numRuns: 60, seed: 7 },
    )
  })

  test('be it no answer at all, is told as a value', async () => {
    const { client, ref, request, set } = await shop()
    const any = fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.constantFrom(...ODD))
    await fc.assert(
      fc.asyncProperty(any, async (text) => {
        set(() => text)
        for (const answer of await callAll(client(), ref, request)) {
          expect(answer === undefined || typeof answer.ok === 'boolean').toBe(true)
        }
      }),
      { numRuns: 40, seed: 7 },
    )
  })
})
