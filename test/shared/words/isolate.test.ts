import { describe, expect, it } from 'vitest'
import { bare, isolated } from '../../../src/shared/words/isolate.ts'

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
    expect(isolated(two, 'ar')).toBe(`${OPEN}${OPEN}A${CLOSE}, ${OPEN}ب${CLOSE}${CLOSE}`)
    expect(isolated(isolated(two, 'ar'), 'ar')).toBe(isolated(two, 'ar'))
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
