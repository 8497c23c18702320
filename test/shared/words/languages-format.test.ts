import { beforeAll, describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../../src/shared/words/catalogues.ts'
import { dayText } from '../../../src/shared/words/day-texts.ts'
import {
  amountText,
  bareAmount,
  besideText,
  columnInstantText,
  durationText,
  instantText,
  listText,
  minuteText,
  shareText,
  sizeText,
} from '../../../src/shared/words/format.ts'
import { localeOf } from '../../../src/shared/words/locale.ts'
import { createWords } from '../../../src/shared/words/words.ts'

const AT = Date.UTC(2026, 10, 20, 14, 3, 9)
const MONEY = { currency: 'DZD', amount: '-1250000.50' }
/** Blanks of any kind as the plain one, and no marks of direction. */
const seen = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/[\u200e\u200f\u061c]/g, '')

beforeAll(async () => {
  await Promise.all(['fr', 'ar'].map((one) => loadCatalogue(one)))
})

describe('French', () => {
  it.each(['fr', 'fr-DZ', 'fr-FR'])('as %s has it', (locale) => {
    expect(seen(amountText(MONEY, locale))).toBe('−1 250 000,50 DZD')
    expect(instantText(AT, locale, 'Africa/Algiers')).toBe('20 nov. 2026, 15:03:09')
    expect(columnInstantText(AT, AT, locale, 'UTC')).toBe('20 nov. 14:03')
    expect(minuteText(AT, locale, 'UTC')).toBe('14:03')
    expect(dayText('2026-11-20', 'whole', locale)).toBe('vendredi 20 novembre 2026')
    expect(seen(sizeText(38_200_000, locale))).toBe('38,2 Mo')
    expect(seen(shareText(0.125, locale))).toBe('12,5 %')
  })

  it('has a form for one and nothing, one for millions, and one for the rest', () => {
    const { t } = createWords('fr')
    const told = [0, 1, 2, 1_000, 1_000_000].map((count) => seen(t('rail.unchecked', { count, keys: '' })))
    expect(new Set(told.map((text) => text.replaceAll(/[\d ]/g, '')))).toHaveLength(3)
    expect(told[3]).toContain('1 000')
  })
})

describe('Arabic', () => {
  it('keeps an amount as it stands, in the marks of Algeria and in Latin digits', () => {
    expect(amountText(MONEY, 'ar')).toBe('\u2068−1.250.000,50 DZD\u2069')
    expect(bareAmount(MONEY, 'ar-DZ')).toBe('−1.250.000,50 DZD')
    expect(amountText(MONEY, 'ar', 'ungrouped')).toBe('\u2068−1250000,50 DZD\u2069')
    expect(seen(amountText(MONEY, 'ar-EG-u-nu-latn'))).toBe('\u2068−1,250,000.50 DZD\u2069')
  })

  it('names the month, and counts hours to 24', () => {
    expect(instantText(AT, 'ar', 'UTC')).toBe('20 نوفمبر 2026، 14:03:09')
    expect(minuteText(AT, 'ar', 'UTC')).toBe('14:03')
    expect(dayText('2026-01-02', 'monthOfYear', 'ar')).toBe('جانفي 2026')
    expect(dayText('2026-01-02', 'monthOfYear', 'ar-EG-u-nu-latn')).toBe('يناير 2026')
  })

  it('has six forms', () => {
    const { t } = createWords('ar')
    const told = [0, 1, 2, 3, 11, 100].map((count) => t('counter.lines', { count }))
    expect(new Set(told.map((text) => text.replaceAll(/[\d\u2068\u2069]/g, '')))).toHaveLength(6)
  })

  it('tells things one after the other by its own comma, each by itself', () => {
    expect(listText(['OCPay', 'قهوة'], 'ar')).toBe('\u2068OCPay\u2069، \u2068قهوة\u2069')
    expect(listText(['a', 'b', 'c'], 'en')).toBe('a, b, c')
    expect(besideText(['a', 'قهوة'], 'en')).toBe('a · \u2068قهوة\u2069')
  })

  it('isolates what is put into a sentence, also where that is a sentence with values of its own', () => {
    const { t, amount } = createWords('ar')
    const told = t('views.saved', { name: 'Café «2»' })
    expect(told).toContain('\u2068Café «2»\u2069')
    expect(t('views.saved', { name: amount(MONEY) })).toContain('\u2068−1.250.000,50 DZD\u2069')
    expect(t('views.saved', { name: amount(MONEY) })).not.toContain('\u2068\u2068')
  })
})

describe('Arabic-Indic digits, where they are chosen', () => {
  const locale = localeOf({ language: 'ar', digits: 'arab' }, ['ar-DZ'])

  it('are in amounts, times, sizes and counts', () => {
    expect(amountText(MONEY, locale)).toBe('\u2068−١٬٢٥٠٬٠٠٠٫٥٠ DZD\u2069')
    expect(instantText(AT, locale, 'UTC')).toBe('٢٠ نوفمبر ٢٠٢٦، ١٤:٠٣:٠٩')
    expect(durationText(3_909_000, locale)).toBe('١:٠٥:٠٩')
    expect(sizeText(38_200_000, locale)).toContain('٣٨٫٢')
    expect(createWords(locale).t('rail.attention', { count: 15 })).toContain('١٥')
  })

  it('are in no file: names, cells and the command line are Latin, without a mark', () => {
    const { t, amount, locale: own } = createWords(locale, 'file')
    expect(own).toBe('ar-DZ-u-nu-latn')
    expect(amount(MONEY)).toBe('−1.250.000,50 DZD')
    expect(t('rail.attention', { count: 15 })).toContain('15')
    expect(t('views.saved', { name: 'قهوة \u202e' })).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  })

  it('are in the messages themselves, where a number stands by itself', () => {
    const { t } = createWords(locale)
    expect(t('watching.open.young')).toMatch(/١٠/)
    expect(t('close.notClosed', { from: '', to: '', city: '' })).toMatch(/٠٠:٠٠.*٢٤:٠٠/)
    expect(t('exporting.formats.machine.help')).toContain('RFC 4180')
    expect(t('tieOut.encodings.utf-8')).toBe('UTF-8')
    expect(t('list.menu.amountUnread')).toMatch(/1250.*12\.50/)
    expect([t('language.digitsOf.latn'), t('language.digitsOf.arab')]).toEqual(['0123', '٠١٢٣'])
    expect(createWords('ar-DZ').t('watching.open.young')).toMatch(/10/)
  })

  it('leave a code, a number of a sale and a path as they are', () => {
    expect(createWords(locale).t('views.saved', { name: 'CF-000123' })).toContain('CF-000123')
  })
})

describe('a computer in the Thai calendar, or in a locale that nobody has', () => {
  it.each([['th-TH-u-ca-buddhist'], ['th-TH'], ['fa-IR'], ['C']])(
    'of %s tells Gregorian days in English',
    (system) => {
      const locale = localeOf({ language: 'system', digits: null }, [system])
      expect(instantText(AT, locale, 'UTC')).toBe('20 Nov 2026, 14:03:09')
      // Also where such a locale came here by another way.
      expect(instantText(AT, system, 'UTC')).toBe('20 Nov 2026, 14:03:09')
      expect(dayText('2026-11-20', 'year', system)).toBe('2026')
    },
  )
})
