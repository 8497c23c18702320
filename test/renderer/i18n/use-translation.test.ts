import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { openCatalogues, translationOf } from '../../../src/shared/words/catalogues.ts'

it('gives the words of the language that the catalogues speak now, and says so before there are any', async () => {
  // Another test of this process may have given the window its words.
  vi.resetModules()
  const { speakFrom, useTranslation } = await import('../../../src/renderer/i18n/use-translation.ts')
  const Title = () => useTranslation().t('counter.title')
  expect(() => renderToString(createElement(Title))).toThrow('no words yet')
  const catalogues = openCatalogues('en')
  catalogues.addResource('fr', 'translation', 'counter.title', 'Caisse')
  speakFrom(catalogues)
  expect(renderToString(createElement(Title))).toBe('Counter')
  await catalogues.changeLanguage('fr')
  expect(renderToString(createElement(Title))).toBe('Caisse')
})

it('says a sentence again as it was said, and anew with other values, however many were said between', () => {
  const { t } = translationOf(openCatalogues('en'))
  const opened = t('counter.lines', { count: 1 })
  expect(t('counter.lines', { count: 2 })).not.toBe(opened)
  for (let count = 3; count < 3_000; count += 1)
    expect(t('counter.lines', { count })).toContain(String(count))
  expect(t('counter.lines', { count: 1 })).toBe(opened)
})
