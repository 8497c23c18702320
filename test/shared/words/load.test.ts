import { describe, expect, it, vi } from 'vitest'
import { loadCatalogue, openCatalogues } from '../../../src/shared/words/catalogues.ts'
import en from '../../../src/shared/words/en.json' with { type: 'json' }
import { PSEUDO_LOCALE } from '../../../src/shared/words/languages.ts'
import { readCatalogue } from '../../../src/shared/words/read-catalogue.ts'
import { createWords } from '../../../src/shared/words/words.ts'
import { placesIn } from './messages.ts'

describe('a catalogue that is damaged', () => {
  it('that cannot be read leaves English, and is read again the next time', async () => {
    // Another file of this process may have read it before.
    vi.resetModules()
    const { loadCatalogue } = await import('../../../src/shared/words/catalogues.ts')
    const { createWords } = await import('../../../src/shared/words/words.ts')
    const broken = () => Promise.reject(new SyntaxError('Unexpected token'))
    expect(await loadCatalogue('fr', broken)).toEqual({ language: 'fr', missing: null })
    expect(createWords('fr-DZ').t('app.tryAgain')).toBe('Try again')
    expect((await loadCatalogue('fr'))?.missing).not.toBeNull()
    expect(createWords('fr-DZ').t('app.tryAgain')).not.toBe('Try again')
  })

  it.each([null, undefined, 7, 'words', [], true])('that holds %j has none of its words', async (value) => {
    const { catalogue, missing } = readCatalogue(value, en, ['one', 'other'])
    expect(missing.length).toBeGreaterThan(2_000)
    expect(JSON.stringify(catalogue)).not.toMatch(/"[^"]+":"/)
  })

  it('in part says what it can, and names what it lacks', () => {
    const english = {
      title: 'Books',
      count_one: 'One',
      count_other: 'Many',
      deep: { a: 'A', b: 'B' },
      flat: 'Text',
    }
    const damaged = {
      title: 'Livres',
      count_other: 'Plusieurs',
      deep: { a: 5, b: 'Bé' },
      flat: { not: 'a text' },
      more: 'x',
    }
    const { catalogue, missing } = readCatalogue(damaged, english, ['one', 'many', 'other'])
    expect(catalogue).toEqual({ title: 'Livres', count_other: 'Plusieurs', deep: { b: 'Bé' }, more: 'x' })
    expect(missing).toEqual(['deep.a', 'flat', 'count_one', 'count_many'])
  })
})

describe('the pseudo-language', () => {
  it('is there only when it is loaded, by no system of its own', () => {
    expect(createWords(PSEUDO_LOCALE).t('app.tryAgain')).toBe('Try again')
  })

  it('has every message of English: in brackets, accented, longer by two fifths, with the same values', async () => {
    await loadCatalogue(PSEUDO_LOCALE)
    const { t } = createWords(PSEUDO_LOCALE)
    expect(t('app.tryAgain')).toMatch(/^\[Trýÿ àågàåîïñ·*\]$/)
    expect(t('rail.attention', { count: 4 })).toMatch(/^\[4 ñéêéêd .*\]$/)
    const bundle: unknown = openCatalogues(PSEUDO_LOCALE).getResourceBundle(PSEUDO_LOCALE, 'translation')
    const pairs = pairsOf(en, bundle).filter(
      ([key, english]) => !key.startsWith('cli.') && english.trim() !== '',
    )
    expect(pairs.length).toBeGreaterThan(2_000)
    for (const [key, english, pseudo] of pairs) {
      if (english === 'Counterfoil') continue
      expect(pseudo, key).toMatch(/^\[[\s\S]*\]$/)
      expect(placesIn(pseudo), key).toEqual(placesIn(english))
      const words = (text: string) => text.replaceAll(/\{\{[^}]*\}\}/g, '').length
      expect(words(pseudo), key).toBeGreaterThanOrEqual(Math.floor(words(english) * 1.4))
    }
  })
})

function pairsOf(
  english: unknown,
  pseudo: unknown,
  path = '',
): readonly (readonly [string, string, string])[] {
  if (typeof english === 'string') return [[path, english, String(pseudo)]]
  return Object.entries(english as object).flatMap(([name, inner]) =>
    pairsOf(inner, Reflect.get(pseudo as object, name), path === '' ? name : `${path}.${name}`),
  )
}
