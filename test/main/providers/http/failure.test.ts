import { describe, expect, it } from 'vitest'
import { failed, statusFailure } from '../../../../src/main/providers/http/failure.ts'
import { networkFailure } from '../../../../src/main/providers/http/network-failure.ts'
import { retryAfterMs } from '../../../../src/main/providers/http/retry-after.ts'
import { NOW } from '../../../support/shop/provider-clients.ts'

const context = { missing: 'LINK_NOT_FOUND', words: 'why', retryAfterMs: 7, creates: true } as const

describe('a status that is no success', () => {
  it.each([
    [100, 'BAD_RESPONSE', 'possible'],
    [304, 'BAD_RESPONSE', 'possible'],
    [399, 'BAD_RESPONSE', 'possible'],
    [400, 'REQUEST_REFUSED', 'none'],
    [401, 'AUTH_REJECTED', 'none'],
    [402, 'REQUEST_REFUSED', 'none'],
    [403, 'FORBIDDEN', 'none'],
    [404, 'LINK_NOT_FOUND', 'none'],
    [407, 'REQUEST_REFUSED', 'none'],
    // A proxy may say it after it has passed the request on.
    [408, 'TIMED_OUT', 'possible'],
    [409, 'REQUEST_REFUSED', 'none'],
    [410, 'REQUEST_REFUSED', 'none'],
    [429, 'RATE_LIMITED', 'none'],
    [499, 'REQUEST_REFUSED', 'none'],
    [500, 'UNAVAILABLE', 'possible'],
    [599, 'UNAVAILABLE', 'possible'],
  ] as const)('of %i to a create is %s, and its effect is %s', (status, code, effect) => {
    const { error } = statusFailure(status, context)
    expect(error).toMatchObject({ code, effect, httpStatus: status, retryAfterMs: 7, providerWords: 'why' })
    // A question makes nothing, however it fails.
    expect(statusFailure(status, { ...context, creates: false }).error).toMatchObject({
      code,
      effect: 'none',
    })
  })

  it('refuses the key with 401 always, and with 403 where the provider means the caller', () => {
    const refuses = (status: number, forbidsAccount?: boolean) =>
      statusFailure(status, { ...context, ...(forbidsAccount !== undefined && { forbidsAccount }) }).error
        .keyRefused
    expect([refuses(401), refuses(401, false), refuses(401, true)]).toEqual([true, true, true])
    expect([refuses(403), refuses(403, false), refuses(403, true)]).toEqual([false, false, true])
    expect([refuses(404, true), refuses(400, true), refuses(429, true), refuses(500, true)]).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})

describe('a failure', () => {
  it('without details has no effect, no status, no time and no words', () => {
    expect(failed('TIMED_OUT').error).toEqual({
      code: 'TIMED_OUT',
      effect: 'none',
      keyRefused: false,
      httpStatus: null,
      retryAfterMs: null,
      providerWords: null,
    })
    expect(failed('AUTH_REJECTED').error.keyRefused).toBe(true)
    expect(failed('AUTH_REJECTED', { keyRefused: false }).error.keyRefused).toBe(false)
  })
})

describe('a request that the network refused', () => {
  const codes = [
    'ENOTFOUND',
    'EAI_AGAIN',
    'EAI_FAIL',
    'EAI_NODATA',
    'ECONNREFUSED',
    'EADDRNOTAVAIL',
    'UND_ERR_CONNECT_TIMEOUT',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'CERT_REVOKED',
    'CERT_UNTRUSTED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ]
  const caused = (cause: object) => new TypeError('fetch failed', { cause })
  const effectOf = (error: unknown, creates = true) => networkFailure(error, creates).error.effect

  it.each(codes)('with %s has surely never left', (code) => {
    expect(effectOf(caused(Object.assign(new Error('x'), { code })))).toBe('none')
  })

  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'ETIMEDOUT'])(
    'with %s may have left',
    (code) => {
      expect(effectOf(caused(Object.assign(new Error('x'), { code })))).toBe('possible')
      expect(effectOf(caused(Object.assign(new Error('x'), { code })), false)).toBe('none')
    },
  )

  it.each(['connect', 'getaddrinfo'])('while it did not get past %s has surely never left', (syscall) => {
    expect(effectOf(caused(Object.assign(new Error('x'), { code: 'ETIMEDOUT', syscall })))).toBe('none')
  })

  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'none'],
    ['net::ERR_NAME_RESOLUTION_FAILED', 'none'],
    ['net::ERR_INTERNET_DISCONNECTED', 'none'],
    ['net::ERR_ADDRESS_UNREACHABLE', 'none'],
    ['net::ERR_CONNECTION_REFUSED', 'none'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'none'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'none'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'none'],
    ['net::ERR_CERT_DATE_INVALID', 'none'],
    ['net::ERR_CONNECTION_RESET', 'possible'],
    ['net::ERR_CONNECTION_CLOSED', 'possible'],
    ['net::ERR_EMPTY_RESPONSE', 'possible'],
    ['net::ERR_TIMED_OUT', 'possible'],
  ] as const)('by Chromium with %s: its effect is %s', (message, effect) => {
    expect(effectOf(new Error(message))).toBe(effect)
    expect(effectOf(caused(new Error(message)))).toBe(effect)
  })

  it('by several addresses has never left only where none of them was reached; an unknown error says nothing', () => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' })
    const reset = Object.assign(new Error('x'), { code: 'ECONNRESET' })
    expect(effectOf(caused(new AggregateError([refused, refused])))).toBe('none')
    expect(effectOf(caused(new AggregateError([refused, reset])))).toBe('possible')
    expect(effectOf(caused(new AggregateError([])))).toBe('possible')
    for (const odd of ['ECONNREFUSED', { code: 'ECONNREFUSED' }, null, new Error('fetch failed')]) {
      expect(effectOf(odd)).toBe('possible')
    }
    expect(networkFailure(refused, true).error).toMatchObject({ code: 'UNREACHABLE', keyRefused: false })
  })

  it('by an error that is its own cause is no endless search', () => {
    const error = new Error('x')
    error.cause = error
    expect(effectOf(error)).toBe('possible')
  })
})

describe('a Retry-After', () => {
  it.each([
    ['0', 0],
    ['1', 1_000],
    [' 30 ', 30_000],
    ['86399', 86_399_000],
    ['86400', 86_400_000],
    ['86401', 86_400_000],
    ['999999999', 86_400_000],
    ['1000000000', null],
    ['12s', null],
    ['s12', null],
    ['Fri, 20 Nov 2026 10:00:00 GMT', 0],
    ['Fri, 20 Nov 2026 10:00:01 GMT', 1_000],
    ['Fri, 20 Nov 2026 09:59:59 GMT', 0],
    ['Sat, 21 Nov 2026 09:59:59 GMT', 86_399_000],
    ['Sat, 20 Nov 2027 10:00:00 GMT', 86_400_000],
    ['Fri, 2x Nov 2026 10:00:00 GMT', null],
    ['x Fri, 20 Nov 2026 10:00:00 GMT', null],
    ['fri, 20 Nov 2026 10:00:00 GMT', null],
  ])('of %j is %j ms: a day at most', (header, ms) => {
    expect(retryAfterMs(header, NOW)).toBe(ms)
  })
})
