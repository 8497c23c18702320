import { describe, expect, it } from 'vitest'
import { nameOrder, weekOf } from '../../../src/shared/words/intl.ts'
import { isRightToLeft, LANGUAGE_IDS, LANGUAGES, languageOf } from '../../../src/shared/words/languages.ts'
import { digitsOf, knownLocale, localeOf, withLatinDigits } from '../../../src/shared/words/locale.ts'

const ofSystem = (...languages: readonly string[]) =>
  localeOf({ language: 'system', digits: null }, languages)

describe('the language of the computer', () => {
  it.each([
    [['fr-DZ'], 'fr-DZ'],
    [['fr_DZ.UTF-8'], 'fr-DZ'],
    [['fr'], 'fr-FR'],
    [['ar-DZ', 'fr'], 'ar-DZ'],
    [['ar'], 'ar-DZ'],
    [['ar-Arab-MA'], 'ar-MA'],
    // The first that has a catalogue, wherever it stands.
    [['ber-DZ', 'kab', 'fr-DZ', 'en'], 'fr-DZ'],
    [['en-US', 'fr'], 'en-GB'],
    [['en'], 'en-GB'],
    // With the calendar and the digits that the computer was set to: days stay Gregorian, digits are heeded.
    [['ar-EG-u-nu-latn'], 'ar-EG-u-nu-latn'],
    [['ar-DZ-u-nu-arab'], 'ar-DZ-u-nu-arab'],
    [['ar-SA-u-ca-islamic-umalqura'], 'ar-SA'],
    [['th-TH-u-ca-buddhist'], 'en-GB'],
    // Nothing that anybody speaks.
    [[], 'en-GB'],
    [['C'], 'en-GB'],
    [['C.UTF-8', 'POSIX'], 'en-GB'],
    [[''], 'en-GB'],
    [['no such thing, at all', '../../etc', '💥', 'x-klingon', 'tlh'], 'en-GB'],
    [['fr-XX-nonsense-too-long-for-a-tag', 'ar-EG'], 'ar-EG'],
  ])('of %j is %s', (languages, locale) => {
    expect(ofSystem(...languages)).toBe(locale)
  })

  it('is not asked where a person chose one, but for its region', () => {
    expect(localeOf({ language: 'ar', digits: null }, ['en-US'])).toBe('ar-DZ')
    expect(localeOf({ language: 'fr', digits: null }, ['en-GB', 'fr-CA'])).toBe('fr-CA')
    expect(localeOf({ language: 'en', digits: null }, ['ar-DZ'])).toBe('en-GB')
  })
})

describe('the digits', () => {
  it('are those of the region until a person chose others', () => {
    expect(['ar-DZ', 'ar-MA', 'ar-EG', 'ar-SY'].map((one) => digitsOf(ofSystem(one)))).toEqual([
      ...['latn', 'latn', 'arab', 'arab'],
    ])
    expect(localeOf({ language: 'ar', digits: 'arab' }, [])).toBe('ar-DZ-u-nu-arab')
    expect(localeOf({ language: 'ar', digits: 'latn' }, ['ar-EG'])).toBe('ar-EG-u-nu-latn')
  })

  it('are Latin in a language that has no other, whatever was chosen for another one', () => {
    expect(localeOf({ language: 'fr', digits: 'arab' }, ['ar-EG'])).toBe('fr-FR')
    expect(localeOf({ language: 'en', digits: 'arab' }, ['ar-EG'])).toBe('en-GB')
  })

  it('are Latin in files and on the command line', () => {
    expect(withLatinDigits('ar-EG')).toBe('ar-EG-u-nu-latn')
    expect(withLatinDigits('ar-DZ-u-nu-arab')).toBe('ar-DZ-u-nu-latn')
    expect(withLatinDigits('fr-DZ')).toBe('fr-DZ')
  })
})

describe('a locale', () => {
  it('names its language, and English where it has no catalogue', () => {
    expect(['fr-DZ', 'ar-EG-u-nu-latn', 'en-XA', 'tlh', '', 'constructor'].map(languageOf)).toEqual([
      ...['fr', 'ar', 'en', 'en', 'en', 'en'],
    ])
    expect(['ar-DZ', 'fr', 'tlh'].map(isRightToLeft)).toEqual([true, false, false])
  })

  it("is never the computer's own by accident: what nobody has is written as English is", () => {
    expect(['en', 'fr', 'ar', 'tlh', 'th-TH', 'en-XA', 'fr-CA'].map(knownLocale)).toEqual([
      ...['en-GB', 'fr-FR', 'ar-DZ', 'en-GB', 'en-GB', 'en-GB', 'fr-CA'],
    ])
  })

  it('can be used by Intl, of every language', () => {
    for (const id of LANGUAGE_IDS)
      expect(Intl.DateTimeFormat.supportedLocalesOf(LANGUAGES[id].locale), id).toHaveLength(1)
  })

  it('begins its week where it does', () => {
    expect(['en-GB', 'ar-DZ', 'en-US'].map((one) => weekOf(one).firstDay)).toEqual([1, 6, 7])
  })
})

describe('the order of names', () => {
  const order = (locale: string, names: readonly string[]) => names.toSorted(nameOrder(locale))

  it('is that of the alphabet, with figures as numbers', () => {
    expect(order('en', ['Till 10', 'till 9', 'Éclair', 'Zitoun', 'eclair'])).toEqual([
      ...['eclair', 'Éclair', 'till 9', 'Till 10', 'Zitoun'],
    ])
    expect(order('ar', ['قهوة', 'خبز', 'آيس كريم', 'Bread', 'تمر'])).toEqual([
      ...['آيس كريم', 'تمر', 'خبز', 'قهوة', 'Bread'],
    ])
  })
})
