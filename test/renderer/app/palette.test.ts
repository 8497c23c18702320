import { describe, expect, it } from 'vitest'
import { ranked } from '../../../src/renderer/app/palette/rank.ts'
import {
  indexOfKey,
  isKey,
  KEY_IDS,
  KEY_SCOPES,
  KEYS,
  type KeyPress,
  runsOf,
} from '../../../src/renderer/keyboard/keys.ts'
import { quickIndexOf } from '../../../src/renderer/keyboard/quick-keys.ts'
import { amountKeyOf } from '../../../src/renderer/sale-entry/amount.ts'
import { tapeKeyOf } from '../../../src/renderer/sale-entry/tape.ts'
import en from '../../../src/shared/words/en.json'

const names = (all: readonly { readonly label: string }[]) => all.map((one) => one.label)
const found = (typed: string, ...all: readonly { readonly label: string; readonly also?: string }[]) =>
  names(ranked(all, typed))

describe('what the palette finds', () => {
  it('stands in this order: names that begin so, words that begin so, names that contain it, other words for it', () => {
    const all = [
      { label: 'Open the vault', also: 'lock' },
      { label: 'Unlocked doors' },
      { label: 'The lock of a till' },
      { label: 'Lock the keys' },
      { label: 'Nothing' },
    ]
    expect(found('lock', ...all)).toEqual([
      'Lock the keys',
      'The lock of a till',
      'Unlocked doors',
      'Open the vault',
    ])
  })

  it('is everything in its own order where nothing is typed, or only spaces', () => {
    expect(found('  ', { label: 'b' }, { label: 'a' })).toEqual(['b', 'a'])
  })

  it('needs every word, in any order, without case and accents', () => {
    expect(found('THÈME dark', { label: 'Theme: dark' }, { label: 'Theme: light' })).toEqual(['Theme: dark'])
    expect(found('dark theme', { label: 'Theme: dark' })).toEqual(['Theme: dark'])
    expect(found('مفا', { label: 'المفاتيح' })).toEqual(['المفاتيح'])
    expect(found('zzz', { label: 'Theme: dark' })).toEqual([])
  })
})

const press = (change: Partial<KeyPress>): KeyPress => ({
  key: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
})

describe('the registry of keys', () => {
  it('has words for each of its keys and places, and no others', () => {
    expect(Object.keys(en.keyMap.acts).toSorted()).toEqual([...KEY_IDS].toSorted())
    expect(Object.keys(en.keyMap.scopes)).toEqual([...KEY_SCOPES])
  })

  it('gives no key two meanings in one place', () => {
    for (const scope of KEY_SCOPES) {
      const keys = KEY_IDS.filter((id) => KEYS[id].scope === scope).flatMap((id) => [...KEYS[id].keys])
      expect(keys.length, scope).toBe(new Set(keys).size)
    }
  })

  it('takes Ctrl and Cmd alike, letters in either case, and nothing else that is held', () => {
    expect(isKey('palette', press({ key: 'k', ctrlKey: true }))).toBe(true)
    expect(isKey('palette', press({ key: 'K', metaKey: true }))).toBe(true)
    expect(isKey('palette', press({ key: 'k' }))).toBe(false)
    expect(isKey('palette', press({ key: 'k', ctrlKey: true, shiftKey: true }))).toBe(false)
    expect(isKey('next', press({ key: 'N', shiftKey: true }))).toBe(true)
    expect(isKey('next', press({ key: 'n', altKey: true }))).toBe(false)
    expect(isKey('keyMap', press({ key: '?', shiftKey: true }))).toBe(true)
    expect(indexOfKey('waitingOpen', press({ key: '3', altKey: true }))).toBe(2)
    expect(indexOfKey('waitingOpen', press({ key: '3' }))).toBeNull()
  })

  it('shows neighbours as a run, and leaves out what is no key of it', () => {
    expect(runsOf(KEYS.quick.keys)).toEqual([
      { first: 'F1', last: 'F4' },
      { first: 'F6', last: 'F9' },
    ])
    expect(runsOf(KEYS.waitingOpen.keys)).toEqual([{ first: 'Alt+1', last: 'Alt+9' }])
    expect(runsOf(KEYS.point.keys)).toHaveLength(2)
  })

  it('names for the keypad just the keys that the keypad takes', () => {
    for (const id of ['amount', 'point', 'back', 'clear'] as const) {
      for (const key of KEYS[id].keys) expect(tapeKeyOf(key), key).not.toBeNull()
    }
    for (const key of KEYS.nextAmount.keys) expect(amountKeyOf(key)).toBe(key)
    expect(KEYS.plus.keys.map(tapeKeyOf)).toEqual(['+'])
    expect(KEYS.times.keys.map(tapeKeyOf)).toEqual(['*', '*'])
    expect(KEYS.quick.keys.map(quickIndexOf)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(quickIndexOf('F5')).toBeNull()
  })
})
