import { describe, expect, test } from 'vitest'
import { createHttpClient, type HttpCall } from '../../../../src/main/providers/http/http-client.ts'
import { maskSecrets, recordedAnswer, recordedWords } from '../../../../src/main/providers/http/mask.ts'
import { networkFailure } from '../../../../src/main/providers/http/network-failure.ts'
import { retryAfterMs } from '../../../../src/main/providers/http/retry-after.ts'
import { wirePath } from '../../../../src/main/providers/http/wire-path.ts'
import {
  deadUrl,
  got,
  NOW,
  never,
  refused,
  serve,
  stillClock,
} from '../../../support/shop/provider-clients.ts'

const KEY = 's3cr3t-key-12345'

function clientOf(baseUrl: string, timeLimitMs = 5_000, sizeLimit?: number) {
  const ports = { baseUrl, fetch, clock: stillClock(), timeLimitMs }
  return createHttpClient(sizeLimit === undefined ? ports : { ...ports, sizeLimit })
}

function get(path: HttpCall['path'] = wirePath`/thing`): HttpCall {
  return { method: 'GET', path, headers: { Authorization: `Bearer ${KEY}` }, creates: false }
}

function create(path: HttpCall['path'] = wirePath`/thing`): HttpCall {
  return { ...get(path), method: 'POST', body: { a: 1 }, creates: true }
}

describe('where a request may go', () => {
  test.each([301, 302, 303, 307, 308])(
    'a %i to another origin is not followed, and no header reaches it',
    async (status) => {
      const elsewhere = await serve(() => ({ json: { stolen: true } }))
      const server = await serve(() => ({ status, headers: { location: `${elsewhere.url}/thing` } }))
      const read = refused(await clientOf(server.url).exchange(get(), never))
      const made = refused(await clientOf(server.url).exchange(create(), never))
      expect(read).toMatchObject({ code: 'REDIRECTED', effect: 'none', httpStatus: status })
      expect(made).toMatchObject({ code: 'REDIRECTED', effect: 'possible', httpStatus: status })
      expect(elsewhere.seen).toEqual([])
      expect(server.seen).toHaveLength(2)
    },
  )

  test.each(['.', '..', '', '\ud800', 'x'.repeat(301)])(
    'a reference like %j never leaves its place in the path',
    async (ref) => {
      const server = await serve(() => ({ json: {} }))
      const error = refused(
        await clientOf(`${server.url}/base`).exchange(get(wirePath`/links/${ref}`), never),
      )
      expect(error).toMatchObject({ code: 'INVALID_INPUT', effect: 'none' })
      expect(server.seen).toEqual([])
    },
  )

  test('a reference with slashes, queries and dots is one encoded segment below the base', async () => {
    const server = await serve(() => ({ json: {} }))
    await clientOf(`${server.url}/base/`).exchange(get(wirePath`/links/${'../../x?y#z'}/`), never)
    expect(server.seen[0]?.path).toBe('/base/links/..%2F..%2Fx%3Fy%23z/')
  })

  test('a key that cannot stand in a header is refused before anything is sent', async () => {
    const server = await serve(() => ({ json: {} }))
    const call = { ...create(), headers: { 'X-Access-Token': 'line\nbreak' } }
    expect(refused(await clientOf(server.url).exchange(call, never))).toMatchObject({
      code: 'AUTH_REJECTED',
      effect: 'none',
    })
    expect(server.seen).toEqual([])
  })
})

