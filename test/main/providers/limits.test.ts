import { describe, expect, test } from 'vitest'
import { providers } from '../../../src/main/providers/registry.ts'
import { PROVIDER_IDS, type ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { portsFor } from '../../support/shop/provider-clients.ts'

/** What the wire facts say, or leave to us: daisy §3.3, 1shotpay §3.2, ocpay §3.2, oxapay §3.3. */
const LIMITS: Record<ProviderId, object> = {
  daisy: { perMinute: 60, perSecond: 2, gapMs: 250, concurrency: 1 },
  oneshotpay: { perMinute: 60, perSecond: 2, gapMs: 500, concurrency: 1 },
  ocpay: { perMinute: 60, perSecond: 5, gapMs: 100, concurrency: 1 },
  oxapay: { perMinute: 60, perSecond: 2, gapMs: 250, concurrency: 1 },
}

describe.each(PROVIDER_IDS)('the limits of %s', (id) => {
  const { limits } = providers[id]

  test('are those of its wire facts', () => {
    expect(limits).toEqual(LIMITS[id])
  })

  test('are whole, above nothing, and do not contradict each other', () => {
    for (const limit of Object.values(limits)) {
      expect(Number.isSafeInteger(limit)).toBe(true)
      expect(limit).toBeGreaterThan(0)
    }
    // A second's worth fits into the second, and a minute's worth into the seconds of a minute.
    expect(limits.perSecond * limits.gapMs).toBeLessThanOrEqual(1000)
    expect(limits.perMinute).toBeLessThanOrEqual(60 * limits.perSecond)
    // A single question never waits longer than a person would.
    expect(limits.gapMs).toBeLessThanOrEqual(1000)
  })
})

test('1shotpay §2, daisy §3.2, oxapay §2.5: who has a history can be asked for a page of it, and nobody else', () => {
  const histories = PROVIDER_IDS.map((id) => [id, providers[id].history])
  expect(Object.fromEntries(histories)).toEqual({
    daisy: 'whole',
    oneshotpay: 'none',
    ocpay: 'none',
    oxapay: 'pages',
  })
  for (const id of PROVIDER_IDS) {
    const { history, capabilities, connect } = providers[id]
    const client = connect(portsFor('https://provider.invalid', {}))
    expect(client.readPage !== undefined, id).toBe(history !== 'none')
    expect(client.listLinks !== undefined, id).toBe(history !== 'none')
    expect(capabilities.list, id).toBe(history !== 'none')
  }
})
