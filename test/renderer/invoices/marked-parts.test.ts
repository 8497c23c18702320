import { expect, test } from 'vitest'
import {
  markedParts,
  partsBetween,
  shortlyBefore,
} from '../../../src/renderer/screens/invoices/list/marked-parts.ts'

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

test('what is marked stays marked where a text is taken apart', () => {
  const parts = markedParts('0xabcdef12345', ['bcd', '45'])
  const between = (from: number, until: number) =>
    partsBetween(parts, from, until).map(({ text, isFound }) => (isFound ? `[${text}]` : text))
  expect(between(0, 4)).toEqual(['0xa', '[b]'])
  expect(between(4, 10)).toEqual(['[cd]', 'ef12'])
  expect(between(10, 13)).toEqual(['3', '[45]'])
  expect(between(0, 13)).toEqual(parts.map(({ text, isFound }) => (isFound ? `[${text}]` : text)))
})

test.each([
  ['', ''],
  ['Table 7', 'Table 7'],
  ['Table 17', '…ble 17'],
  ['a cup of ☕☕☕☕☕☕🍵', '…☕☕☕☕☕🍵'],
])('what stands before a match, %s, is cut to %s', (text, expected) => {
  expect(shortlyBefore(text)).toBe(expected)
})