describe('answers that do not come', () => {
  test('given nobody listens, when a link is made, then it surely was not', async () => {
    const error = refused(await clientOf(await deadUrl()).exchange(create(), never))
    expect(error).toMatchObject({ code: 'UNREACHABLE', effect: 'none', httpStatus: null })
  })

  test('given a name that does not resolve, then the request surely never left', async () => {
    const error = refused(await clientOf('http://counterfoil.invalid').exchange(create(), never))
    expect(error).toMatchObject({ code: 'UNREACHABLE', effect: 'none' })
  })

  test('given the connection is reset after the request, then a create may have happened', async () => {
    const server = await serve((_seen, response) => void response.socket?.resetAndDestroy())
    expect(refused(await clientOf(server.url).exchange(create(), never))).toMatchObject({
      code: 'UNREACHABLE',
      effect: 'possible',
    })
    expect(refused(await clientOf(server.url).exchange(get(), never))).toMatchObject({ effect: 'none' })
  })

  test('given a server that never answers, then the time limit ends it and a create may have happened', async () => {
    const server = await serve(() => undefined)
    expect(refused(await clientOf(server.url, 100).exchange(create(), never))).toMatchObject({
      code: 'TIMED_OUT',
      effect: 'possible',
    })
  })

  test('given a body that drips for ever, then the same time limit ends it', async () => {
    const drips: NodeJS.Timeout[] = []
    const server = await serve((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      drips.push(setInterval(() => response.write(' '), 10))
    })
    const error = refused(await clientOf(server.url, 150).exchange(create(), never))
    drips.forEach(clearInterval)
    expect(error).toMatchObject({ code: 'TIMED_OUT', effect: 'possible' })
  })

  test('given a body made in-process that never ends, then the time limit ends it too', async () => {
    const endless = async () => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }))
    const client = createHttpClient({
      baseUrl: 'http://practice.localhost',
      fetch: endless,
      clock: stillClock(),
      timeLimitMs: 100,
    })
    expect(refused(await client.exchange(get(), never))).toMatchObject({ code: 'TIMED_OUT' })
  })

  test('given a wait for its turn, then the time limit begins after it, and the turn ends with the answer', async () => {
    const server = await serve(() => ({ json: {} }))
    const told: string[] = []
    const client = createHttpClient({
      baseUrl: server.url,
      fetch,
      clock: stillClock(),
      timeLimitMs: 200,
      async acquire() {
        await new Promise((done) => setTimeout(done, 400))
        told.push(`sent before its turn: ${server.seen.length}`)
        return () => told.push(`sent when it was over: ${server.seen.length}`)
      },
    })
    got(await client.exchange(get(), never))
    expect(told).toEqual(['sent before its turn: 0', 'sent when it was over: 1'])
  })

  test('given the caller gives up while it waits for its turn, then nothing is sent', async () => {
    const caller = new AbortController()
    const server = await serve(() => ({ json: {} }))
    const client = createHttpClient({
      baseUrl: server.url,
      fetch,
      clock: stillClock(),
      timeLimitMs: 200,
      acquire: (signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    const answer = client.exchange(create(), caller.signal)
    caller.abort()
    expect(refused(await answer)).toMatchObject({ code: 'CANCELLED', effect: 'none' })
    expect(server.seen).toHaveLength(0)
  })

  test('given the caller gives up, then the failure says so and not that the provider was slow', async () => {
    const caller = new AbortController()
    const server = await serve(() => void caller.abort())
    expect(refused(await clientOf(server.url, 600_000).exchange(create(), caller.signal))).toMatchObject({
      code: 'CANCELLED',
      effect: 'possible',
    })
    expect(refused(await clientOf(server.url, 600_000).exchange(create(), caller.signal))).toMatchObject({
      code: 'CANCELLED',
      effect: 'none',
    })
    expect(server.seen).toHaveLength(1)
  })

  test.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'none'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'none'],
    ['net::ERR_CONNECTION_RESET', 'possible'],
    ['net::ERR_NETWORK_CHANGED', 'possible'],
  ] as const)('%s of a Chromium network stack leaves the effect %s', (message, effect) => {
    expect(networkFailure(new Error(message), true).error).toMatchObject({ code: 'UNREACHABLE', effect })
  })
})

test.each([
  ['connect', 'connect', 'none'],
  ['connect', 'read', 'possible'],
])('given addresses that failed at %s and at %s, then the effect is %s', (first, second, effect) => {
  const at = (syscall: string) => Object.assign(new Error('failed'), { code: 'ETIMEDOUT', syscall })
  const cause = new AggregateError([at(first), at(second)], 'all failed')
  expect(networkFailure(new TypeError('fetch failed', { cause }), true).error.effect).toBe(effect)
})

describe('bodies', () => {
  test('a body over the limit is refused whether its length is announced or not', async () => {
    const server = await serve((seen, response) => {
      if (seen.path.endsWith('announced')) return { text: 'x'.repeat(5_000) }
      response.writeHead(200)
      response.write('x'.repeat(3_000))
      response.end('x'.repeat(3_000))
      return undefined
    })
    const client = clientOf(server.url, 5_000, 4_096)
    for (const path of [wirePath`/announced`, wirePath`/chunked`]) {
      const error = refused(await client.exchange(create(path), never))
      expect(error).toMatchObject({ code: 'TOO_LARGE', effect: 'possible', httpStatus: 200 })
    }
  })

  test('a body of 30 MB is never held: the default limit is 2 MB', async () => {
    const server = await serve(() => ({ text: 'x'.repeat(30 * 1024 * 1024) }))
    expect(refused(await clientOf(server.url).exchange(get(), never))).toMatchObject({ code: 'TOO_LARGE' })
  })

  test('a body that breaks off under a success status is unreadable', async () => {
    const server = await serve((_seen, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"a":')
      setImmediate(() => response.socket?.destroy())
      return undefined
    })
    expect(refused(await clientOf(server.url).exchange(create(), never))).toMatchObject({
      code: 'BAD_RESPONSE',
      effect: 'possible',
    })
  })

  test('a refusal stands even when its body cannot be read', async () => {
    const server = await serve(() => ({ status: 401, text: 'x'.repeat(10_000) }))
    const answer = got(await clientOf(server.url, 5_000, 100).exchange(get(), never))
    expect(answer).toMatchObject({ status: 401, succeeded: false, text: '' })
  })

  test.each(['<html></html>', '{"a":', '', '['.repeat(200_000)])(
    'a body of %.20j is no JSON, and no crash',
    async (text) => {
      const server = await serve(() => ({ text }))
      const answer = got(await clientOf(server.url).exchange(get(), never))
      expect(answer.json).toBeUndefined()
    },
  )
})

