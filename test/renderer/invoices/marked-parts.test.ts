import { expect, test } from 'vitest'
import { markedParts } from '../../../src/renderer/screens/invoices/list/marked-parts.ts'

const marked = (text: string, ...words: string[]) =>
  markedParts(text, words)
    .map(({ text: part, isFound }) => (isFound ? `[${part}]` : part))
    .join('')

test.each([
  ['Samira Ouali', ['mir', 'ou'], 'Sa[mir]a [Ou]ali'],
  ['Élodie Straße', ['elo', 'sse'], '[Élo]die Stra[ße]'],
  ['Łukasz', ['lukasz'], '[Łukasz]'],
  ['مُحَمَّد', ['محمد'], '[مُحَمَّد]'],
  ['aaaa', ['aa', 'a'], '[aaaa]'],
  ['a b a', ['a'], '[a] b [a]'],
  ['nothing', ['x', ''], 'nothing'],
  ['', ['x'], ''],
])('%s marked with %j', (text, words, expected) => {
  expect(marked(text, ...words)).toBe(expected)
})
