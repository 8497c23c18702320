import { initReactI18next } from 'react-i18next'
import { openCatalogues } from '../../shared/words/catalogues.ts'

const RIGHT_TO_LEFT = new Set(['ar'])

/** Gives the window its words; the catalogues are bundled, so this is done before the first paint. */
export function startI18n(language: string): void {
  initReactI18next.init(openCatalogues(language))
  applyLanguage(language)
}

/** Tells the document its language and direction. */
export function applyLanguage(language: string): void {
  document.documentElement.lang = language
  document.documentElement.dir = RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr'
}
