import { describe, expect, it } from 'vitest'
import { PROVIDER_IDS } from '../../src/shared/contract/plain/provider-ids.ts'
import {
  createsOf,
  inspectBook,
  newToken,
  openShop,
  type Promised,
  refAtProvider,
  reopen,
  type Shop,
  sellUntilDead,
} from '../support/kills/killing.ts'

/** Kills in all; 20 in the ordinary run, 200 with KILLS=200. */
const KILLS = Number(process.env.KILLS ?? '20')
/** The longest a till sells before it is killed, ms. */
const LONGEST_LIFE_MS = 600
const SEED = Number(process.env.KILLS_SEED ?? '20261120')

interface Tally {
  kills: number
  promised: number
  invoices: number
  requests: number
  links: number
  recovered: number
  unknown: number
}

const tallies = new Map<string, Tally>()

describe.concurrent.each(PROVIDER_IDS)('a till of %s', (provider) => {
  it('killed at any instant, again and again, keeps every sale once, sends no second request and loses no reference', async () => {
    const shop = await openShop(provider)
    const chance = random(SEED + PROVIDER_IDS.indexOf(provider))
    const known = new Set<string>()
    const tally: Tally = {
      kills: 0,
      promised: 0,
      invoices: 0,
      requests: 0,
      links: 0,
      recovered: 0,
      unknown: 0,
    }
    for (; tally.kills < KILLS / PROVIDER_IDS.length; tally.kills += 1) {
      const tokens = Array.from({ length: 100 }, newToken)
      const promised = await sellUntilDead(shop, tokens, '', (till, selling) => {
        void selling.then(() => setTimeout(() => till.kill('SIGKILL'), chance() * LONGEST_LIFE_MS))
      })
      await inspectSales(shop, tokens, promised, known, tally)
      tally.invoices = inspectBook(shop).invoices
      expect(tally.invoices).toBe(known.size)
    }
    await shop.close()
    tallies.set(provider, tally)
  }, 600_000)
})

describe('afterwards', () => {
  it('the counts are told', () => {
    for (const [provider, tally] of tallies) {
      process.stdout.write(`killed at random (seed ${SEED}): ${provider} ${JSON.stringify(tally)}\n`)
    }
    const kills = [...tallies.values()].reduce((sum, tally) => sum + tally.kills, 0)
    expect(kills).toBeGreaterThanOrEqual(KILLS)
  })
})

/** Opens the till again and holds what it has against what it had promised and what the provider has seen. */
async function inspectSales(
  shop: Shop,
  tokens: readonly string[],
  promised: Promised,
  known: Set<string>,
  tally: Tally,
): Promise<void> {
  const again = await reopen(shop)
  const { rows } = await again.app.call('invoices.list', {
    search: '',
    status: [],
    provider: [],
    cursor: null,
    limit: 200,
  })
  const mine = rows.filter((row) => tokens.includes(row.description))
  for (const [token, id] of promised) {
    expect(mine.filter((row) => row.description === token).map((row) => row.id)).toEqual([id])
    tally.promised += 1
  }
  for (const row of mine) {
    const token = row.description
    known.add(token)
    const requests = createsOf(shop, token)
    expect(requests).toBeLessThanOrEqual(1)
    const settled = await again.settle(row.id)
    const { invoice, links, events } = settled
    expect(createsOf(shop, token)).toBe(requests)
    expect(links).toHaveLength(1)
    expect(settled.receipts.length).toBeLessThanOrEqual(1)
    const ref = refAtProvider(shop, token)
    const [link] = links
    if (link?.stage === 'live') expect(link.providerRef).toBe(ref)
    else if (invoice.recovery === 'none') expect(invoice.status).toBe('unknown')
    // Where there is a means, only what was never made may fail.
    else expect([invoice.status, ref]).toEqual(['failed', null])
    tally.requests += requests
    tally.links += ref === null ? 0 : 1
    tally.recovered += events.some((event) => event.kind === 'link_recovered') ? 1 : 0
    tally.unknown += invoice.status === 'unknown' ? 1 : 0
  }
  // What the book does not know must not be known to the provider either.
  const unknown = tokens.filter((token) => mine.every((row) => row.description !== token))
  for (const token of unknown) expect(createsOf(shop, token)).toBe(0)
  await again.app.app.close()
}

/** A small seeded generator of numbers from 0 to 1 (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