describe('what is kept and shown', () => {
  test('secrets are masked in plain, URL-encoded, escaped and base64 forms before anything is cut', () => {
    const odd = 'pa"ss/wörd'
    const forms = [odd, encodeURIComponent(odd), JSON.stringify(odd), Buffer.from(odd).toString('base64')]
    const masked = maskSecrets(forms.join('\n'), [odd, ''])
    expect(masked).toBe('•••\n•••\n"•••"\n•••')
    const kept = recordedAnswer(`${'x'.repeat(19_990)}${KEY}${KEY}`, [KEY])
    expect(kept).toHaveLength(19_996)
    expect(kept).not.toContain(KEY.slice(0, 4))
  })

  /** The ways to write a text that JSON and addresses know, each letter alone and all of them together. */
  function spellingsOf(text: string): string[] {
    const unicode = (letter: string) =>
      Array.from({ length: letter.length }, (_, at) => letter.charCodeAt(at).toString(16).padStart(4, '0'))
    const lower = (letter: string) =>
      unicode(letter)
        .map((unit) => `\\u${unit}`)
        .join('')
    const upper = (letter: string) =>
      unicode(letter)
        .map((unit) => `\\u${unit.toUpperCase()}`)
        .join('')
    const percent = (letter: string) =>
      [...Buffer.from(letter)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
    const json = JSON.stringify(text).slice(1, -1)
    const each = [lower, upper, percent].map((write) => [...text].map(write).join(''))
    const single = [...text].flatMap((_, at) =>
      [lower, upper, percent].map((write) =>
        [...text]
          .map((letter, n) => (n === at ? write(letter) : JSON.stringify(letter).slice(1, -1)))
          .join(''),
      ),
    )
    const twice = [json, ...each].map((written) => JSON.stringify(written).slice(1, -1))
    return [
      json,
      json.replaceAll('/', '\\/'),
      ...each,
      ...single,
      ...twice,
      encodeURIComponent(each[2] ?? ''),
    ]
  }

  test.each(['aB/9+x=', 'pa"ss\\w/örd', 'k\n\t\u{1f511}/Ω', '0000-ffff/ABCD'])(
    'the key %j is masked however JSON or an address can write it',
    (secret) => {
      const php = JSON.stringify({ echo: secret }).replaceAll('/', '\\/')
      expect(recordedAnswer(php, [secret])).toBe('{"echo":"•••"}')
      for (const written of spellingsOf(secret)) expect(maskSecrets(`<${written}>`, [secret])).toBe('<•••>')
      const base64 = Buffer.from(secret).toString('base64')
      expect(maskSecrets(`<${base64.replaceAll('/', '\\/')}>`, [secret])).toBe('<•••>')
    },
  )

  test('an answer of backslashes and percent signs is masked as fast as any other', () => {
    const text = `${'\\'.repeat(100_000)}${'%25'.repeat(100_000)}${KEY}`
    expect(maskSecrets(text, [KEY])).toBe(text.replace(KEY, '•••'))
  })

  test('words lose control and direction characters, and are cut at 500', () => {
    expect(recordedWords(`bad\u0000 \u202ekey\n${KEY}`, [KEY])).toBe('bad key •••')
    expect(recordedWords('x'.repeat(9_000), [])).toHaveLength(500)
    expect(recordedWords(' \n', [])).toBeNull()
  })

  test('Retry-After is read as seconds or as an HTTP date, and bounded', () => {
    expect(retryAfterMs('120', NOW)).toBe(120_000)
    expect(retryAfterMs('Fri, 20 Nov 2026 10:01:30 GMT', NOW)).toBe(90_000)
    expect(retryAfterMs('Fri, 20 Nov 2026 09:00:00 GMT', NOW)).toBe(0)
    expect(retryAfterMs('999999999', NOW)).toBe(86_400_000)
    for (const odd of [null, '', '-5', '1.5', 'soon', '2026-11-20']) expect(retryAfterMs(odd, NOW)).toBeNull()
  })

  test('an answer carries its Retry-After', async () => {
    const server = await serve(() => ({ status: 429, headers: { 'retry-after': '7' } }))
    const answer = got(await clientOf(server.url).exchange(get(), never))
    expect(answer).toMatchObject({ status: 429, retryAfterMs: 7_000 })
  })
})

test('what is recorded of an answer is cut before a character that would be halved, and nowhere else', () => {
  const words = 'x'.repeat(499)
  expect(recordedWords(`${words}🧾`, [])).toBe(words)
  expect(recordedWords(`${words.slice(1)}🧾y`, [])).toBe(`${words.slice(1)}🧾`)
  expect(recordedWords(`${words}yz`, [])).toBe(`${words}y`)
})
