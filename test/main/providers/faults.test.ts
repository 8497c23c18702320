import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPractice } from '../../../src/main/practice/practice.ts'
import { type PracticeServer, servePractice } from '../../../src/main/practice/server.ts'
import type { Practice } from '../../../src/main/practice/world/practice-port.ts'
import type { ProviderClient, ProviderPorts } from '../../../src/main/providers/provider.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { systemClock } from '../../../src/shared/time/clock.ts'
import { ask, got, never, portsFor, refused } from '../../support/shop/provider-clients.ts'

const ASKED = {
  daisy: ['DAI', '10'],
  oneshotpay: ['USD', '12.50'],
  ocpay: ['DZD', '7400'],
  oxapay: ['USDT', '49.9'],
} as const

/** Each fault with the code it gives, and what it leaves of a create. */
const FAULTS = [
  [{ kind: 'timeout_before' }, 'TIMED_OUT', 'possible'],
  [{ kind: 'timeout_after' }, 'TIMED_OUT', 'possible'],
  [{ kind: 'slow_drip', delayMs: 200 }, 'TIMED_OUT', 'possible'],
  [{ kind: 'connection_reset' }, 'UNREACHABLE', 'possible'],
  [{ kind: 'connection_reset_after' }, 'UNREACHABLE', 'possible'],
  [{ kind: 'http_status', status: 400 }, 'REQUEST_REFUSED', 'none'],
  [{ kind: 'http_status', status: 403 }, 'FORBIDDEN', 'none'],
  [{ kind: 'http_status', status: 429, retryAfter: 7 }, 'RATE_LIMITED', 'none'],
  [{ kind: 'http_status', status: 500, effect: true }, 'UNAVAILABLE', 'possible'],
  [{ kind: 'http_status', status: 503 }, 'UNAVAILABLE', 'possible'],
  [{ kind: 'html_body', effect: true }, 'BAD_RESPONSE', 'possible'],
  [{ kind: 'malformed', effect: true }, 'BAD_RESPONSE', 'possible'],
  [{ kind: 'truncated_json' }, 'BAD_RESPONSE', 'possible'],
  [{ kind: 'wrong_types' }, 'BAD_RESPONSE', 'possible'],
  [{ kind: 'missing_fields' }, 'BAD_RESPONSE', 'possible'],
  [{ kind: 'huge_body', effect: true }, 'TOO_LARGE', 'possible'],
  [{ kind: 'redirect', effect: true }, 'REDIRECTED', 'possible'],
] as const

/** Every wire: OxaPay speaks two. */
const WIRES = [
  ['daisy', {}],
  ['oneshotpay', {}],
  ['ocpay', {}],
  ['oxapay', { dialect: 'legacy' }],
  ['oxapay', { dialect: 'v1' }],
] as const

let server: PracticeServer

beforeEach(async () => {
  server = await servePractice({ port: 0 })
})

afterEach(() => server.close())

function connect(
  id: ProviderId,
  practice: Practice,
  origin: string,
  more: Partial<ProviderPorts> = {},
): ProviderClient {
  const { baseUrl, ...credentials } = practice.introduction(origin)[id]
  return providers[id].connect({ ...portsFor(baseUrl, credentials, {}, systemClock), ...more })
}

/** Only a fault that never answers is met with a short limit, so that a slow machine changes no outcome. */
function patience(code: string): Partial<ProviderPorts> {
  return { timeLimitMs: code === 'TIMED_OUT' ? 400 : 30_000 }
}

/** What this operation asks of the provider, but for the token exchange. */
function asked(operation: string): number {
  return server.practice.log().requests.filter((one) => one.operation === operation).length
}

describe.each(WIRES)('%s with %j', (id, settings) => {
  const [currency, amount] = ASKED[id]
  const request = ask(currency, amount)

  test.each(FAULTS)(
    'given %j, when a link is made, then it is %s with effect %s, and never asked twice',
    async (fault, code, effect) => {
      const client = connect(id, server.practice, server.url, { settings, ...patience(code) })
      if (id === 'oneshotpay') got(await client.checkKey(never))
      expect(server.practice.fault({ provider: id, operation: 'create', times: 1, ...fault }).ok).toBe(true)
      const error = refused(await client.createLink(request, never))
      expect(error).toMatchObject({ code, effect })
      expect(error.retryAfterMs).toBe('retryAfter' in fault ? 7_000 : null)
      expect(asked('create')).toBe(1)
    },
  )

  test.each(FAULTS)(
    'given %j, when a link is asked about, then it is %s and has no effect',
    async (fault, code) => {
      const client = connect(id, server.practice, server.url, { settings })
      const { ref } = got(await client.createLink(request, never))
      server.practice.fault({ provider: id, operation: 'read', times: 1, ...fault })
      // A link of 1ShotPay that is not ours is as good as not there (1shotpay §3.5).
      const expected = id === 'oneshotpay' && code === 'FORBIDDEN' ? 'LINK_NOT_FOUND' : code
      const asking = connect(id, server.practice, server.url, { settings, ...patience(code) })
      if (id === 'oneshotpay') got(await asking.checkKey(never))
      expect(refused(await asking.readLink(ref, never))).toMatchObject({ code: expected, effect: 'none' })
      expect(got(await client.readLink(ref, never)).reading).toBe('open')
    },
  )

  test('given an unknown status word, then it is kept raw and read as unheard', async () => {
    const client = connect(id, server.practice, server.url, { settings })
    const { ref } = got(await client.createLink(request, never))
    server.practice.fault({ provider: id, operation: 'read', kind: 'unknown_status', times: 1 })
    const state = got(await client.readLink(ref, never))
    expect(state.reading).toBe('unheard')
    expect(state.rawStatus).not.toBe('')
  })

  test('in-process, without any network, a sale goes its way and a reset is the same reset', async () => {
    const practice = createPractice({ now: Date.now })
    const client = connect(id, practice, 'http://practice.localhost', {
      settings,
      fetch: (one) => practice.fetch(one),
    })
    const link = got(await client.createLink(request, never))
    expect(new URL(link.url).protocol).toMatch(/^https?:$/)
    practice.pay({ provider: id, ref: link.ref })
    practice.advanceClock(120_000)
    expect(got(await client.readLink(link.ref, never)).reading).toBe('paid')
    practice.fault({ provider: id, operation: 'create', kind: 'connection_reset', times: 1 })
    expect(refused(await client.createLink(request, never))).toMatchObject({
      code: 'UNREACHABLE',
      effect: 'possible',
    })
  })
})
