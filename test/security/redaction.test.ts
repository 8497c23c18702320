import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from '../../src/main/log/log-redact.ts'

const UUID_KEY = '3f0c1a2b-9d8e-4f7a-b6c5-d4e3f2a1b0c9'
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl'

describe('redaction of a log text', () => {
  it.each([
    ['a Basic header', 'Authorization: Basic c2hvcC00Mi1hYmM6czNjcjN0', 'c2hvcC00Mi1hYmM6czNjcjN0'],
    ['a short Basic header', 'authorization: basic YTpi', 'YTpi'],
    ['a header in an object', `{ authorization: 'Bearer opaque.token~x' }`, 'opaque.token'],
    ['a raw header pair', `[ 'Authorization', 'Basic YWJjOmRlZg==' ]`, 'YWJjOmRlZg'],
    ['a header of unknown kind', 'Authorization: Weird hush-hush-word', 'hush-hush-word'],
    ['a header in JSON within JSON', String.raw`{\"authorization\":\"Secretly hush hush\"}`, 'hush hush'],
    ['a bearer token in a sentence', 'the token Bearer abc.def-ghi was refused', 'abc.def-ghi'],
    ['a token of three parts', `got ${JWT} back`, 'eyJ'],
    ['a token cut short', `got ${JWT.slice(0, 30)}`, 'eyJ'],
    ['an access token header', `X-Access-Token: ${UUID_KEY}`, UUID_KEY],
    ['a short access token header', 'x-access-token: abc', 'abc'],
    ['a raw access token pair', `[ 'X-Access-Token', 'abc def' ]`, 'abc def'],
    ['a header with a list of values', `{ 'x-access-token': [ 'abc' ] }`, 'abc'],
    ['a name within a longer name', `{ daisySecretKey: 'abc' }`, 'abc'],
    ['a merchant key header', 'merchant_api_key: K7-short', 'K7-short'],
    ['a merchant body field', `{"merchant":"${UUID_KEY}","amount":"10"}`, UUID_KEY],
    ['a merchant field with spaces', `{"merchant" : "K7 with space"}`, 'with space'],
    ['an escaped merchant field', String.raw`{\"merchant\":\"K7ABCD\",\"x\":1}`, 'K7ABCD'],
    ['a merchant field of a form', 'merchant=K7ABCD&amount=10', 'K7ABCD'],
    ['an inspected object', `{ apiToken: 'shh', userId: 'u-1' }`, 'shh'],
    ['a camel-case secret', 'secretKey=hush', 'hush'],
    ['an access token field', '{"access_token":"plain","expires_in":3600}', 'plain'],
    ['a passphrase', `{"passphrase":"correct horse battery"}`, 'horse'],
    ['a passphrase with a quote of the other kind', `{"passphrase":"it's a horse"}`, 'horse'],
    ['a passphrase with an escaped quote', String.raw`{"passphrase":"a \"fine\" horse"}`, 'horse'],
    ['a cookie', 'Set-Cookie: session=abcdef', 'abcdef'],
    ['a query', 'GET https://provider.example/pay?key=abc&x=1 failed', 'key=abc'],
    ['a fragment', 'https://provider.example/pay#hush', 'hush'],
    ['a user part', 'https://user:hush@provider.example/pay', 'hush'],
    ['a bare UUID', `key ${UUID_KEY} refused`, UUID_KEY],
    ['a UUID without dashes', `key ${UUID_KEY.replaceAll('-', '')} refused`, UUID_KEY.replaceAll('-', '')],
    ['a long mixed word', 'the word 9f8e7d6c5b4a39281706f5e4d3 alone', '9f8e7d6c'],
    ['base64 with its padding', 'c2VjcmV0OnNlY3JldA==', 'c2VjcmV0'],
  ])('takes %s out', (_what, text, secret) => {
    expect(redact(text)).not.toContain(secret)
    expect(redact(text)).toContain('[redacted]')
  })

  it.each([
    'invoice CF-000123 is open',
    'OCPL-9K2M4Q-7T1Z answered 404',
    'GET https://provider.example/v3/checkPayment/OCPL-9K2M4Q-7T1Z failed',
    'SQLITE_BUSY: database is locked',
    '    at createLink (file:///app/out/main/index.js:12345:67)',
    'the amount 1200.50 DZD is below 500.00',
    'connect ECONNREFUSED 127.0.0.1:4010',
  ])('leaves "%s" as it is', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('cuts what is too long, and says so', () => {
    expect(redact('word '.repeat(1000), 20)).toBe('word word word word …')
    expect(redact(`merchant=${'k'.repeat(100_000)}`, 100)).toBe('merchant=[redacted]')
  })

  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
  const key = fc.string({ unit: fc.constantFrom(...letters), minLength: 8, maxLength: 80 })
  const frames: readonly ((key: string) => string)[] = [
    (k) => `Authorization: Basic ${k}`,
    (k) => `{"headers":{"authorization":"Bearer ${k}"}}`,
    (k) => `X-Access-Token: ${k}`,
    (k) => `{ 'x-access-token': '${k}' }`,
    (k) => `merchant_api_key=${k}`,
    (k) => `{"merchant":"${k}","amount":"1"}`,
    (k) => JSON.stringify(JSON.stringify({ merchant: k, secretKey: k })),
    (k) => `https://provider.example/a?token=${k}&b=1`,
    (k) => `https://${k}@provider.example/a`,
    (k) => `apiToken: "${k}"`,
  ]

  it('takes any key out of every frame that names it, and changes nothing more the second time', () => {
    fc.assert(
      fc.property(
        key,
        fc.constantFrom(...frames),
        fc.constantFrom('', 'before ', '{"a":1}'),
        (secret, frame, before) => {
          const once = redact(`${before}${frame(secret)} after`)
          expect(once).not.toContain(secret)
          expect(redact(once)).toBe(once)
        },
      ),
      { numRuns: 5_000 },
    )
  })

  it('never throws and ends in time on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        expect(typeof redact(text)).toBe('string')
      }),
      { numRuns: 2_000 },
    )
    for (const piece of ['merchant', '"', '\\', 'authorization:', 'eyJ', 'a1', '=', 'https://', '-']) {
      expect(typeof redact(piece.repeat(20_000), 1000)).toBe('string')
    }
  })
})
