import { describe, expect, it } from 'vitest'
import { ranked } from '../../../src/renderer/app/palette/rank.ts'
import {
  indexOfKey,
  isKey,
  KEY_IDS,
  KEY_SCOPES,
  KEYS,
  type KeyId,
  type KeyPress,
  runsOf,
  shortcutOf,
} from '../../../src/renderer/keyboard/keys.ts'
import { loadCatalogue } from '../../../src/shared/words/catalogues.ts'
import en from '../../../src/shared/words/en.json'
import type { LanguageId } from '../../../src/shared/words/languages.ts'
import { createWords } from '../../../src/shared/words/words.ts'

const names = (all: readonly { readonly label: string }[]) => all.map((one) => one.label)
const found = (typed: string, ...all: readonly { readonly label: string; readonly also?: string }[]) =>
  names(ranked(all, typed))

describe('what the palette finds', () => {
  it.each([
    ['نسخ', 'النسخ الاحتياطية'],
    ['النسخ', 'نسخ احتياطي'],
    ['اقفال', 'الإقفال'],
    ['مطابقه', 'المطابقة'],
    ['cloture', 'Clôture'],
    ['aujourd’hui', "Aujourd'hui"],
  ])('is found as people type it: %s finds %s', (typed, label) => {
    expect(found(typed, { label: 'Sons' }, { label })).toEqual([label])
  })

  it.each<[LanguageId, string, string]>([
    ['en', 'language', 'appearance'],
    ['fr', 'langue', 'appearance'],
    ['ar', 'لغة', 'appearance'],
    ['fr', 'mot de passe', 'keys'],
    ['ar', 'كلمة المرور', 'keys'],
    ['fr', 'employé', 'people'],
    ['ar', 'موظف', 'people'],
    ['fr', 'douchette', 'scanner'],
  ])('in %s leads from “%s” to the settings of %s', async (language, typed, section) => {
    await loadCatalogue(language)
    const { t } = createWords(language)
    const all = Object.keys(en.palette.sections).map((id) => ({
      label: id,
      also: t(`palette.sections.${id as keyof typeof en.palette.sections}`),
    }))
    expect(found(typed, ...all)).toContain(section)
  })

  it.each<[LanguageId, string, string]>([
    ['en', 'reconcile', 'tieOut'],
    ['fr', 'rapprocher', 'tieOut'],
    ['fr', 'importer', 'import'],
    ['fr', 'clôturer', 'close'],
    ['ar', 'اقفال', 'close'],
    ['ar', 'كشف حساب', 'tieOut'],
    ['ar', 'استيراد', 'import'],
  ])('in %s leads from “%s” to a part of the books: %s', async (language, typed, part) => {
    await loadCatalogue(language)
    const { t } = createWords(language)
    const all = Object.keys(en.palette.parts).map((id) => ({
      label: id,
      also: t(`palette.parts.${id as keyof typeof en.palette.parts}`),
    }))
    expect(found(typed, ...all)).toContain(part)
  })

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

  it('knows the keys that some keyboards send instead, and F5 is no quick amount', () => {
    const index = (id: KeyId, key: string) => indexOfKey(id, press({ key }))
    for (const key of [',', 'Decimal'])
      expect([index('point', key), index('nextAmount', key)]).not.toContain(null)
    for (const key of ['x', 'X', '×', 'Multiply']) expect(index('times', key), key).not.toBeNull()
    expect([index('plus', 'Add'), index('clear', 'Clear')]).toEqual([1, 2])
    const quick = ['F1', 'F4', 'F5', 'F6', 'F9', 'F10', '1'].map((key) => index('quick', key))
    expect(quick).toEqual([0, 3, null, 4, 7, null, null])
  })

  it('names a key to screen readers as the platform does', () => {
    const ids = ['bringBack', 'checkSale', 'waitShort', 'giveUp'] as const
    expect(ids.map(shortcutOf)).toEqual(['Control+Z', 'F5', 'W', 'Escape'])
  })

  it('tells a digit with Alt by its place on the keyboard, whatever it types there', () => {
    const index = (key: string, code: string) => indexOfKey('waitingOpen', press({ key, code, altKey: true }))
    expect([index('¡', 'Digit1'), index('é', 'Digit2'), index('&', 'Digit0'), index('1', 'KeyA')]).toEqual([
      0,
      1,
      null,
      null,
    ])
    expect(index('3', 'Numpad3'), 'the number pad types a character by its number').toBeNull()
  })

  it('tells a place by its digit or its key, as a French row has its digits under Shift', () => {
    const index = (key: string, code: string) => indexOfKey('invoices', press({ key, code, ctrlKey: true }))
    expect([index('2', 'Digit2'), index('é', 'Digit2'), index('2', 'Numpad2')]).toEqual([0, 0, 0])
    expect([index('1', 'Digit2'), index('é', 'Digit3'), index('é', 'KeyE')]).toEqual([null, null, null])
    expect(isKey('palette', press({ key: 'ن', code: 'KeyK', ctrlKey: true }))).toBe(true)
  })
})
