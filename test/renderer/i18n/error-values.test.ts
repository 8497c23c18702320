import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, it } from 'vitest'
import { ErrorCodeWords } from '../../../src/renderer/components/error-words.tsx'
import { DOTS } from '../../../src/renderer/i18n/hidden-amounts.ts'
import { hideAmounts, speakFrom } from '../../../src/renderer/i18n/use-translation.ts'
import { loadCatalogue, openCatalogues } from '../../../src/shared/words/catalogues.ts'

afterEach(() => hideAmounts(false))

const CASES = [
  ['REFUND_TOO_LARGE', { currency: 'DZD', left: '1250000.5' }],
  ['AMOUNT_TOO_SMALL', { currency: 'DZD', minimum: '1250000.5' }],
  ['AMOUNT_TOO_LARGE', { currency: 'DZD', maximum: '1250000.5' }],
] as const

const said = (code: string, params: Readonly<Record<string, string | number>>) =>
  renderToString(createElement(ErrorCodeWords, { code, params }))
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll(/[\u2066-\u2069]|&#x27;/g, '')

const WRITTEN = {
  'en-GB': '1,250,000.5 DZD',
  'fr-FR': '1\u202f250\u202f000,5 DZD',
  'ar-DZ': '1.250.000,5 DZD',
  'ar-EG': '١٬٢٥٠٬٠٠٠٫٥ DZD',
}

it.each(Object.entries(WRITTEN))('an error names amounts as %s writes them', async (locale, written) => {
  await loadCatalogue(locale)
  speakFrom(openCatalogues(locale))
  for (const [code, params] of CASES) expect(said(code, params), code).toContain(written)
})

it.each(CASES)('%s names none while amounts are hidden', (code, params) => {
  speakFrom(openCatalogues('en'))
  hideAmounts(true)
  expect(said(code, params)).toContain(`${DOTS} DZD`)
  expect(said(code, params)).not.toMatch(/\d/)
})

it('a number of an error that is no amount stays as it is', () => {
  speakFrom(openCatalogues('en'))
  expect(said('PASSPHRASE_TOO_SHORT', { minimum: 12 })).toMatch(/\b12 characters/)
})
