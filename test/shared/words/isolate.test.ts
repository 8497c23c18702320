import { beforeAll, describe, expect, it } from 'vitest'
import { loadCatalogue, openCatalogues } from '../../../src/shared/words/catalogues.ts'
import { accountText } from '../../../src/shared/words/format.ts'
import { bare, isolated } from '../../../src/shared/words/isolate.ts'
import { messagesOf } from './messages.ts'

const [OPEN, CLOSE] = ['\u2068', '\u2069']

describe('a value in a text from the right', () => {
  it('has a stretch of its own, once', () => {
    const amount = isolated('−1,250.00 DZD', 'ar-DZ')
    expect(amount).toBe(`${OPEN}−1,250.00 DZD${CLOSE}`)
    expect(isolated(amount, 'ar-DZ')).toBe(amount)
    expect(isolated('', 'ar-DZ')).toBe('')
  })

  it('keeps the stretches that were put into it, and is marked as a whole', () => {
    const two = `${isolated('A', 'ar')}, ${isolated('ب', 'ar')}`
    expect(isolated(two, 'ar')).toBe(`${OPEN}\u200f${OPEN}A${CLOSE}, ${OPEN}ب${CLOSE}${CLOSE}`)
    expect(isolated(isolated(two, 'ar'), 'ar')).toBe(isolated(two, 'ar'))
    expect(bare(isolated(two, 'ar'))).toBe('A, ب')
  })

  it('is read from the right where signs alone stand between what was put into it, and by its letters elsewhere', () => {
    const values = (between: string) => `${isolated('0', 'ar')}${between}${isolated('بانتظار', 'ar')}`
    for (const between of [' · ', ' (', ' – ', ': '])
      expect(isolated(values(between), 'ar')).toBe(`${OPEN}\u200f${values(between)}${CLOSE}`)
    expect(isolated(values(' to '), 'ar')).toBe(`${OPEN}${values(' to ')}${CLOSE}`)
    expect(isolated('1,250.00', 'ar')).toBe(`${OPEN}1,250.00${CLOSE}`)
    expect(isolated(`${isolated('قهوة', 'fr')} · 5`, 'fr')).not.toContain('\u200f')
  })
})

describe('a value in a text from the left', () => {
  it('is marked where it has letters from the right alone', () => {
    expect(isolated('Café 12', 'fr')).toBe('Café 12')
    expect(isolated('قهوة 12', 'fr')).toBe(`${OPEN}قهوة 12${CLOSE}`)
    expect(isolated('שלום', 'en')).toBe(`${OPEN}שלום${CLOSE}`)
  })
})

describe('marks that a person wrote', () => {
  it.each([
    ['\u202eabc', 'abc'],
    ['a\u2067b', 'ab'],
    ['\u2068a', 'a'],
    ['a\u2069b', 'ab'],
    ['\u2066a\u2069', 'a'],
    ['\u2068a\u202eb\u2069', 'ab'],
    ['\u2069\u2068', ''],
  ])('turn nothing: %j', (name, told) => {
    expect(isolated(name, 'en')).toBe(told)
  })

  it('cannot end the stretch that holds them', () => {
    const told = isolated('\u2069\u202eevil', 'ar')
    expect(told).toBe(`${OPEN}evil${CLOSE}`)
  })
})

it('for a file there is no mark at all', () => {
  expect(bare(`${OPEN}a${CLOSE}\u202eb\u2066c`)).toBe('abc')
})

describe('a figure and the currency behind it in a message', () => {
  const values = { provider: 'OCPay', minimum: '500', maximum: '75.000', currency: 'DZD' }
  beforeAll(() => loadCatalogue('ar-DZ'))

  it('are one stretch from the right: the currency is never seen before the figure', () => {
    const { t } = openCatalogues('ar-DZ')
    expect(t('counter.limits.upTo', values)).toContain('\u2068\u206875.000\u2069 \u2068DZD\u2069\u2069')
    expect(t('tieOut.told', { label: 'قهوة', currency: 'DZD' })).toContain('\u2068قهوة\u2069 \u2068DZD\u2069')
  })

  it('have no mark in a file, nor from the left', () => {
    expect(openCatalogues('ar-DZ', 'file').t('counter.limits.upTo', values)).toContain('75.000 DZD')
    expect(openCatalogues('en').t('counter.limits.upTo', values)).toContain('75.000 DZD')
  })
})

describe('words that are put into others, from the right', () => {
  beforeAll(() => loadCatalogue('ar-DZ'))

  it('stand in the order in which they are read', () => {
    const { t } = openCatalogues('ar-DZ')
    const meant = t('sale.providerNumber', { word: '0', meaning: 'بانتظار الدفع' })
    expect(t('sale.providerWord', { word: meant })).toBe(
      '«\u2068\u200f\u20680\u2069 (\u2068بانتظار الدفع\u2069)\u2069»',
    )
    const account = accountText('Caisse principale', 'DZD', 'ar-DZ')
    expect(t('tieOut.reasonOf', { account, reason: 'Frais' })).toBe(
      '\u2068\u200f\u2068Caisse principale\u2069 \u2068DZD\u2069\u2069: \u2068Frais\u2069',
    )
  })

  it('have no two Latin words with nothing but signs between them: such words would change places', () => {
    const beside = [...messagesOf('ar')].filter(
      ([key, message]) =>
        !key.startsWith('cli.') &&
        /\p{Script=Arabic}/u.test(message) &&
        /[A-Za-z] ?[·:،؛] ?[A-Za-z]/.test(message),
    )
    expect(beside).toEqual([])
  })
})
