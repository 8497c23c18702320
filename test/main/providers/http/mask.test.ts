import { afterEach, expect, test } from 'vitest'
import { recordedAnswer } from '../../../../src/main/providers/http/mask.ts'

const TRUE_REGEXP = RegExp
afterEach(() => {
  globalThis.RegExp = TRUE_REGEXP
})

/** The patterns that are made from now on. */
function patternsMade(): readonly string[] {
  const made: string[] = []
  globalThis.RegExp = new Proxy(TRUE_REGEXP, {
    construct(target, args: [string, string?]) {
      made.push(args[0])
      return new target(...args)
    },
  })
  return made
}

/** As long as a session's token is. */
const TOKEN = `eyJhbGci${'Zx9_'.repeat(100)}`

test('given an answer without the key, then no pattern is made as long as the key: that would hold up the till', () => {
  const made = patternsMade()
  const text = JSON.stringify({ words: 'x'.repeat(1_500), link: 'https://pay.example/%20%5C' })
  expect(recordedAnswer(text, [TOKEN])).toBe(text)
  expect(Math.max(...made.map(({ length }) => length))).toBeLessThan(TOKEN.length * 2)
})

test('given keys that begin alike, or are shorter than what is looked for first, then each is masked', () => {
  const secrets = [`${TOKEN}a`, `${TOKEN}b`, 'k1', 'eyJhbGci']
  const text = `<${TOKEN}b> <${TOKEN}a> <k1> <eyJhbGci> <eyJhb>`
  expect(recordedAnswer(text, secrets)).toBe('<•••> <•••> <•••> <•••> <eyJhb>')
})

/** A key of letters that are written otherwise somewhere. */
const ODD = `ab/+ "&<c=d'k9é`
const page = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('/', '&#x2F;')

test.each([
  ['a page', page(ODD)],
  ['a page within a page', page(page(ODD))],
  ['a page by numbers alone', [...ODD].map((letter) => `&#${letter.codePointAt(0)};`).join('')],
  [
    'a page by hex numbers',
    [...ODD].map((letter) => `&#X00${letter.codePointAt(0)?.toString(16)};`).join(''),
  ],
  ['a JSON text within an address', encodeURIComponent(JSON.stringify(ODD).slice(1, -1))],
  ['a form', new URLSearchParams([['k', ODD]]).toString().slice(2)],
])('given an answer with the key as %s writes it, then it is masked', (_, text) => {
  expect(recordedAnswer(`<p>${text}</p>`, [ODD])).toBe('<p>•••</p>')
})
