import { expect, test } from 'vitest'
import { fold, foldWithPlaces } from '../../src/shared/text/fold.ts'

test.each([
  ['Łukasz Ångström', 'lukasz angstrom'],
  ['ÉLODIE Straße', 'elodie strasse'],
  ['İstanbul Çağrı', 'istanbul cagri'],
  ['Ἀθήνα ΟΔΟΣ οδος', 'αθηνα οδοσ οδοσ'],
  // Vowel signs, the forms of alef, teh marbuta, alef maksura and the line that makes a word longer.
  ['مُحَمَّد', 'محمد'],
  ['أحمد إبراهيم آمنة', 'احمد ابراهيم امنه'],
  ['مدرســة على', 'مدرسه علي'],
  ['١٢٫٥ ۳۴ १२ １２', '12٫5 34 12 12'],
  ['北京分店', '北京分店'],
  ['ﬁne\u00a0l’été\ttea', "fine l'ete tea"],
  ['ab\u200ecd\u0001\u202b', 'abcd'],
])('%s is searched as %s', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test('each part of a folded text knows where it stood', () => {
  const text = 'a ﷺ Straße 😀\u200eé'
  const { text: folded, places } = foldWithPlaces(text)
  expect(places).toHaveLength(folded.length + 1)
  const at = folded.indexOf('strasse')
  expect(text.slice(places[at], places[at + 'strasse'.length])).toBe('Straße')
  expect(text.slice(places[folded.indexOf('😀')], places[folded.indexOf('e', at + 7)])).toBe('😀\u200e')
  expect(text.slice(places[folded.indexOf('صلي')], places[folded.indexOf(' strasse')])).toBe('ﷺ')
})

test('a text without accents is folded as one with them', () => {
  for (const text of ['Two LAMPS', 'a\tb', 'x~!', '']) expect(fold(text)).toBe(foldWithPlaces(text).text)
})
