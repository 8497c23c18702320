import { expect, it } from 'vitest'
import { isCharacter, meantKey } from '../../../src/renderer/keyboard/meant-key.ts'

it.each([
  ['a digit of the row', '1', 'Digit1', '1'],
  ['an Arabic digit', '٧', 'Digit7', '7'],
  ['a Persian digit', '۷', 'Digit7', '7'],
  ['a full-width digit', '７', 'Digit7', '7'],
  ['the Arabic decimal mark', '٫', 'NumpadDecimal', '.'],
  ['the Arabic comma', '،', 'KeyK', ','],
  ['the comma of a German number pad', ',', 'NumpadDecimal', ','],
  ['the first key of a French row, which is no digit', '&', 'Digit1', '&'],
  ['the number pad without NumLock: 7', 'Home', 'Numpad7', '7'],
  ['the number pad without NumLock: 5', 'Clear', 'Numpad5', '5'],
  ['the number pad without NumLock: 0', 'Insert', 'Numpad0', '0'],
  ['the number pad without NumLock: point', 'Delete', 'NumpadDecimal', '.'],
  ['the keys that only move', 'Home', 'Home', 'Home'],
  ['the key that only deletes', 'Delete', 'Delete', 'Delete'],
  ['Enter of the number pad', 'Enter', 'NumpadEnter', 'Enter'],
  ['N on an Arabic layout', 'ى', 'KeyN', 'n'],
  ['K on a Persian layout', 'ن', 'KeyK', 'k'],
  ['B on an Arabic layout, whose key types two letters', 'لا', 'KeyB', 'b'],
  ['B on an Arabic layout that types the two as one', 'ﻻ', 'KeyB', 'b'],
  ['two letters of no place that is known', 'لا', '', 'لا'],
  ['the slash on an Arabic layout', 'ظ', 'Slash', '/'],
  ['Z on a German layout is the key that says Z', 'z', 'KeyY', 'z'],
  ['A on a French layout is the key that says A', 'a', 'KeyQ', 'a'],
  ['a Latin letter with a mark', 'é', 'Digit2', 'é'],
  ['the Arabic question mark', '؟', 'Slash', '?'],
])('%s', (_what, key, code, meant) => {
  expect(meantKey({ key, code, shiftKey: false })).toBe(meant)
})

it('the number pad under Shift moves, as it says', () => {
  expect(meantKey({ key: 'Home', code: 'Numpad7', shiftKey: true })).toBe('Home')
})

it.each([
  ['a letter', 'a', true],
  ['an Arabic letter', 'ش', true],
  ['the two letters of one Arabic key', 'لا', true],
  ['the blank', ' ', true],
  ['a key that moves', 'Up', false],
  ['a key of a number', 'F2', false],
  ['Enter', 'Enter', false],
])('tells what types a character: %s', (_what, key, types) => {
  expect(isCharacter(key)).toBe(types)
})
